using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Tells what nothing more is billed of.</summary>
internal static class LastCharges
{
    /// <summary>Tells whether all of a part falls due up to a day: it has ended by then, or what its terms say of it is billed in advance to its end.</summary>
    /// <param name="contract">Its contract.</param>
    /// <param name="part">The part.</param>
    /// <param name="trialLastDay">The last day of the customer's trial.</param>
    /// <param name="through">The day.</param>
    internal static bool AreDue(Contract contract, ContractPart part, LocalDate? trialLastDay, LocalDate through)
    {
        var coverage = PartCoverage.Of(contract, part, trialLastDay);
        return coverage.EndExclusive is { } end
            && (end <= through.PlusDays(1) || (BillingSlots.At(contract, through) is var slot && slot.Days.EndExclusive >= end && IsInAdvance(contract, part, coverage, slot, through)));
    }

    // the day itself is charged, so the period is due
    private static bool IsInAdvance(Contract contract, ContractPart part, in PartCoverage coverage, in BillingSlot slot, LocalDate day)
    {
        if (part.QuantitySource.Kind != QuantitySourceKind.Fixed || part.Block is not null)
        {
            return false;
        }

        Span<DatePeriod> runs = new DatePeriod[coverage.MaxRuns];
        return coverage.Within(slot.Days, runs) > 0 && runs[0].Start <= day && ExpectedCharge.IsInAdvance(TermsTimeline.Of(contract, part), slot.Timing, runs);
    }
}
