using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Services;
using Psa.Testing;

namespace Psa.Domain.Tests.Charges;

/// <summary>One part in one period: any basis, any cycle of 1–12 months from any day, any coverage, any terms.</summary>
internal sealed record ProrationScenario(
    ProrationBasis Basis,
    AnchoredCycle Cycle,
    DatePeriod Period,
    DatePeriod[] Covered,
    TermsAmount[] Entries,
    Rounding Rounding)
{
    private static readonly ProrationBasis[] AllBases =
    [
        ProrationBasis.ActualDays, ProrationBasis.Thirty360, ProrationBasis.FixedDaysAMonth(30), ProrationBasis.FixedDaysAMonth(28),
        ProrationBasis.FixedDaysAYear(360), ProrationBasis.FixedDaysAYear(365), ProrationBasis.MonthsThenDays, ProrationBasis.FullPeriod, ProrationBasis.Waive,
    ];

    private static readonly Currency[] Currencies = [Currency.EUR, Currency.JPY, Currency.BHD, Currency.CLF];

    public Currency Currency => Entries[0].Amount.Currency;

    public ProrationFrame Frame => new(Basis, Cycle, Period, Covered);

    public bool IsFull => Covered.Sum(run => run.Length) == Period.Length;

    public ExactAmount Amount => Entries[0].Amount;

    public static Arbitrary<ProrationScenario> Any { get; } = Arbitrary(maxEntries: 4, signed: true, AllBases);

    public static Arbitrary<ProrationScenario> OnePrice { get; } = Arbitrary(maxEntries: 1, signed: true, AllBases);

    public static Arbitrary<ProrationScenario> NotNegative { get; } = Arbitrary(maxEntries: 4, signed: false, AllBases);

    /// <summary>The bases for which the two styles differ by one minor unit a piece at most (spec 1).</summary>
    public static Arbitrary<ProrationScenario> OnePriceByDays { get; } =
        Arbitrary(maxEntries: 1, signed: true, [ProrationBasis.ActualDays, ProrationBasis.Thirty360, ProrationBasis.MonthsThenDays]);

    public override string ToString() =>
        $"{Basis} {Cycle} {Period} covered {string.Join(" ", Covered)} terms {string.Join(" ", Entries.Select(entry => $"{entry.From:R}: {entry.Amount}"))} {Rounding}";

    /// <summary>Makes the same with all days covered, or none, or others.</summary>
    public ProrationScenario CoveredBy(params DatePeriod[] covered) => this with { Covered = covered };

    /// <summary>Some days of the period as cuts, from the numbers of a generator.</summary>
    public LocalDate[] Cuts(IEnumerable<int> numbers) =>
        [.. numbers.Select(number => Period.Start.PlusDays(number % Period.Length)).Where(day => day > Period.Start).Distinct().Order()];

    private static Arbitrary<ProrationScenario> Arbitrary(int maxEntries, bool signed, ProrationBasis[] bases)
    {
        var scenarios =
            from basis in Gen.Elements(bases)
            from cycle in Cycles(basis)
            from index in Gen.Choose(-3, 40)
            let period = cycle.Period(index)
            where period.Start.Year > 0
            from covered in Coverages(period)
            from currency in Gen.Elements(Currencies)
            from entries in Terms(period, currency, maxEntries, signed)
            from rounding in Gen.Elements(Rounding.HalfUp, Rounding.HalfEven, Rounding.Up, Rounding.Down)
            select new ProrationScenario(basis, cycle, period, covered, entries, rounding);
        return Arb.From(scenarios);
    }

    private static Gen<AnchoredCycle> Cycles(ProrationBasis basis)
    {
        var byMonths =
            from months in Gen.Choose(1, 12)
            from calendar in Gen.Choose(0, 31)
            from start in Days()
            select (calendar == 0 ? BillingCycle.EveryMonths(months) : BillingCycle.EveryMonths(months).OnDay(calendar)).AnchoredAt(start);
        if (basis.Kind is not (ProrationBasisKind.ActualDays or ProrationBasisKind.FullPeriod or ProrationBasisKind.Waive))
        {
            return byMonths;
        }

        var byWeeks =
            from weeks in Gen.Choose(1, 8)
            from anchor in Days()
            from start in Days()
            select BillingCycle.EveryWeeks(weeks, anchor).AnchoredAt(start);
        return Gen.Frequency((4, byMonths), (1, byWeeks));
    }

    private static Gen<LocalDate> Days() =>
        from year in Gen.Frequency((6, Gen.Choose(2019, 2029)), (1, Gen.Choose(1, 9)), (1, Gen.Choose(9_950, 9_957)))
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 31)
        select new LocalDate(year, month, Math.Min(day, CalendarSystem.Iso.GetDaysInMonth(year, month)));

    private static Gen<DatePeriod[]> Coverages(DatePeriod period)
    {
        var runs =
            from offsets in Gen.Choose(0, period.Length).ListOf(6)
            from included in Gen.Choose(0, 2).ListOf(7)
            let bounds = offsets.Append(0).Append(period.Length).Distinct().Order().ToArray()
            select bounds.Zip(bounds.Skip(1))
                .Where((_, place) => included[place % 7] > 0)
                .Select(pair => DatePeriod.Create(period.Start.PlusDays(pair.First), period.Start.PlusDays(pair.Second)))
                .ToArray();
        return Gen.Frequency((1, Gen.Constant<DatePeriod[]>([period])), (4, runs));
    }

    private static Gen<TermsAmount[]> Terms(DatePeriod period, Currency currency, int max, bool signed) =>
        from count in Gen.Choose(1, max)
        from before in Gen.Choose(-60, max == 1 ? 0 : 3)
        from steps in Gen.Choose(0, 30).ListOf(count)
        from amounts in Amounts(currency, signed).ListOf(count)
        select Enumerable.Range(0, count).Select(i => new TermsAmount(period.Start.PlusDays(before + steps.Take(i).Sum()), amounts[i])).ToArray();

    // mostly what people agree; and digits at the bounds of words, with so many decimals that the amount itself is money
    private static Gen<ExactAmount> Amounts(Currency currency, bool signed)
    {
        var plain =
            from mantissa in Gen.Choose(0, 9_999_999)
            from scale in Gen.Choose(0, 6)
            select ExactAmount.Of(Arbitraries.DecimalOf(mantissa, scale), currency);
        var edges =
            from edge in Arbitraries.Edges
            from scale in Gen.Choose(0, 8)
            let digits = BigInteger.Abs(edge)
            select ExactAmount.Of(Arbitraries.DecimalOf(digits, scale + (digits > long.MaxValue ? 20 : digits > int.MaxValue ? 10 : 0)), currency);
        var wide =
            from one in Gen.Choose(-2, 2)
            from other in Gen.Choose(-2, 2)
            select ExactAmount.Of(Arbitraries.DecimalOf((BigInteger.One << 95) + one, 28), currency).Times(Arbitraries.DecimalOf((BigInteger.One << 95) + other, 28));
        return
            from amount in Gen.Frequency((6, plain), (3, edges), (1, wide))
            from negative in signed ? Gen.Elements(false, true) : Gen.Constant(false)
            select negative ? -amount : amount;
    }
}
