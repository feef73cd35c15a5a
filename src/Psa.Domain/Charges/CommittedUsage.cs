using Psa.Contracts;

namespace Psa.Charges;

/// <summary>What was committed of a counter over a period: each quantity by the days on which it was, as it was billed in advance.</summary>
internal static class CommittedUsage
{
    /// <summary>Gives Σ (committed or minimum quantity × units of its covered days) ÷ units of the period, cut to 15 decimals.</summary>
    /// <param name="timeline">The part's terms.</param>
    /// <param name="slot">The period.</param>
    /// <param name="covered">The charged days, at least one run.</param>
    /// <returns>The quantity, 0 or more.</returns>
    internal static decimal Of(TermsTimeline timeline, in BillingSlot slot, ReadOnlySpan<DatePeriod> covered)
    {
        var frame = new ProrationFrame(slot.Proration.Basis, slot.Cycle, slot.Full, covered);
        var (from, last, sum, committed) = (covered[0].Start, covered[^1].LastDay, Int128.Zero, 0m);
        while (true)
        {
            // a scheme that can't be prorated begins with the next period: until then what was charged in advance goes on
            var agreed = timeline.AgreedOn(from);
            committed = agreed.Scheme.CanBeProrated ? agreed.InAdvance : committed;
            var next = timeline.NextChange(from);
            var isLast = next is null || next > last;
            sum += Mantissa(committed) * frame.UnitsOf(from, isLast ? slot.Full.EndExclusive : next!.Value);
            if (isLast)
            {
                return (decimal)(sum / frame.Units) / (decimal)ExactInteger.PowerOfTen(Decimals.OfQuantities);
            }

            from = next!.Value;
        }
    }

    private static Int128 Mantissa(decimal quantity) => ExactInteger.Mantissa(Decimals.Quantity(quantity), out var scale) * ExactInteger.PowerOfTen(Decimals.OfQuantities - scale);
}
