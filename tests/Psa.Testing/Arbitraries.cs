using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Psa.Testing;

/// <summary>Random values for properties, small and awkward ones first: zero, one unit, halves, the ends of the range. All shrink towards the plain case.</summary>
public static class Arbitraries
{
    /// <summary>All currencies, those with other than two decimals as often as the rest; shrinks to EUR.</summary>
    public static Gen<Currency> Currencies { get; } = Gen.OneOf(
        Gen.Elements(Currency.EUR, Currency.USD),
        Gen.Elements(Currency.JPY, Currency.BHD, Currency.CLF, Currency.KWD),
        Gen.Elements(Currency.All.ToArray()));

    public static Gen<Rounding> Roundings { get; } = Gen.Elements(Enum.GetValues<Rounding>());

    /// <summary>Whole numbers of every size, up to the ends of <see cref="long"/>.</summary>
    public static Gen<long> Longs { get; } = Gen.Frequency(
        (1, Gen.Elements(0L, 1, -1, 5, -5, 50, -50, long.MaxValue, long.MinValue, long.MaxValue - 1, long.MinValue + 1)),
        (2, Gen.Choose(-1_000, 1_000).Select(n => (long)n)),
        (3, from high in Gen.Choose(int.MinValue, int.MaxValue)
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            from shift in Gen.Choose(0, 63)
            select (((long)high << 32) | (uint)low) >> shift));

    /// <summary>Whole numbers at the bounds of words of 32, 64 and 96 bits, and at what a power of ten brings to the bound of 64; of both signs.</summary>
    public static Gen<BigInteger> Edges { get; } =
        from bits in Gen.Elements(0, 1, 30, 31, 32, 61, 62, 63, 64, 94, 95)
        from power in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, 18)))
        from off in Gen.Choose(-2, 1)
        from sign in Gen.Elements(1, -1)
        select sign * ((BigInteger.One << bits) / BigInteger.Pow(10, power) + off);

    /// <summary>Whole numbers that a word of 64 bits holds, at the bounds of 32 and 64 bits.</summary>
    public static Gen<long> LongEdges { get; } = Edges.Where(edge => edge >= long.MinValue && edge <= long.MaxValue).Select(edge => (long)edge);

    /// <summary>Decimals whose digits lie at the bounds of words, with any number of places, and often with the same.</summary>
    public static Gen<decimal> DecimalEdges { get; } =
        from edge in Edges
        from scale in Gen.OneOf(Gen.Elements(0, 2), Gen.Choose(0, 28))
        select DecimalOf(edge, scale);

    /// <summary>Gives the decimal of some digits, of which a decimal holds 96 bits.</summary>
    public static decimal DecimalOf(BigInteger digits, int scale)
    {
        var magnitude = BigInteger.Abs(digits);
        return new((int)(uint)(magnitude & uint.MaxValue), (int)(uint)((magnitude >> 32) & uint.MaxValue), (int)(uint)(magnitude >> 64), digits.Sign < 0, (byte)scale);
    }

    /// <summary>Minor units that can be added up without overflow: up to a million million.</summary>
    public static Gen<long> PlainMinorUnits { get; } = Gen.OneOf(
        Gen.Choose(-200, 200).Select(n => (long)n),
        Gen.Choose(-1_000_000, 1_000_000).Select(n => (long)n),
        from high in Gen.Choose(-1_000, 1_000)
        from low in Gen.Choose(0, 999_999_999)
        select (high * 1_000_000_000L) + low);

    /// <summary>Amounts in business size, of all currencies.</summary>
    public static Arbitrary<Money> Money { get; } = MoneyOf(PlainMinorUnits);

    /// <summary>Amounts of any size that money can hold.</summary>
    public static Arbitrary<Money> AnyMoney { get; } = MoneyOf(Longs);

    /// <summary>Two amounts of one currency, in business size.</summary>
    public static Arbitrary<(Money Left, Money Right)> MoneyPairs { get; } = PairsOf(PlainMinorUnits);

    /// <summary>Two amounts of one currency, of any size.</summary>
    public static Arbitrary<(Money Left, Money Right)> AnyMoneyPairs { get; } = PairsOf(Longs);

    /// <summary>Quantities with up to 15 decimals, of both signs.</summary>
    public static Arbitrary<decimal> Quantities { get; } = Decimals(Psa.Decimals.OfQuantities);

    /// <summary>Unit prices with up to 12 decimals, of both signs and all currencies.</summary>
    public static Arbitrary<UnitPrice> UnitPrices { get; } = Arb.From(
        from amount in Decimals(Psa.Decimals.OfPrices).Generator
        from currency in Currencies
        select UnitPrice.Of(amount, currency),
        price => Decimals(Psa.Decimals.OfPrices).Shrinker(price.Amount).Select(amount => UnitPrice.Of(amount, price.Currency)));

    /// <summary>Percents with up to 6 decimals, of both signs, up to some hundreds.</summary>
    public static Arbitrary<Percent> Percents { get; } = Arb.From(
        Gen.OneOf(
            Gen.Elements(0m, 5, 7.7m, 19, 20, 50, 100, 33.333333m),
            Gen.Choose(-300_000_000, 300_000_000).Select(millionths => millionths / 1_000_000m)).Select(Percent.Of),
        percent => percent.Value == decimal.Truncate(percent.Value) ? [] : [Percent.Of(decimal.Truncate(percent.Value))]);

    /// <summary>Days of 1990–2089, ends of months and leap days as often as the rest.</summary>
    public static Arbitrary<LocalDate> Dates { get; } = Arb.From(
        Gen.OneOf(
            from year in Gen.Choose(1990, 2089)
            from day in Gen.Choose(0, 364)
            select new LocalDate(year, 1, 1).PlusDays(day),
            from year in Gen.Choose(1990, 2089)
            from month in Gen.Choose(1, 12)
            from fromEnd in Gen.Choose(0, 3)
            select new LocalDate(year, month, CalendarSystem.Iso.GetDaysInMonth(year, month) - fromEnd)),
        date => date == new LocalDate(2026, 1, 1) ? [] : [new LocalDate(2026, 1, 1), new LocalDate(2026, date.Month, 1)]);

    /// <summary>Periods of one day to two years.</summary>
    public static Arbitrary<DatePeriod> Periods { get; } = Arb.From(
        from start in Dates.Generator
        from days in Gen.OneOf(Gen.Choose(1, 3), Gen.Choose(28, 31), Gen.Choose(1, 731))
        select DatePeriod.Create(start, start.PlusDays(days)),
        period => period.Length == 1 ? [] : [DatePeriod.Create(period.Start, period.Start.PlusDays(1)), DatePeriod.Create(period.Start, period.EndExclusive.PlusDays(-1))]);

    /// <summary>Moments of 1990–2089, to the nanosecond.</summary>
    public static Gen<Instant> Instants { get; } =
        from date in Dates.Generator
        from second in Gen.Choose(0, 86_399)
        from nanos in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999_999))
        select date.AtMidnight().InUtc().ToInstant() + Duration.FromSeconds(second) + Duration.FromNanoseconds(nanos);

    /// <summary>Ids, never empty.</summary>
    public static Gen<Guid> Guids { get; } =
        from a in Gen.Choose(int.MinValue, int.MaxValue)
        from b in Gen.Choose(1, int.MaxValue)
        select new Guid(a, (short)(b >> 16), (short)b, 0x80, 0, 0, 0, (byte)a, (byte)(a >> 8), (byte)b, 1);

    /// <summary>Weights that can be allocated by: 1 to 40 of one sign, zeros among them, not all zero.</summary>
    public static Arbitrary<long[]> Weights { get; } = Arb.From(
        (from size in Gen.Choose(1, 40)
         from weights in Gen.ArrayOf(Gen.OneOf(Gen.Elements(0L, 1, 1, 2, long.MaxValue), Gen.Choose(0, 1_000).Select(n => (long)n), Longs.Select(n => n & long.MaxValue)), size)
         from negative in Gen.Elements(false, true)
         select negative ? weights.Select(w => -w).ToArray() : weights).Where(weights => weights.Any(w => w != 0)),
        weights => Enumerable.Range(0, weights.Length)
            .Select(without => weights.Where((_, i) => i != without).ToArray())
            .Concat(weights.Select((w, i) => weights.Select((x, j) => i == j && w != Math.Sign(w) ? Math.Sign(w) : x).ToArray()).Where(smaller => !smaller.SequenceEqual(weights)))
            .Where(smaller => smaller.Any(w => w != 0)));

    public static Gen<Id<TEntity>> Ids<TEntity>() => Guids.Select(value => new Id<TEntity>(value));

    public static Gen<TenantId> Tenants() => Guids.Select(value => new TenantId(value));

    /// <summary>Decimals of both signs with up to so many places, whole, in cents and with all their digits.</summary>
    public static Arbitrary<decimal> Decimals(int places)
    {
        var generator = Gen.OneOf(
            Gen.Choose(-20, 1_000).Select(n => (decimal)n),
            from cents in Gen.Choose(-1_000_000, 1_000_000)
            from scale in Gen.Choose(0, places)
            select new decimal(Math.Abs(cents), 0, 0, cents < 0, (byte)scale),
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            from middle in Gen.Choose(0, int.MaxValue)
            from sign in Gen.Elements(false, true)
            from scale in Gen.Choose(0, places)
            select new decimal(low, middle, 0, sign, (byte)scale));
        return Arb.From(generator, value => value == decimal.Truncate(value) ? (value == 0 ? [] : [0m, decimal.Truncate(value / 2)]) : [decimal.Truncate(value), decimal.Round(value, Math.Max(0, value.Scale - 1))]);
    }

    private static Arbitrary<Money> MoneyOf(Gen<long> minorUnits) => Arb.From(
        from units in minorUnits
        from currency in Currencies
        select Psa.Money.FromMinorUnits(units, currency),
        money => Smaller(money.MinorUnits).Select(units => Psa.Money.FromMinorUnits(units, money.Currency)));

    private static Arbitrary<(Money Left, Money Right)> PairsOf(Gen<long> minorUnits) => Arb.From(
        from left in minorUnits
        from right in minorUnits
        from currency in Currencies
        select (Left: Psa.Money.FromMinorUnits(left, currency), Right: Psa.Money.FromMinorUnits(right, currency)),
        pair => Smaller(pair.Left.MinorUnits).Select(units => (Left: Psa.Money.FromMinorUnits(units, pair.Left.Currency), pair.Right))
            .Concat(Smaller(pair.Right.MinorUnits).Select(units => (pair.Left, Right: Psa.Money.FromMinorUnits(units, pair.Left.Currency)))));

    private static IEnumerable<long> Smaller(long units) => units switch
    {
        0 => [],
        1 or -1 => [0],
        _ => [0, units / 2, units - Math.Sign(units)],
    };
}
