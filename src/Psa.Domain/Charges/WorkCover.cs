using NodaTime;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Whether a managed part covers work (R-COVER), and what its contract says an hour costs.</summary>
internal static class WorkCover
{
    /// <summary>Tells whether a part is in force on a day: of a contract that was activated, within the dates of both, and not suspended. Trials and opening balances are about what is billed, and not about what is covered.</summary>
    internal static bool IsInForce(Contract contract, ContractPart part, LocalDate day)
    {
        if (!contract.Status.IsBilled)
        {
            return false;
        }

        var coverage = PartCoverage.Of(contract, part with { BillFrom = null, TrialLastDay = null }, trialLastDay: null);
        var runs = coverage.MaxRuns <= 16 ? stackalloc DatePeriod[16] : new DatePeriod[coverage.MaxRuns];
        return coverage.Within(DatePeriod.Create(day, day.PlusDays(1)), runs) > 0;
    }

    /// <summary>Tells whether a contract is in force on a day, so that lots that its parts sold take work of it.</summary>
    internal static bool IsInForce(Contract contract, LocalDate day)
    {
        if (!contract.Status.IsBilled || day < contract.EffectiveFrom || !day.IsBefore(contract.EndExclusive()))
        {
            return false;
        }

        foreach (var suspension in contract.Suspensions)
        {
            if (suspension.From <= day && day.IsOnOrBefore(suspension.LastDay))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells whether work on a ticket that names a part is covered by it on a day.</summary>
    internal static bool IsCovered(Contract contract, ContractPart part, LocalDate day) => part.Kind == PartKind.ManagedService && IsInForce(contract, part, day);

    /// <summary>Gives the rate that a contract says of an hourly rate on a day, by its parts of approved time; <see langword="null"/> where the catalog decides.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="activity">The hourly rate.</param>
    /// <param name="day">The worked date.</param>
    internal static UnitPrice? RateOf(Contract contract, IEnumerable<ContractPart> parts, Id<Product> activity, LocalDate day)
    {
        foreach (var part in parts)
        {
            if (part is { QuantitySource.Kind: QuantitySourceKind.ApprovedTime, PriceBehaviour: PriceBehaviour.Locked } && part.Product == activity && IsInForce(contract, part, day))
            {
                return TermsTimeline.Of(contract, part).On(day).UnitPrice;
            }
        }

        return null;
    }
}
