using System.Reflection;
using System.Runtime.CompilerServices;
using Ardalis.SmartEnum;

namespace Psa.Attack.Tests.Calls;

/// <summary>What values are made of.</summary>
internal static class Parts
{
    private static readonly MethodInfo Copy = typeof(object).GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Gives the properties of a type of the library that can be set.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type type) =>
        type.Assembly != typeof(Money).Assembly || type.IsEnum ? [] : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.SetMethod is { IsPublic: true })];

    public static bool IsRequired(PropertyInfo property) => property.GetCustomAttribute<RequiredMemberAttribute>() is not null;

    public static Guid IdOf(object record) => Shelf.All.Single(shelf => shelf.Type == record.GetType()).IdOf(record);

    /// <summary>Gives a copy with another value of one property.</summary>
    public static object With(object record, PropertyInfo property, object? value)
    {
        var copy = Copy.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    /// <summary>Gives a copy with another value of one property, or nothing when the type refuses the value itself.</summary>
    public static IEnumerable<object> TryWith(object record, PropertyInfo property, object? value)
    {
        try
        {
            return [With(record, property, value)];
        }
        catch (TargetInvocationException refusal) when (refusal.InnerException is PsaException or ArgumentException)
        {
            return [];
        }
    }

    public static IEnumerable<object> SmartEnums(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(SmartEnum<>)
            ? ((System.Collections.IEnumerable)type.GetProperty("All")!.GetValue(null)!).Cast<object>()
            : [];

    /// <summary>Gives all values of a kind that a value holds, however deep they lie.</summary>
    public static IEnumerable<object> Deep(object? value, Func<Type, bool> isWanted)
    {
        if (value is null or string)
        {
            return [];
        }

        var type = value.GetType();
        if (isWanted(type))
        {
            return [value];
        }

        return value switch
        {
            IStreamed stream => stream.Items.SelectMany(one => Deep(one, isWanted)),
            System.Collections.IEnumerable list => list.Cast<object?>().SelectMany(one => Deep(one, isWanted)),
            _ => Of(type).SelectMany(property => Deep(property.GetValue(value), isWanted)),
        };
    }

    /// <summary>Gives all ids in arguments.</summary>
    public static IEnumerable<Guid> IdsIn(IEnumerable<object?> arguments) => arguments.SelectMany(static argument => Deep(argument, IsId)).Select(GuidOf);

    public static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>);

    public static Guid GuidOf(object id) => (Guid)id.GetType().GetProperty(nameof(Id<>.Value))!.GetValue(id)!;
}
