using System.Collections.Concurrent;
using System.Reflection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Inventory;
using Psa.Lists;
using Psa.Orders;

namespace Psa.TestKit;

/// <summary>
/// Makes records with every property set to something random, by reflection: a property that is added later is covered from its first day.
/// The same seed makes the same record.
/// </summary>
internal sealed class RandomRecords(int seed)
{
    // awkward for a store on purpose: quotes, other scripts, a surrogate pair, an empty text
    private static readonly string[] Texts = ["", "O'Brien \"&\" <Söhne>", "請求書", "\U0001F4B6 12,50", "line\nbreak\t", "plain"];

    // all that a decimal can hold, and zeros at the end
    private static readonly decimal[] Decimals =
    [
        0.00m, 1.10m, -100.00m, 0.0000000000000000000000000001m, -7.9228162514264337593543950335m, 1234567890123456789.012345678m, decimal.MaxValue, decimal.MinValue,
    ];

    // an index is by sums of their quantities, which services keep within what can be added
    private static readonly HashSet<Type> Added = [typeof(OrderQuantities), typeof(Demand), typeof(StockPick), typeof(StockDelivery), typeof(StockAllocation)];

    private static readonly ConcurrentDictionary<Type, MethodInfo> ListOf = new();

    private readonly Random _random = new(seed);
    private bool _isAdded;

    /// <summary>Gets a value indicating whether nothing is left out: nothing is <see langword="null"/> and no list is empty.</summary>
    internal bool IsFull { get; init; }

    /// <summary>Gets what makes the values of the properties by which records are found, so that many are equal; <see langword="null"/> for random ones.</summary>
    internal Pools? Keys { get; init; }

    /// <summary>Gets what becomes of each text.</summary>
    internal Func<string, string> Change { get; init; } = static text => text;

    /// <summary>Gets the moments that were made, to the nanosecond.</summary>
    internal List<Instant> Moments { get; } = [];

    /// <summary>Makes a new record of a tenant: version 0, and a random id unless one is given.</summary>
    internal T Entity<T>(TenantId tenant, Id<T>? id = null)
        where T : class, IEntity<T> =>
        (T)Build(typeof(T), new(StringComparer.Ordinal)
        {
            [nameof(IEntity<>.Tenant)] = tenant,
            [nameof(IEntity<>.Id)] = id ?? new(Guid()),
            [nameof(IEntity<>.Version)] = 0L,
        });

    /// <summary>Makes a value of any type of the library.</summary>
    internal object Make(Type type) => Plain(type) ?? Build(type, given: null);

    private object Build(Type type, Dictionary<string, object>? given)
    {
        var isAddedAround = _isAdded;
        _isAdded = Added.Contains(type);
        var shape = Shape.Of(type);
        var made = shape.Constructor is null
            ? Activator.CreateInstance(type)!
            : shape.Constructor.Invoke([.. shape.Parameters.Select(slot => Value(slot, keys: null))]);
        foreach (var (property, slot) in shape.Properties)
        {
            var value = given?.TryGetValue(property.Name, out var known) == true
                ? known
                : Value(slot, given is not null && Keys?.Names.Contains(property.Name) == true ? Keys : null);
            property.SetValue(made, value);
        }

        _isAdded = isAddedAround;
        return made;
    }

    private object? Value(Shape.Slot slot, Pools? keys) =>
        slot.MayBeNull && !IsFull && _random.Next(4) == 0 ? null : keys?.Key(slot.Type) ?? Make(slot.Type);

    private object? Plain(Type type) =>
        type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } underlying => Make(underlying),
            _ when type.IsEnum => Pick(Pools.AllOf(type)),
            _ when type == typeof(string) => Text(),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => _random.Next(1, 10_000),
            _ when type == typeof(long) => _random.NextInt64(0, 1L << 50),
            _ when type == typeof(decimal) => !_isAdded && _random.Next(3) == 0 ? Decimals[_random.Next(Decimals.Length)] : Micros(),
            _ when type == typeof(Guid) => Guid(),
            _ when type == typeof(LocalDate) => Date(),
            _ when type == typeof(Instant) => Moment(),
            _ when type == typeof(Currency) => Currency.All[_random.Next(Currency.All.Count)],
            _ when type == typeof(Money) => Money.FromMinorUnits(_random.NextInt64(-1L << 50, 1L << 50), (Currency)Make(typeof(Currency))),
            _ when type == typeof(UnitPrice) => UnitPrice.Of(Micros(), (Currency)Make(typeof(Currency))),
            _ when type == typeof(ExactAmount) => ExactAmount.Of(Micros(), (Currency)Make(typeof(Currency))),
            _ when type == typeof(Percent) => Percent.Of(_random.Next(0, 100_000_000) / 1_000_000m),
            _ when type == typeof(DatePeriod) => DatePeriod.Inclusive(Date(), new LocalDate(2031, 1, 1).PlusDays(_random.Next(1000))),
            _ when type == typeof(PaymentTerms) => _random.Next(6) switch
            {
                0 => PaymentTerms.DueIn(_random.Next(PaymentTerms.MaxDays)),
                1 => PaymentTerms.EndOfMonth(_random.Next(PaymentTerms.MaxDays)),
                2 => PaymentTerms.EndOfMonthPlusMonths(_random.Next(PaymentTerms.MaxMonths)),
                3 => PaymentTerms.DayOfMonth(1 + _random.Next(31), 1 + _random.Next(PaymentTerms.MaxMonths)),
                4 => PaymentTerms.EndOfMonth(1 + _random.Next(PaymentTerms.MaxDays)).WithEarlyDiscount(Percent.Of(_random.Next(1, 100_000_000) / 1_000_000m), _random.Next(PaymentTerms.MaxDays)),
                _ => PaymentTerms.InInstalments(new(1 + _random.Next(100), PaymentTerms.DueIn(0)), new(1 + _random.Next(100), PaymentTerms.DueIn(1 + _random.Next(30))), new(1, PaymentTerms.DueIn(60))),
            },
            _ when type == typeof(Metadata) => Enumerable.Range(0, IsFull ? 1 : _random.Next(4)).Aggregate(Metadata.Empty, (all, _) => all.With("k" + Guid().ToString("N"), Unchanged())),
            _ when type == typeof(TenantId) => new TenantId(Guid()),
            _ when type == typeof(UserId) => UserId.Of("u" + Text()),
            _ when type == typeof(BillingCycle) => Pick([BillingCycle.Monthly.OnDay(_random.Next(1, 32)), BillingCycle.EveryMonths(3), BillingCycle.EveryWeeks(2, Date())]),
            _ when type == typeof(ProrationBasis) => Pick([ProrationBasis.ActualDays, ProrationBasis.Thirty360, ProrationBasis.FixedDaysAMonth(30), ProrationBasis.FixedDaysAYear(365)]),
            _ when type == typeof(Discount) => _random.Next(3) switch
            {
                0 => Discount.OfPercent((Percent)Make(typeof(Percent)), Text()),
                1 => Discount.OfAmount(((Money)Make(typeof(Money))).Abs(), Text()),
                _ => Discount.OfUnitAmount((UnitPrice)Make(typeof(UnitPrice)), Text()),
            },
            _ when type == typeof(AppliedTax) => _random.Next(3) switch
            {
                0 => new AppliedTax(Text(), TaxCategory.Standard, Rate()),
                1 => new AppliedTax(Text(), TaxCategory.Exempt, Percent.Of(0m), Text(), Text()),
                _ => new AppliedTax(Text(), [new(TaxCategory.Standard, Rate(), "1" + Text()), new(TaxCategory.Standard, Rate(), "2" + Text())]),
            },
            _ when type == typeof(PricingScheme) => Scheme(),
            _ when type == typeof(ListFilter) => Filter(),
            _ when type == typeof(PriceMethod) => Method(),
            _ when type == typeof(PriceRounding) => new PriceRounding((RoundingDirection)Make(typeof(RoundingDirection)), (PriceStep)Make(typeof(PriceStep)), _random.Next(1, 100_000) / 100m),
            _ when Pools.IsSmartEnum(type) => Pick(Pools.AllOf(type)),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>) => Activator.CreateInstance(type, Guid()),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) => List(type.GetGenericArguments()[0]),
            _ => null,
        };

    private object List(Type element)
    {
        var items = Array.CreateInstance(element, IsFull ? 1 : _random.Next(4));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Make(element), i);
        }

        return ListOf.GetOrAdd(element, static type => typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(type)).Invoke(null, [items])!;
    }

    private PricingScheme Scheme() =>
        (PricingScheme)Pick(
            [
                PricingScheme.Flat,
                PricingScheme.PerUnit,
                PricingScheme.PerUnit with { Minimum = 1.5m, Maximum = 99m },
                PricingScheme.Graduated([new(0m, 10m, 5.25m), new(10m, null, 4m, flatFee: 3m)]),
                PricingScheme.Volume([new(0m, null, 2.125m)]),
                PricingScheme.Package(10m, 25m, 3m),
                PricingScheme.Included(5m, 1.10m),
                PricingScheme.CostPlus(Percent.Of(12.5m)),
            ]);

    private PriceMethod Method() =>
        _random.Next(4) switch
        {
            0 => PriceMethod.Fixed((UnitPrice)Make(typeof(UnitPrice))),
            1 => PriceMethod.PercentOfList((Percent)Make(typeof(Percent))),
            2 => PriceMethod.Markup((Percent)Make(typeof(Percent)), (CostKind)Make(typeof(CostKind))),
            _ => PriceMethod.Margin((Percent)Make(typeof(Percent)), (CostKind)Make(typeof(CostKind))),
        };

    private ListFilter Filter() =>
        ListFilter.All(
            ListFilter.Where(Text(), (FilterOperator)Make(typeof(FilterOperator)), Text(), Text()),
            ListFilter.Not(ListFilter.Any(ListFilter.Where(Text(), (FilterOperator)Make(typeof(FilterOperator))))));

    private string Text() => Change(Unchanged());

    // what a value that checks itself holds: it can't be made of a text that was spoiled
    private string Unchanged() => Texts[_random.Next(Texts.Length)] + Guid().ToString("N");

    private Percent Rate() => Percent.Of(_random.Next(1, 100_000_000) / 1_000_000m);

    private decimal Micros() => new decimal(_random.NextInt64(0, 1L << 40)) / 1_000_000m;

    private Instant Moment()
    {
        Moments.Add(Instant.FromUnixTimeTicks(_random.NextInt64(-1L << 52, 1L << 53)).PlusNanoseconds(_random.Next(100)));
        return Moments[^1];
    }

    private LocalDate Date() => new LocalDate(2020, 2, 29).PlusDays(_random.Next(3650));

    private Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new(bytes);
    }

    private object Pick(IReadOnlyList<object> values) => values[_random.Next(values.Count)];
}
