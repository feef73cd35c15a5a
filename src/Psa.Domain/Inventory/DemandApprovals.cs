using NodaTime;
using Psa.Access;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Which purchases for demands are approved, by whom and of which cost (R-PURCHASE-APPROVAL).</summary>
internal static class DemandApprovals
{
    /// <summary>Gives what holds on a day; <see langword="null"/> where nothing is approved.</summary>
    internal static PurchaseApprovals? On(ValueList<PurchaseApprovals> all, LocalDate day)
    {
        PurchaseApprovals? held = null;
        foreach (var one in all)
        {
            held = one.From <= day && (held is null || one.From >= held.From) ? one : held;
        }

        return held is { Above.IsEmpty: false } ? held : null;
    }

    /// <summary>Says what is approved from a day on.</summary>
    internal static StockSettings Approving(this StockSettings settings, PurchaseApprovals approvals)
    {
        var all = new List<PurchaseApprovals>(settings.Approvals);
        all.RemoveAll(one => one.From == approvals.From);
        all.Add(approvals);
        all.Sort(static (one, other) => one.From.CompareTo(other.From));
        return settings with { Approvals = all.ToValueList() };
    }

    /// <summary>Refuses thresholds that are none.</summary>
    /// <exception cref="RuleViolationException"><c>approval.bad_value</c>.</exception>
    internal static void RequireSound(PurchaseApprovals approvals, Currency currency)
    {
        var isSound = true;
        for (var i = 0; i < approvals.Above.Count; i++)
        {
            var threshold = approvals.Above[i];
            isSound &= threshold.Currency == currency && threshold.Sign >= 0 && (i == 0 || threshold > approvals.Above[i - 1]);
        }

        for (var i = 0; i < approvals.Rates.Count; i++)
        {
            isSound &= approvals.Rates[i].Rate > 0m && approvals.Rates[i].Currency != currency && RateOf(approvals, approvals.Rates[i].Currency) == approvals.Rates[i].Rate;
        }

        if (!isSound)
        {
            throw new RuleViolationException(
                InventoryErrors.BadApprovals, $"The thresholds of approvals are amounts in {currency}, zero or above, that rise, and rates are above zero, one for each other currency.");
        }
    }

    /// <summary>Refuses another valuation currency than that of thresholds that were said.</summary>
    /// <exception cref="RuleViolationException"><c>approval.bad_value</c>.</exception>
    internal static void RequireFits(StockSettings settings)
    {
        foreach (var approvals in settings.Approvals)
        {
            RequireSound(approvals, settings.Currency);
        }
    }

    /// <summary>Gives what some of a product costs, in the valuation currency.</summary>
    /// <param name="approvals">What holds, with its rates.</param>
    /// <param name="price">The price of a unit.</param>
    /// <param name="units">How many units.</param>
    /// <param name="currency">The valuation currency.</param>
    /// <returns>The cost, not rounded; <see langword="null"/> without a rate for the price's currency.</returns>
    internal static ExactAmount? CostOf(PurchaseApprovals? approvals, UnitPrice price, decimal units, Currency currency) =>
        (price.Currency == currency ? 1m : RateOf(approvals, price.Currency)) is { } rate ? ExactAmount.Of(price.Amount, currency).Times(units).Times(rate) : null;

    /// <summary>Gives what some of a product costs that no vendor sells: by its current cost, else by its standard cost.</summary>
    /// <param name="approvals">What holds, with its rates.</param>
    /// <param name="product">The product, with what receipts say of its current cost.</param>
    /// <param name="quantity">How much, in the base unit.</param>
    /// <param name="currency">The valuation currency.</param>
    /// <param name="day">The day.</param>
    internal static ExactAmount? CostOf(PurchaseApprovals approvals, Product product, decimal quantity, Currency currency, LocalDate day)
    {
        foreach (var kind in (PriceMethodKind[])[PriceMethodKind.MarkupOnCurrentCost, PriceMethodKind.MarkupOnStandardCost])
        {
            if (ComputedPrices.BasisOf(product, kind, currency, day, out var cost) is not { } missing)
            {
                return CostOf(approvals, cost.Price, quantity, currency);
            }

            foreach (var rate in approvals.Rates)
            {
                if (ComputedPrices.BasisOf(product, kind, rate.Currency, day, out cost) is null)
                {
                    return CostOf(approvals, cost.Price, quantity, currency);
                }
            }

            if (missing == CatalogErrors.CostCurrencyMismatch)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Gives how many people are to approve a cost: one for each threshold that it is strictly above, all where nobody knows it.</summary>
    internal static int LevelsOf(PurchaseApprovals? approvals, ExactAmount? cost)
    {
        var (levels, rounded) = (0, Rounded(cost));
        foreach (var threshold in approvals?.Above ?? [])
        {
            levels += rounded is not { } known || known > threshold ? 1 : 0;
        }

        return levels;
    }

    /// <summary>Gives how much of a demand is neither there nor on an order that its vendor has, held or not: what is approved.</summary>
    internal static decimal Unordered(this Demand demand)
    {
        var left = demand.IsCanceled ? 0m : demand.Lacking();
        foreach (var own in demand.Allocations)
        {
            left -= own.IsDraft ? 0m : own.Quantity;
        }

        return Math.Max(0m, left);
    }

    /// <summary>Gives of which cost the approval of a demand is to be: what is left of that of the order by hand for which it was asked, as long as that covers what it comes to otherwise.</summary>
    internal static ExactAmount? CostOf(Demand demand, decimal quantity, ExactAmount? cost)
    {
        if (demand.Approval is not { IsOfOrder: true } asked || !asked.Covers(quantity, cost))
        {
            return cost;
        }

        var left = asked.Cost is { } all ? ExactAmount.Of(all) : (ExactAmount?)null;
        foreach (var ordered in asked.Ordered)
        {
            left -= ordered.Price?.Times(ordered.Quantity);
        }

        return left;
    }

    /// <summary>
    /// Asks for the approval of what the unordered demands of a document and product come to, where it isn't asked for. What was approved stays approved as long as neither quantity nor cost rise above what vendors don't
    /// have of it, and is again when they fall to that; of what is held, nothing is asked until it is freed.
    /// </summary>
    /// <param name="demand">One of the demands.</param>
    /// <param name="levels">How many people are to approve it.</param>
    /// <param name="quantity">How much is unordered of all of them.</param>
    /// <param name="cost">What that costs, not rounded.</param>
    /// <param name="now">When.</param>
    /// <param name="isOfOrder">Whether it is the cost of an order at a higher price.</param>
    internal static Demand Asking(this Demand demand, int levels, decimal quantity, ExactAmount? cost, Instant now, bool isOfOrder = false)
    {
        var (approval, earlier) = (demand.Approval, demand.EarlierApproval);
        if (demand.HoldNote is not null)
        {
            return demand;
        }

        if (demand.Unordered() == 0m)
        {
            return approval is { Given.IsEmpty: false } ? demand : demand with { Approval = earlier, EarlierApproval = null };
        }

        if (earlier is not null && earlier.Covers(quantity, cost))
        {
            return demand with { Approval = earlier with { Levels = levels }, EarlierApproval = null };
        }

        if (approval is { Given.IsEmpty: false } && approval.Covers(quantity, cost))
        {
            return demand with { Approval = approval with { Levels = levels } };
        }

        if (levels == 0)
        {
            return demand with { Approval = null, EarlierApproval = null };
        }

        return approval is { Given.IsEmpty: true } && approval.Covers(quantity, cost)
            ? demand with { Approval = approval with { Levels = levels, Quantity = quantity, Cost = Rounded(cost), IsOfOrder = isOfOrder } }
            : demand with { Approval = new(levels, quantity, Rounded(cost)) { AskedAt = now, IsOfOrder = isOfOrder }, EarlierApproval = approval is { IsMissing: false } ? approval : earlier };
    }

    /// <summary>Refuses who asked for any of what is approved.</summary>
    /// <exception cref="RuleViolationException"><c>approval.own</c>.</exception>
    internal static void RequireNotOwn(IReadOnlyCollection<Demand> demands, Actor actor)
    {
        foreach (var demand in demands)
        {
            if (demand.RequestedBy == actor.User)
            {
                throw new RuleViolationException(InventoryErrors.OwnApproval, "Who asked for goods doesn't approve that they are bought: somebody else is to.", demand.Id.Value);
            }
        }
    }

    /// <summary>Keeps that somebody approved; who did before doesn't once more.</summary>
    internal static Demand Approved(this Demand demand, ApprovalGiven given) =>
        demand.Approval is { IsMissing: true } asked && !asked.IsBy(given.User) ? demand with { Approval = asked with { Given = asked.Given.Add(given) } } : demand;

    /// <summary>Holds a demand that was rejected: once it is freed, its approval is asked for from the first level on.</summary>
    internal static Demand Rejected(this Demand demand, string note) => demand with { HoldNote = note, Approval = null, EarlierApproval = null };

    /// <summary>Tells whether somebody approved.</summary>
    internal static bool IsBy(this DemandApproval approval, UserId user)
    {
        foreach (var given in approval.Given)
        {
            if (given.User == user)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Keeps what a vendor has of what was approved of a demand's document and product.</summary>
    internal static Demand WithOrdered(this Demand demand, ApprovedOrder ordered)
    {
        return demand with { Approval = With(demand.Approval), EarlierApproval = With(demand.EarlierApproval) };

        DemandApproval? With(DemandApproval? approval) => approval is { Given.IsEmpty: false } given ? given with { Ordered = given.Ordered.Add(ordered) } : approval;
    }

    /// <summary>Leaves again what of that a vendor won't bring.</summary>
    internal static Demand WithoutOrdered(this Demand demand, Guid order, int line, decimal quantity)
    {
        return demand with { Approval = Without(demand.Approval), EarlierApproval = Without(demand.EarlierApproval) };

        DemandApproval? Without(DemandApproval? approval)
        {
            var left = new List<ApprovedOrder>(approval?.Ordered ?? []);
            for (var i = left.Count - 1; i >= 0; i--)
            {
                if (left[i] is var own && own.Order == order && own.Line == line)
                {
                    left[i] = own with { Quantity = own.Quantity - quantity };
                }
            }

            left.RemoveAll(static own => own.Quantity <= 0m);
            return approval is null ? null : approval with { Ordered = left.ToValueList() };
        }
    }

    /// <summary>Gives a cost as somebody approves it: rounded half up.</summary>
    internal static Money? Rounded(ExactAmount? cost) => cost?.Round(Rounding.HalfUp);

    // what is known to cost no more, of no more, with what vendors have of it already
    private static bool Covers(this DemandApproval approval, decimal quantity, ExactAmount? cost)
    {
        foreach (var ordered in approval.Ordered)
        {
            quantity += ordered.Quantity;
            cost = cost?.Currency == ordered.Price?.Currency ? cost + ordered.Price?.Times(ordered.Quantity) : null;
        }

        return quantity <= approval.Quantity && (Rounded(cost) is { } now ? approval.Cost is { } then && now.Currency == then.Currency && now <= then : approval.Cost is null);
    }

    private static decimal? RateOf(PurchaseApprovals? approvals, Currency currency)
    {
        foreach (var rate in approvals?.Rates ?? [])
        {
            if (rate.Currency == currency)
            {
                return rate.Rate;
            }
        }

        return null;
    }
}
