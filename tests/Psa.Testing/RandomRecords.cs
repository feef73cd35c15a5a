using System.Reflection;
using Ardalis.SmartEnum;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Testing;

/// <summary>
/// Makes records with every property set to something random, by reflection: a property that is added later is covered from its first day.
/// The same seed makes the same record.
/// </summary>
public sealed class RandomRecords(int seed)
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Lock NullabilityGate = new();

    // awkward for a store on purpose: quotes, other scripts, a surrogate pair, an empty text
    private static readonly string[] Texts = ["", "O'Brien \"&\" <Söhne>", "請求書", "\U0001F4B6 12,50", "line\nbreak\t", "plain"];

    private readonly Random _random = new(seed);

    /// <summary>Makes a new record of a tenant: version 0, and a random id unless one is given.</summary>
    public T Entity<T>(TenantId tenant, Id<T>? id = null)
        where T : class, IEntity<T> =>
        (T)Make(typeof(T), (nameof(IEntity<>.Tenant), tenant), (nameof(IEntity<>.Id), id ?? new(Guid())), (nameof(IEntity<>.Version), 0L));

    /// <summary>Makes a value of any type of the library, with the given properties.</summary>
    public object Make(Type type, params ReadOnlySpan<(string Name, object Value)> given)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (Plain(type) is { } plain)
        {
            return plain;
        }

        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).FirstOrDefault(c => c.GetParameters() is not [var only] || only.ParameterType != type);
        var parameters = constructor?.GetParameters() ?? [];
        var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. parameters.Select(Argument)]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && !parameters.Any(a => string.Equals(a.Name, p.Name, StringComparison.OrdinalIgnoreCase))))
        {
            property.SetValue(made, Value(property, given));
        }

        return made;
    }

    private object? Value(PropertyInfo property, ReadOnlySpan<(string Name, object Value)> given)
    {
        foreach (var (name, value) in given)
        {
            if (name == property.Name)
            {
                return value;
            }
        }

        NullabilityState state;
        lock (NullabilityGate)
        {
            state = Nullability.Create(property).WriteState;
        }

        return MayBeNull(property.PropertyType, state) && _random.Next(4) == 0 ? null : Make(property.PropertyType);
    }

    private object? Argument(ParameterInfo parameter)
    {
        NullabilityState state;
        lock (NullabilityGate)
        {
            state = Nullability.Create(parameter).WriteState;
        }

        return MayBeNull(parameter.ParameterType, state) && _random.Next(4) == 0 ? null : Make(parameter.ParameterType);
    }

    private static bool MayBeNull(Type type, NullabilityState state) =>
        type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : state == NullabilityState.Nullable;

    private object? Plain(Type type) =>
        type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } underlying => Make(underlying),
            _ when type.IsEnum => Pick([.. Enum.GetValues(type).Cast<object>()]),
            _ when type == typeof(string) => Texts[_random.Next(Texts.Length)] + Guid().ToString("N"),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => _random.Next(1, 10_000),
            _ when type == typeof(long) => _random.NextInt64(0, 1L << 50),
            _ when type == typeof(decimal) => new decimal(_random.NextInt64(0, 1L << 40)) / 1_000_000m,
            _ when type == typeof(Guid) => Guid(),
            _ when type == typeof(LocalDate) => Date(),
            _ when type == typeof(Instant) => Instant.FromUnixTimeTicks(_random.NextInt64(1L << 53)),
            _ when type == typeof(Currency) => Currency.All[_random.Next(Currency.All.Count)],
            _ when type == typeof(Money) => Money.FromMinorUnits(_random.NextInt64(-1L << 50, 1L << 50), (Currency)Make(typeof(Currency))),
            _ when type == typeof(UnitPrice) => UnitPrice.Of((decimal)Make(typeof(decimal)), (Currency)Make(typeof(Currency))),
            _ when type == typeof(Percent) => Percent.Of(_random.Next(0, 100_000_000) / 1_000_000m),
            _ when type == typeof(DatePeriod) => DatePeriod.Inclusive(Date(), new LocalDate(2031, 1, 1).PlusDays(_random.Next(1000))),
            _ when type == typeof(PaymentTerms) => new PaymentTerms(_random.Next(60), _random.Next(2) == 0),
            _ when type == typeof(TenantId) => new TenantId(Guid()),
            _ when type == typeof(UserId) => UserId.Of(Guid().ToString("N")),
            _ when type == typeof(BillingCycle) => Pick([BillingCycle.Monthly.OnDay(_random.Next(1, 32)), BillingCycle.EveryMonths(3), BillingCycle.EveryWeeks(2, Date())]),
            _ when type == typeof(ProrationBasis) => Pick([ProrationBasis.ActualDays, ProrationBasis.Thirty360, ProrationBasis.FixedDaysAMonth(30), ProrationBasis.FixedDaysAYear(365)]),
            _ when type == typeof(Discount) => _random.Next(2) == 0
                ? Discount.OfPercent((Percent)Make(typeof(Percent)), (string)Make(typeof(string)))
                : Discount.OfAmount(((Money)Make(typeof(Money))).Abs(), (string)Make(typeof(string))),
            _ when type == typeof(PricingScheme) => Scheme(),
            _ when IsSmartEnum(type) => Pick([.. ((System.Collections.IEnumerable)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Cast<object>()]),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>) => Activator.CreateInstance(type, Guid()),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) => List(type.GetGenericArguments()[0]),
            _ => null,
        };

    private object List(Type element)
    {
        var items = Array.CreateInstance(element, _random.Next(4));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Make(element), i);
        }

        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private PricingScheme Scheme() =>
        (PricingScheme)Pick(
            [
                PricingScheme.Flat,
                PricingScheme.PerUnit with { Minimum = 1.5m, Maximum = 99m },
                PricingScheme.Graduated([new(0m, 10m, 5.25m), new(10m, null, 4m, FlatFee: 3m)]),
                PricingScheme.Volume([new(0m, null, 2.125m)]),
                PricingScheme.Package(10m, 25m, 3m),
                PricingScheme.Included(5m, 1.10m),
                PricingScheme.CostPlus(Percent.Of(12.5m)),
            ]);

    private LocalDate Date() => new LocalDate(2020, 2, 29).PlusDays(_random.Next(3650));

    private Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new(bytes);
    }

    private object Pick(IReadOnlyList<object> values) => values[_random.Next(values.Count)];

    private static bool IsSmartEnum(Type type) => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition().Name.StartsWith(nameof(SmartEnum<>), StringComparison.Ordinal);
}
