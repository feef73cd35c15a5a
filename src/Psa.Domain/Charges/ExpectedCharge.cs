using NodaTime;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>What should be billed for a part and a period: a pure function of the facts known now.</summary>
internal static class ExpectedCharge
{
    private const string PlainUnit = "C62";

    /// <summary>Tells which charges a period of the part has, and when each falls due.</summary>
    internal static bool Has(ChargeFacts facts, ChargeKind kind, BillingTiming timing, ReadOnlySpan<DatePeriod> covered) => kind switch
    {
        // approved time is billed by what it was worked on
        _ when facts.Part.QuantitySource.Kind == QuantitySourceKind.ApprovedTime => false,
        ChargeKind.Recurring => true,
        _ => facts.Part is { Kind: not PartKind.OneOff, QuantitySource.Kind: QuantitySourceKind.Usage } && IsInAdvance(facts, timing, covered),
    };

    /// <summary>Tells whether a charge is of what was used, a period at a time.</summary>
    internal static bool IsByUsage(ChargeFacts facts, ChargeKind kind, BillingTiming timing, ReadOnlySpan<DatePeriod> covered) =>
        facts.Part is { Kind: not PartKind.OneOff, QuantitySource.Kind: QuantitySourceKind.Usage } && (kind == ChargeKind.Overage || !IsInAdvance(facts, timing, covered));

    /// <summary>Gives the day on which a charge may be billed: the first charged day in advance, the last in arrears; overage always as arrears.</summary>
    internal static LocalDate DueOn(ChargeFacts facts, ChargeKind kind, BillingTiming timing, ReadOnlySpan<DatePeriod> covered) =>
        kind == ChargeKind.Recurring && IsInAdvance(facts, timing, covered) ? covered[0].Start : covered[^1].LastDay;

    /// <summary>Computes the charge of a period.</summary>
    /// <param name="facts">The part.</param>
    /// <param name="slot">The period.</param>
    /// <param name="kind">Which charge.</param>
    /// <param name="coverage">The part's coverage.</param>
    /// <param name="covered">The charged days, at least one run.</param>
    /// <param name="frozen">The terms of the bill that froze the catalog price, or <see langword="null"/>.</param>
    /// <param name="context">The run.</param>
    /// <param name="obstacle">Why it can't be computed.</param>
    /// <returns>The charge; <see langword="null"/> when nothing is charged or an obstacle is in the way.</returns>
    internal static ChargeBasis? Of(
        ChargeFacts facts,
        in BillingSlot slot,
        ChargeKind kind,
        in PartCoverage coverage,
        ReadOnlySpan<DatePeriod> covered,
        ChargeTerms? frozen,
        BillingContext context,
        out Obstacle? obstacle)
    {
        obstacle = null;
        var (contract, part) = (facts.Contract, facts.Part);
        if (part.IsOnce())
        {
            return IsFirstSlot(contract, part, coverage, slot)
                ? Whole(facts, slot, covered, ByTerms(facts, facts.Timeline.On(covered[0].Start), covered[0].Start, frozen, covered[0].Start, context, out obstacle), context)
                : null;
        }

        if (part.QuantitySource.Kind != QuantitySourceKind.Usage)
        {
            return Prorated(facts, slot, covered, frozen, context, out obstacle);
        }

        if (IsInAdvance(facts, slot.Timing, covered) && kind == ChargeKind.Recurring)
        {
            return Prorated(facts, slot, covered, frozen, context, out obstacle);
        }

        return Whole(facts, slot, covered, ByUsage(facts, slot, kind, covered, frozen, context, out obstacle), context);
    }

    /// <summary>Tells whether a period is billed at its start: the scheme of the first charged day decides for all of it.</summary>
    internal static bool IsInAdvance(TermsTimeline timeline, BillingTiming timing, ReadOnlySpan<DatePeriod> covered) =>
        timing == BillingTiming.InAdvance && timeline.AgreedOn(covered[0].Start).Scheme.CanBeProrated;

    private static bool IsInAdvance(ChargeFacts facts, BillingTiming timing, ReadOnlySpan<DatePeriod> covered) => IsInAdvance(facts.Timeline, timing, covered);

    /// <summary>A one-off is charged in the first slot that has a covered day, and never when its start lies before the opening balance.</summary>
    private static bool IsFirstSlot(Contract contract, ContractPart part, in PartCoverage coverage, in BillingSlot slot)
    {
        if (part.BillFrom > (part.EffectiveFrom > contract.EffectiveFrom ? part.EffectiveFrom.Value : contract.EffectiveFrom))
        {
            return false;
        }

        if (DatePeriod.TryCreate(coverage.Start, slot.Start) is not { } before)
        {
            return true;
        }

        var runs = coverage.MaxRuns <= 16 ? stackalloc DatePeriod[16] : new DatePeriod[coverage.MaxRuns];
        return coverage.Within(before, runs) == 0;
    }

    private static ChargeBasis? Prorated(
        ChargeFacts facts,
        in BillingSlot slot,
        ReadOnlySpan<DatePeriod> covered,
        ChargeTerms? frozen,
        BillingContext context,
        out Obstacle? obstacle)
    {
        var (timeline, first) = (facts.Timeline, covered[0].Start);
        var terms = ValueList<ChargeTerms>.Empty;
        LocalDate? from = first;
        do
        {
            // the catalog's price of the first day, and what its quantity takes off, hold for the period whatever changes in it
            if (ByTerms(facts, timeline.InAdvanceOn(from.Value), from.Value, frozen ?? ChargePrices.Freezing(terms), first, context, out obstacle) is not { } charged)
            {
                return null;
            }

            // an entry that changes nothing makes no piece of its own
            if (terms.IsEmpty || !ChargesAs(terms[^1], charged))
            {
                terms = terms.Add(charged);
            }

            from = NextChange(timeline, slot, from.Value);
        }
        while (from <= covered[^1].LastDay);
        return ChargeRules.Charge(slot, covered, terms, slot.Proration, facts.Contract.Currency, context.Rounding);
    }

    private static bool ChargesAs(ChargeTerms one, ChargeTerms other) =>
        one.Quantity == other.Quantity
        && one.UnitPrice == other.UnitPrice
        && one.VolumeDiscount == other.VolumeDiscount
        && one.Pricing == other.Pricing
        && (one.Discount == other.Discount || (TakesNothing(one.Discount) && TakesNothing(other.Discount)));

    private static bool TakesNothing(Discount? discount) => discount is null or { TakesNothing: true };

    // the terms of the first day hold for all of a full period
    private static LocalDate? NextChange(TermsTimeline timeline, in BillingSlot slot, LocalDate after) =>
        slot.Proration.Basis.Kind == ProrationBasisKind.FullPeriod ? null : timeline.NextChange(after);

    private static ChargeBasis? Whole(ChargeFacts facts, in BillingSlot slot, ReadOnlySpan<DatePeriod> covered, ChargeTerms? terms, BillingContext context) =>
        terms is null
            ? null
            : ChargeRules.Charge(
                slot,
                covered,
                [terms],
                slot.Proration with { Basis = ProrationBasis.FullPeriod },
                facts.Contract.Currency,
                context.Rounding);

    private static ChargeTerms? ByTerms(ChargeFacts facts, in EffectiveTerms terms, LocalDate from, ChargeTerms? frozen, LocalDate priceDate, BillingContext context, out Obstacle? obstacle)
    {
        if (terms.Agreed is { Quantity: null, Scheme.NeedsQuantity: true } && facts.Part.QuantitySource.Kind == QuantitySourceKind.Fixed)
        {
            obstacle = new(ObstacleReason.InvalidFacts, ContractErrors.BadTerms, $"Nothing says how much '{facts.Part.Text}' bills on {from:R}: state its quantity.");
            return null;
        }

        var quantity = terms.Agreed.InAdvance;
        var origin = quantity == terms.Agreed.Committed ? QuantityOrigin.Terms : QuantityOrigin.Minimum;
        return Priced(facts, terms, from, quantity, origin, frozen, priceDate, context, out obstacle);
    }

    /// <summary>The terms of what was used: priced by the terms and price of the first charged day, never prorated.</summary>
    private static ChargeTerms? ByUsage(
        ChargeFacts facts, in BillingSlot slot, ChargeKind kind, ReadOnlySpan<DatePeriod> covered, ChargeTerms? frozen, BillingContext context, out Obstacle? obstacle)
    {
        obstacle = null;
        var (part, from) = (facts.Part, covered[0].Start);
        var terms = facts.Timeline.On(from);
        var units = terms.Pricing.TakesCost ? null : UsageUnits.Of(facts, context);
        Usages.UsageTotal used;
        try
        {
            used = Usages.Total(facts.Usage, covered, part.QuantitySource.Aggregation, units);
        }
        catch (RuleViolationException inexact) when (inexact.Code == CatalogErrors.UnitNotExact)
        {
            obstacle = new(ObstacleReason.InvalidFacts, inexact.Code, $"Usage of '{part.QuantitySource.ServiceCode}' can't be added up: {inexact.Message}");
            return null;
        }

        if (!terms.Pricing.TakesCost && Mixed(part, used, units) is { } mixed)
        {
            obstacle = mixed;
            return null;
        }

        if (used.Quantity < 0m && !terms.Pricing.TakesNegative)
        {
            obstacle = Negative(part, used);
            return null;
        }

        if (kind == ChargeKind.Overage)
        {
            // nothing committed is no least quantity, so a reversal is a credit; below a commitment nothing is given back
            var committed = CommittedUsage.Of(facts.Timeline, slot, covered);
            return used.Quantity > committed || (committed == 0m && used.Quantity < 0m)
                ? Priced(facts, terms, from, used.Quantity, QuantityOrigin.Usage, frozen, from, context, out obstacle) is { } overage ? overage with { Committed = committed, Unit = UnitOf(part, used) } : null
                : null;
        }

        // fees don't hang on readings: a period without any is one in which nothing was used
        var least = terms.Agreed.Minimum;
        var byMinimum = least > 0m && used.Quantity < least;
        var quantity = byMinimum ? least : used.Quantity;
        var charged = Priced(
            facts, terms, from, quantity, byMinimum ? QuantityOrigin.Minimum : QuantityOrigin.Usage, frozen, from, context, out obstacle, UnitOf(part, used));
        if (obstacle is not null && terms.Pricing.IsNothing(quantity))
        {
            obstacle = null;
        }

        return charged is not null && terms.Pricing.TakesCost ? WithCost(facts, charged, used, out obstacle) : charged;
    }

    private static Obstacle? Mixed(ContractPart part, in Usages.UsageTotal used, UsageUnits? units) =>
        used.OtherUnit is { } other
            ? new(
                ObstacleReason.InvalidFacts,
                ChargeErrors.MixedUnits,
                $"Usage of '{part.QuantitySource.ServiceCode}' came in {used.Unit} and in {other}, which are not of one unit group: import one of them under a service code of its own, or correct the unit.")
            : units is not null && used.Unit is { } unit && unit != PlainUnit && !units.Knows(unit)
            ? new(
                ObstacleReason.InvalidFacts,
                ChargeErrors.MixedUnits,
                $"Usage of '{part.QuantitySource.ServiceCode}' came in {unit}, which isn't a unit of '{units.Group.Name}': add it to the group, or correct the unit.")
            : null;

    // what is counted has the counter's unit where the part names none
    private static string? UnitOf(ContractPart part, in Usages.UsageTotal used) =>
        part.Unit == PlainUnit && used.Readings > 0 && used.Unit != PlainUnit && used.OtherUnit is null ? used.Unit : null;

    private static Obstacle Negative(ContractPart part, in Usages.UsageTotal used)
    {
        var cost = used is { LacksCost: false, MixesCurrencies: false } ? $" with a cost of {Figures.Digits(used.Cost)} {used.Cost.Currency}" : string.Empty;
        return new(
            ObstacleReason.InvalidFacts,
            ChargeErrors.NegativeUsage,
            $"Usage of '{part.QuantitySource.ServiceCode}' comes to {Figures.Quantity(used.Quantity)} {used.Unit}{cost}, which has no price in tiers, packages or included units: import the reversal with the day it belongs to, or price the part per unit.");
    }

    private static ChargeTerms? WithCost(ChargeFacts facts, ChargeTerms terms, in Usages.UsageTotal used, out Obstacle? obstacle)
    {
        obstacle = null;
        var currency = facts.Contract.Currency;
        if (used.LacksCost)
        {
            obstacle = new(ObstacleReason.CostMissing, ContractErrors.CostMissing, $"Usage of '{facts.Part.QuantitySource.ServiceCode}' came without the vendor's cost: import it again with costs, or price the part otherwise.");
            return null;
        }

        if (used.Readings > 0 && (used.MixesCurrencies || used.Cost.Currency != currency))
        {
            obstacle = new(ObstacleReason.CurrencyMismatch, MoneyErrors.CurrencyMismatch, $"The vendor's cost of '{facts.Part.QuantitySource.ServiceCode}' is in {used.Cost.Currency}, the contract in {currency}: convert the usage before importing it.");
            return null;
        }

        return terms with { Cost = used.Readings > 0 ? used.Cost : ExactAmount.Zero(currency), PriceOrigin = new(PriceOriginKind.Cost) };
    }

    private static ChargeTerms? Priced(
        ChargeFacts facts,
        in EffectiveTerms terms,
        LocalDate from,
        decimal quantity,
        QuantityOrigin quantityOrigin,
        ChargeTerms? frozen,
        LocalDate priceDate,
        BillingContext context,
        out Obstacle? obstacle,
        string? unit = null)
    {
        obstacle = null;
        var part = facts.Part;
        var (price, volumeDiscount, origin) = terms.Pricing.TakesPrice
            ? ChargePrices.Find(facts, terms, quantity, frozen, priceDate, context, out obstacle)
            : new(null, null, terms.Pricing.TakesCost ? new(PriceOriginKind.Cost) : new(PriceOriginKind.Scheme, terms.Agreed.Schemed?.EffectiveFrom) { Rises = terms.Rises });
        if (obstacle is not null)
        {
            return null;
        }

        if (price is { } found && found.Currency != facts.Contract.Currency)
        {
            obstacle = new(ObstacleReason.CurrencyMismatch, MoneyErrors.CurrencyMismatch, $"The price {found} of '{part.Text}' isn't in the contract's currency {facts.Contract.Currency}: agree a price in it.");
            return null;
        }

        return new()
        {
            From = from,
            Quantity = quantity,
            Unit = unit,
            QuantityOrigin = quantityOrigin,
            UnitPrice = price,
            VolumeDiscount = volumeDiscount,
            PriceOrigin = origin,
            Pricing = terms.Pricing,
            Discount = terms.Agreed.Discount,
        };
    }
}
