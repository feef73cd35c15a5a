using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Psa.Records;

namespace Psa.Attack.Tests.Json;

/// <summary>Reads a document and says what is wrong with the outcome: nothing, when it is refused by our code, or makes a valid value that is written and read back.</summary>
internal static class JsonAttack
{
    private static readonly ConcurrentDictionary<Type, (MethodInfo Read, MethodInfo Write)> Methods = [];
    private static readonly ConcurrentDictionary<PropertyInfo, bool> MayBeNull = [];

    /// <summary>Whether a document makes a value.</summary>
    public static bool Accepts(string json, JsonTypeInfo type)
    {
        try
        {
            return Read(json, type) is not null;
        }
        catch (PsaException)
        {
            return false;
        }
    }

    /// <summary>Gives what is wrong; <see langword="null"/> when it held. <paramref name="accepted"/> says whether a value was made.</summary>
    public static string? Fault(string json, JsonTypeInfo type, out bool accepted)
    {
        object? value = null;
        var refusal = Record.Exception(() => value = Read(json, type));
        accepted = refusal is null;
        if (value is null)
        {
            return refusal is InvalidDataPsaException { Code: PsaErrors.MalformedJson } && refusal.Message.StartsWith("At $", StringComparison.Ordinal)
                ? null
                : $"ends in {refusal?.GetType().Name}: {refusal?.Message}";
        }

        if (NullIn(value, type.Type.Name) is { } where)
        {
            return $"has null in {where}";
        }

        object? again = null;
        return Record.Exception(() => again = Read((string)Of(type).Write.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value, type], null)!, type)) is { } fault
            ? $"was read but not read back: {fault.GetType().Name}: {fault.Message}"
            : value.Equals(again) ? null : $"reads back as another: {value} and {again}";
    }

    private static object Read(string json, JsonTypeInfo type) => Of(type).Read.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [json, type], null)!;

    private static (MethodInfo Read, MethodInfo Write) Of(JsonTypeInfo type) =>
        Methods.GetOrAdd(type.Type, static type => (Method(nameof(PsaJson.Read), type), Method(nameof(PsaJson.Write), type)));

    private static MethodInfo Method(string name, Type type) => typeof(PsaJson).GetMethod(name)!.MakeGenericMethod(type);

    private static string? NullIn(object value, string where)
    {
        if (value is string or Ardalis.SmartEnum.ISmartEnum)
        {
            return null;
        }

        if (value is IEnumerable list)
        {
            var place = 0;
            foreach (var element in list)
            {
                if ((element is null ? $"{where}[{place}]" : NullIn(element, $"{where}[{place}]")) is { } found)
                {
                    return found;
                }

                place++;
            }

            return null;
        }

        if (value.GetType() is { IsClass: true } type && type.Assembly == typeof(PsaJson).Assembly)
        {
            // what is computed isn't read
            var stored = PsaJson.Options.GetTypeInfo(type).Properties.Where(static property => property.Get is not null).Select(static property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => stored.Contains(property.Name)))
            {
                var held = property.GetValue(value);
                if (held is null ? !Allows(property) : NullIn(held, $"{where}.{property.Name}") is not null)
                {
                    return $"{where}.{property.Name}";
                }
            }
        }

        return null;
    }

    private static bool Allows(PropertyInfo property) => MayBeNull.GetOrAdd(
        property,
        static property =>
        {
            lock (Methods)
            {
                return new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
            }
        });
}
