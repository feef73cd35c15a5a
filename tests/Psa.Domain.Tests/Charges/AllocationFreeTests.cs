using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Domain.Tests.Contracts;

namespace Psa.Domain.Tests.Charges;

/// <summary>The hot path allocates nothing: measured, not hoped.</summary>
public sealed class AllocationFreeTests
{
    private static readonly ProrationPolicy[] Policies = [ProrationPolicy.Default, ProrationPolicy.KillBill, ProrationPolicy.ConnectWise];

    private static readonly ProrationBasis[] Bases =
    [
        ProrationBasis.ActualDays, ProrationBasis.Thirty360, ProrationBasis.FixedDaysAMonth(30), ProrationBasis.FixedDaysAYear(360),
        ProrationBasis.MonthsThenDays, ProrationBasis.FullPeriod, ProrationBasis.Waive,
    ];

    private static readonly LocalDate Start = new(2020, 1, 31);
    private static readonly AnchoredCycle Cycle = BillingCycle.Quarterly.AnchoredAt(Start);
    private static readonly UnitPrice Price = UnitPrice.Of(12.345678901234m % 100m, Currency.EUR);

    private static readonly PricingScheme[] Schemes =
    [
        PricingScheme.Flat, PricingScheme.PerUnit, PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7m).UpTo(20, 6m, 2m).Beyond(5m, blockSize: 10m)),
        PricingScheme.Volume(PriceTiers.None.UpTo(10, 7m).Beyond(5m)), PricingScheme.Package(10m, 15m), PricingScheme.Included(5m, 0.1m), PricingScheme.PerUnit with { Minimum = 5m, Maximum = 500m },
    ];

    [Fact]
    public void Covered_days_of_slots_are_found_without_allocating() => Assert.Equal(0, Allocated(() =>
    {
        Span<DatePeriod> runs = stackalloc DatePeriod[Days.MaxRuns];
        var days = 0;
        for (var slot = BillingSlots.At(Contract, Days.Start); slot.Start < Days.EndExclusive; slot = BillingSlots.Next(Contract, slot))
        {
            foreach (var run in runs[..Days.Within(slot.Days, runs)])
            {
                days += run.Length;
            }
        }

        return days;
    }));

    [Fact]
    public void Charges_and_pieces_are_computed_without_allocating() => Assert.Equal(0, Allocated(() =>
    {
        var period = Cycle.PeriodAt(new(2025, 3, 3));
        var cut = period.Start.PlusDays(20);
        ReadOnlySpan<DatePeriod> covered = [DatePeriod.Create(period.Start, cut), DatePeriod.Create(cut.PlusDays(5), period.EndExclusive)];
        ReadOnlySpan<TermsAmount> entries = [new(Start, ExactAmount.Of(100.123456m, Currency.EUR)), new(cut.PlusDays(10), ExactAmount.Of(-33.3m, Currency.EUR))];
        Span<Money> shares = [default, default];
        var pieces = Buffer.AsSpan();
        var sum = 0L;
        foreach (var basis in Bases)
        {
            var frame = new ProrationFrame(basis, Cycle, period, covered);
            foreach (var policy in Policies)
            {
                sum += Proration.Charge(frame, entries, policy, Rounding.HalfUp).MinorUnits;
                sum += Proration.Pieces(frame, entries, policy, Rounding.HalfUp, pieces);
            }

            sum += Proration.Line(frame, entries, covered[0], Rounding.HalfEven).MinorUnits;
            Proration.Split(Money.Of(100m, Currency.EUR), frame, [cut], Rounding.HalfUp, shares);
            sum += frame.Fraction.Denominator;
        }

        return sum;
    }));

    [Fact]
    public void Quantities_are_priced_without_allocating() => Assert.Equal(0, Allocated(() =>
    {
        var sum = 0L;
        foreach (var scheme in Schemes)
        {
            sum += scheme.PriceOf(23.5m, Price).Round(Rounding.HalfUp).MinorUnits;
            sum += scheme.PriceOverage(5m, 23.5m, Price).Round(Rounding.HalfUp).MinorUnits;
        }

        return sum;
    }));

    private static Contract Contract { get; } = AContract.Active with { LastDay = new(2031, 1, 1), Suspensions = [new(new(2027, 3, 4), new(2027, 3, 8))] };

    private static PartCoverage Days { get; } = PartCoverage.Of(Contract, AContract.Part, trialLastDay: null);

    private static ProratedPiece[] Buffer { get; } = new ProratedPiece[16];

    private static long Allocated(Func<long> work)
    {
        for (var i = 0; i < 50; i++)
        {
            work();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            work();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
