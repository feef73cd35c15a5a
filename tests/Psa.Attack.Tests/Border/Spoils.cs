using System.Collections;
using System.Reflection;
using NodaTime;
using Psa.Records;
using Psa.Storage;

namespace Psa.Attack.Tests.Border;

/// <summary>Spoils what a caller gives in every place, one at a time, past all constructors: as code can that ignores warnings. Found from the types, so that a new property is spoiled too.</summary>
internal static class Spoils
{
    private const string Invisible = "a\u200bb";

    /// <summary>Gives all that can be wrong with a value of a type; for a value with parts, with each of them.</summary>
    public static IEnumerable<Spoil> Of(Type type, object? value, string name, bool mayBeNull)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (!mayBeNull && !type.IsValueType)
        {
            yield return new(null, name, MoneyErrors.Missing);
        }

        foreach (var (bad, code) in OfPiece(kind, name))
        {
            yield return new(bad, name, code);
        }

        foreach (var spoil in value is null ? [] : value is IEnumerable and not string ? OfElements(value, name) : kind.Assembly == typeof(PsaJson).Assembly ? OfProperties(value, name) : [])
        {
            yield return spoil;
        }
    }

    private static IEnumerable<(object Bad, string Code)> OfPiece(Type type, string name) => type switch
    {
        _ when type == typeof(LocalDate) => [(LocalDate.MaxIsoValue, MoneyErrors.BadDate), (new LocalDate(1899, 12, 31), MoneyErrors.BadDate), (LocalDate.MinIsoValue, MoneyErrors.BadDate), (new LocalDate(2026, 3, 1).WithCalendar(CalendarSystem.Julian), MoneyErrors.BadDate)],
        _ when type == typeof(Instant) => [(Instant.MaxValue, MoneyErrors.BadDate), (Instant.FromUtc(1899, 12, 31, 23, 59), MoneyErrors.BadDate)],
        _ when type == typeof(DatePeriod) => [(default(DatePeriod), MoneyErrors.Missing), (DatePeriod.Create(new(2026, 1, 1), LocalDate.MaxIsoValue), MoneyErrors.BadDate)],
        _ when type == typeof(decimal) => [(decimal.MaxValue, MoneyErrors.OutOfRange), (decimal.MinValue, MoneyErrors.OutOfRange)],
        _ when type == typeof(long) => [(long.MaxValue, MoneyErrors.OutOfRange), (long.MinValue, MoneyErrors.OutOfRange)],
        _ when type == typeof(int) => [(int.MaxValue, MoneyErrors.OutOfRange), (int.MinValue, MoneyErrors.OutOfRange)],
        _ when type == typeof(Percent) => [(Percent.Of(1_000_000m), MoneyErrors.OutOfRange)],
        _ when type == typeof(Money) => [(default(Money), MoneyErrors.Missing), (Money.Of(92_000_000_000_000_000m, Currency.EUR), MoneyErrors.OutOfRange)],
        _ when type == typeof(UnitPrice) => [(default(UnitPrice), MoneyErrors.Missing), (UnitPrice.Of(10_000_000_000_000m, Currency.EUR), MoneyErrors.OutOfRange)],
        _ when type == typeof(Currency) => [(default(Currency), MoneyErrors.Missing)],
        _ when type == typeof(string) => Identifiers.IsName(name[(name.LastIndexOf('.') + 1)..])
            ? [("a\0b", StoreErrors.BadText), ("a\ud800", StoreErrors.BadText), (Invisible, MoneyErrors.BadText), ("a\nb", MoneyErrors.BadText), ("a\u202eb", MoneyErrors.BadText)]
            : [("a\0b", StoreErrors.BadText), ("\udc00a", StoreErrors.BadText)],
        { IsEnum: true } => [(Enum.ToObject(type, 99), MoneyErrors.Unknown), (Enum.ToObject(type, -1), MoneyErrors.Unknown)],
        _ => [],
    };

    private static IEnumerable<Spoil> OfProperties(object value, string name)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property is { CanWrite: true, Name: not "Id" } && property.GetIndexParameters().Length == 0))
        {
            if (property.PropertyType == typeof(UnitPrice) && value.GetType().GetProperty("IsNote")?.GetValue(value) is true)
            {
                continue;
            }

            foreach (var spoil in Of(property.PropertyType, property.GetValue(value), $"{name}.{property.Name}", NullOf(property)))
            {
                if (With(value, property, spoil.Value) is { } spoiled)
                {
                    yield return spoil with { Value = spoiled };
                }
            }
        }
    }

    private static IEnumerable<Spoil> OfElements(object list, string name)
    {
        var (place, set) = (0, list.GetType().GetMethod(nameof(ValueList<>.SetItem)));
        foreach (var element in set is null ? Array.Empty<object>() : (IEnumerable)list)
        {
            foreach (var spoil in Of(list.GetType().GenericTypeArguments[0], element, $"{name}[{place}]", mayBeNull: false))
            {
                yield return spoil with { Value = set!.Invoke(list, [place, spoil.Value]) };
            }

            place++;
        }
    }

    private static bool NullOf(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    // what a setter refuses itself needs no check at the border
    private static object? With(object value, PropertyInfo property, object? bad)
    {
        var copy = value.GetType().IsValueType ? value : value.GetType().GetMethod("<Clone>$")!.Invoke(value, null)!;
        var boxed = value.GetType().IsValueType ? System.Runtime.CompilerServices.RuntimeHelpers.GetObjectValue(copy) : copy;
        try
        {
            property.SetValue(boxed, bad);
            return boxed;
        }
        catch (TargetInvocationException e) when (e.InnerException is PsaException)
        {
            return null;
        }
    }
}
