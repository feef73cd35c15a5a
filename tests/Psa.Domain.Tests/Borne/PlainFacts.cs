using Psa.Charges;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Usage;

namespace Psa.Domain.Tests.Borne;

/// <summary>Writes records of the library down in plain types, fact by fact and computing nothing.</summary>
internal static class PlainFacts
{
    public static PlainPart Of(Contract contract, ContractPart part, IEnumerable<UsageRecord> usage) => new()
    {
        Digits = contract.Currency.MinorUnits,
        ContractStart = contract.EffectiveFrom,
        ContractLastDay = contract.LastDay,
        TerminatedOn = contract.Termination?.LastDay,
        PartStart = part.EffectiveFrom,
        PartLastDay = part.LastDay,
        TrialLastDay = part.TrialLastDay,
        BillFrom = part.BillFrom,
        Aggregation = part.QuantitySource.Aggregation switch
        {
            UsageAggregation.Sum => PlainAggregation.Sum,
            UsageAggregation.Last => PlainAggregation.Last,
            UsageAggregation.Maximum => PlainAggregation.Maximum,
            _ => PlainAggregation.Average,
        },
        IsUsage = part.QuantitySource.Kind == QuantitySourceKind.Usage,
        Suspensions = [.. contract.Suspensions.Select(s => new PlainSuspension(s.From, s.LastDay))],
        Terms = [.. part.Terms.Select(Of)],
        Cycles = [.. contract.Cycles.Where(c => !c.IsWithdrawn).Select(c => new PlainCycleTerms(c.EffectiveFrom) { Cycle = Of(c.Cycle), InAdvance = c.Timing is { } timing ? timing == BillingTiming.InAdvance : null, Proration = Of(c.Proration) })],
        Escalations = [.. contract.Escalations.Select(e => new PlainEscalation(e.From, e.Rate.Value, e.EveryMonths))],
        Usage = [.. usage.Select(u => new PlainUsage(u.Date, u.Quantity, u.Cost is { } cost ? decimal.Parse(cost.AmountText(), System.Globalization.CultureInfo.InvariantCulture) : 0m, u.Counter, u.Start.InUtc().Hour, u.SourceId!))],
    };

    public static PlainItem Of(SalesItem item) => new(item.Computed.MinorUnits, (item.Override?.Original ?? item.Net).MinorUnits, item.Net.MinorUnits)
    {
        IsCanceled = item.Status == SalesItemStatus.Canceled,
        IsReleased = item.Released,
        Credited = item.Credited?.MinorUnits ?? 0,
    };

    public static ChargeKind Of(PlainCharge charge) => charge == PlainCharge.Overage ? ChargeKind.Overage : ChargeKind.Recurring;

    private static PlainTerms Of(PartTerms terms) => new(terms.EffectiveFrom)
    {
        Quantity = terms.Quantity,
        Price = terms.UnitPrice?.Amount,
        Discount = terms.Discount is { } discount ? new(discount.Percent?.Value ?? 0m, discount.Amount?.Amount ?? 0m) : null,
        Scheme = terms.Pricing is { } pricing ? Of(pricing) with { MinimumAmount = pricing.Minimum, MaximumAmount = pricing.Maximum } : null,
        MinimumQuantity = terms.MinimumQuantity,
        IsWithdrawn = terms.IsWithdrawn,
    };

    private static PlainScheme Of(PricingScheme pricing) => pricing switch
    {
        FlatPricing => new PlainFlat(),
        PerUnitPricing => new PlainPerUnit(),
        GraduatedPricing tiers => new PlainGraduated([.. tiers.Tiers.Select(Of)], tiers.FeeAtZero),
        VolumePricing tiers => new PlainVolume([.. tiers.Tiers.Select(Of)], tiers.FeeAtZero),
        PackagePricing package => new PlainPackage(package.Size, package.Price, package.IncludedQuantity),
        IncludedPricing included => new PlainIncluded(included.IncludedQuantity, included.OveragePrice),
        CostPlusPricing cost => new PlainCostPlus(cost.Margin.Value),
        _ => throw new NotSupportedException($"{pricing}"),
    };

    private static PlainTier Of(PriceTier tier) => new(tier.From, tier.To, tier.UnitPrice, tier.FlatFee, tier.BlockSize);

    private static PlainCycle? Of(BillingCycle? cycle) => cycle switch
    {
        null => null,
        { Unit: CycleUnit.Weeks } weeks => PlainCycle.OfWeeks(weeks.Count, weeks.Anchor!.Value),
        { } months => new(months.Count, months.Day),
    };

    private static PlainPolicy? Of(ProrationPolicy? policy) => policy is null ? null : new(
        policy.Basis.Kind switch
        {
            ProrationBasisKind.ActualDays => PlainBasis.ActualDays,
            ProrationBasisKind.Thirty360 => PlainBasis.Thirty360,
            ProrationBasisKind.FixedDaysAMonth => PlainBasis.FixedDaysOfMonth,
            ProrationBasisKind.FixedDaysAYear => PlainBasis.FixedDaysOfYear,
            ProrationBasisKind.MonthsThenDays => PlainBasis.MonthsThenDays,
            ProrationBasisKind.FullPeriod => PlainBasis.FullPeriod,
            _ => PlainBasis.Waive,
        },
        policy.Basis.Days)
    {
        PerPiece = policy.Style == ProrationStyle.PerPiece,
        DateIsLastOfOld = policy.EffectiveDay == EffectiveDayRule.LastDayOfOld,
    };
}
