using NodaTime;
using Psa.Access;

namespace Psa.Attack.Tests.Calls;

/// <summary>Values of every type that are allowed by the type and by nothing else.</summary>
internal static class Extremes
{
    private const int Long = 100_000;

    private static readonly Guid Unknown = new("0192d4e0-7b1f-7c3a-8e55-00000000ffff");

    private static readonly Dictionary<Type, object?[]> Plain = new()
    {
        [typeof(string)] = [null, string.Empty, " ", "\uD800", "\0", new string('x', Long)],
        [typeof(bool)] = [false, true],
        [typeof(int)] = [int.MinValue, -1, 0, int.MaxValue],
        [typeof(long)] = [long.MinValue, -1L, 0L, long.MaxValue],
        [typeof(decimal)] = [decimal.MinValue, -1m, 0m, 0.0000000000000000000000000001m, 1e18m, decimal.MaxValue],
        [typeof(LocalDate)] = [default(LocalDate), LocalDate.MinIsoValue, LocalDate.MaxIsoValue, new LocalDate(2026, 3, 1, CalendarSystem.Julian), new LocalDate(1742, 7, 1, CalendarSystem.Coptic)],
        [typeof(Instant)] = [default(Instant), Instant.MinValue, Instant.MaxValue],
        [typeof(Duration)] = [Duration.MinValue, Duration.Zero, Duration.MaxValue],
        [typeof(Guid)] = [Guid.Empty, Guid.AllBitsSet],
        [typeof(Currency)] = [default(Currency), Currency.JPY, Currency.KWD],
        [typeof(Money)] = [default(Money), Money.FromMinorUnits(long.MinValue, Currency.EUR), Money.FromMinorUnits(long.MaxValue, Currency.EUR), Money.FromMinorUnits(1, Currency.JPY)],
        [typeof(UnitPrice)] = [default(UnitPrice), UnitPrice.Of(-1m, Currency.EUR), UnitPrice.Of(decimal.MaxValue, Currency.EUR), UnitPrice.Of(decimal.MinValue, Currency.EUR), UnitPrice.Of(1m, Currency.JPY)],
        [typeof(Percent)] = [default(Percent), Percent.Of(-1000m), Percent.Of(decimal.MaxValue), Percent.Of(decimal.MinValue)],
        [typeof(DatePeriod)] = [default(DatePeriod), DatePeriod.Create(LocalDate.MinIsoValue, LocalDate.MaxIsoValue)],
        [typeof(TenantId)] = [default(TenantId), World.Theirs, new TenantId(Unknown)],
        [typeof(PaymentTerms)] = [default(PaymentTerms), PaymentTerms.DueIn(PaymentTerms.MaxDays), PaymentTerms.EndOfMonth(PaymentTerms.MaxDays), PaymentTerms.DayOfMonth(31, PaymentTerms.MaxMonths), PaymentTerms.Parse("1 net 0; 1000000 day 31 +12m; 99.999999% 366")],
        [typeof(Metadata)] = [default(Metadata), Metadata.From(Enumerable.Range(0, Metadata.MaxCount).Select(static n => KeyValuePair.Create($"k{n}", new string('x', Metadata.MaxValueLength))))],
        [typeof(Actor)] = [null],
        [typeof(DateTimeZone)] = [null, DateTimeZone.ForOffset(Offset.MaxValue)],
        [typeof(CancellationToken)] = [],
    };

    public static IEnumerable<object?> Of(Type type, World others)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying, others).Prepend(null);
        }

        return type switch
        {
            _ when Plain.TryGetValue(type, out var values) => values,
            _ when type.IsEnum => [.. Enum.GetValues(type).Cast<object>(), Enum.ToObject(type, 999), Enum.ToObject(type, -1)],
            _ when Parts.IsId(type) => others.IdsOf(type.GetGenericArguments()[0]).Take(1).Prepend(Unknown).Prepend(Guid.Empty).Select(id => Activator.CreateInstance(type, id)),
            _ when Parts.SmartEnums(type).ToList() is { Count: > 0 } all => all.Prepend(null!),
            _ when !type.IsValueType => [null],
            _ => [Activator.CreateInstance(type)],
        };
    }
}
