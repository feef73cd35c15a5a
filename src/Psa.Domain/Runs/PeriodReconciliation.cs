using Psa.Charges;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>One period of a part: what was used, what its charges come to, and the items they have.</summary>
internal sealed class PeriodReconciliation(PartFacts facts, DatePeriod days, bool readsElsewhere, BillingContext context)
{
    private readonly List<SeenCharge> _seen = new(1);
    private readonly List<(ChargeKind Kind, BilledPeriod Billed)> _billed = new(1);
    private readonly List<SalesItem> _new = new(0);

    internal DatePeriod Days => days;

    internal int Readings { get; set; }

    /// <summary>Gets whether there is anything to say of it.</summary>
    internal bool HasAny => Readings > 0 || IsOpen || _billed.Exists(static one => one.Billed.IsBilled) || _seen.Exists(static charge => charge.Expected is { Net.IsZero: false });

    /// <summary>Gets whether the run bills something of it, or something is in the way.</summary>
    internal bool IsOpen => _new.Count > 0 || _seen.Exists(static charge => charge.Obstacle is not null);

    internal void Add(SeenCharge charge) => _seen.Add(charge);

    internal void Add(ChargeKind kind, BilledPeriod billed) => _billed.Add((kind, billed));

    internal void BlockUnseen(Obstacle obstacle)
    {
        if (_seen.Count == 0)
        {
            _seen.Add(new(days.Start, ChargeKind.Recurring, Expected: null, obstacle));
        }
    }

    internal void AddNew(SalesItem item) => _new.Add(item);

    internal UsageReconciliation Row(Customer customer)
    {
        var used = new UsedQuantities(facts, days, context);
        var currency = Currency();
        var gaps = new UsageGaps();
        var (billed, expected) = AddMoney(gaps, currency);
        var billedQuantity = AddQuantities(gaps, used);
        if (facts.IsHomeless && _new.Count > 0)
        {
            gaps.Block(UsageGapCause.Blocked, 0m, new(ObstacleReason.EntityMissing, ChargeErrors.EntityMissing, "No billing entity bills it: make one the default, or name one that is switched on in the customer's billing information."));
        }

        var wouldBill = Money.Zero(currency);
        foreach (var item in _new)
        {
            wouldBill += facts.IsHomeless ? Money.Zero(currency) : item.Net;
        }

        return new()
        {
            Customer = customer.Id,
            CustomerNumber = customer.Number,
            ServiceCode = facts.Part.QuantitySource.ServiceCode!,
            Part = facts.Source == SalesItemSource.ContractPart ? facts.Part.Id : null,
            Period = days,
            Unit = used.Unit,
            Used = used.All,
            Cost = used.Cost,
            BilledQuantity = billedQuantity,
            Billed = billed,
            Expected = expected,
            WouldBill = wouldBill,
            Gaps = gaps.ToList(isMoneyKnown: expected is not null),
        };
    }

    private Obstacle? FirstObstacle => _seen.Find(static charge => charge.Obstacle is not null).Obstacle;

    private Currency Currency()
    {
        foreach (var (_, billed) in _billed)
        {
            if (billed.IsBilled)
            {
                return billed.Counting[0].Currency;
            }
        }

        return facts.Contract.Currency;
    }

    private BilledPeriod? BilledOf(ChargeKind kind)
    {
        var found = _billed.Find(one => one.Kind == kind).Billed;
        return found is { IsBilled: true } ? found : null;
    }

    // expected − borne is what the next item bills, and what decisions took off
    private (Money Billed, Money? Expected) AddMoney(UsageGaps gaps, Currency currency)
    {
        var (borne, all, isKnown) = (Money.Zero(currency), Money.Zero(currency), true);
        for (var kind = ChargeKind.Recurring; kind <= ChargeKind.Overage; kind++)
        {
            var billed = BilledOf(kind);
            var bears = Money.Zero(currency);
            foreach (var item in billed?.Counting ?? [])
            {
                bears += item.Borne();
            }

            borne += bears;
            if (_seen.Exists(charge => charge.Kind == kind && charge.Obstacle is not null))
            {
                isKnown = false;
                continue;
            }

            var expected = _seen.Find(charge => charge.Kind == kind).Expected?.Net ?? Money.Zero(currency);
            var waived = new List<(SalesItem Item, Money Amount)>();
            var target = Settlement.Target(billed?.Items ?? [], expected, waived);
            foreach (var (item, amount) in waived)
            {
                AddDecision(gaps, item, amount);
            }

            gaps.Add(Missing(), target - bears);
            all += expected;
        }

        return (borne, isKnown ? all : null);
    }

    private static void AddDecision(UsageGaps gaps, SalesItem item, Money amount)
    {
        if (item.Status == SalesItemStatus.Canceled)
        {
            gaps.Add(UsageGapCause.Canceled, amount);
            return;
        }

        // of what counts, a credit is the last that was decided
        var credited = item.Credited is not { } credit ? Money.Zero(amount.Currency)
            : item.Override is null || (credit.Sign == amount.Sign && credit.Abs() > amount.Abs()) ? amount
            : credit;
        gaps.Add(UsageGapCause.Credited, credited);
        gaps.Add(UsageGapCause.Overridden, amount - credited);
    }

    private decimal AddQuantities(UsageGaps gaps, UsedQuantities used)
    {
        gaps.Add(UsageGapCause.Trial, used.All - used.WithoutTrial);
        gaps.Add(UsageGapCause.BeforeBillFrom, used.WithoutTrial - used.SinceBillFrom);
        gaps.Add(UsageGapCause.Suspended, used.SinceBillFrom - used.Covered);
        var (borne, steps) = (0m, 0m);
        foreach (var (kind, billed) in _billed)
        {
            foreach (var item in billed.Counting)
            {
                var step = UsedQuantities.Charged(item.Basis, kind) - UsedQuantities.Charged(item.PreviousBasis, kind);
                var isCredited = item.Credited is { IsZero: false } credited && credited == item.Net;
                var isCanceled = item.Status == SalesItemStatus.Canceled;
                gaps.Add(isCanceled ? UsageGapCause.Canceled : UsageGapCause.Credited, isCanceled || isCredited ? step : 0m);
                borne += isCanceled || isCredited ? 0m : step;
                steps += step;
            }
        }

        if (FirstObstacle is { } obstacle)
        {
            gaps.Block(CauseOf(obstacle), used.Covered - steps, obstacle);
            return borne;
        }

        var (expected, beside) = Expected(used.Covered);
        gaps.Add(beside, used.Covered - expected);
        gaps.Add(Missing(), expected - steps);
        return borne;
    }

    // how much the charges are for, and why it is another quantity than what was used
    private (decimal Quantity, UsageGapCause Beside) Expected(decimal used)
    {
        var (quantity, free, asksNothing) = (0m, UsageGapCause.Free, true);
        foreach (var charge in _seen)
        {
            // what comes to nothing and never had an item has none
            if (charge.Expected is { Net.IsZero: true } nothing && BilledOf(charge.Kind) is null && !_new.Exists(item => item.Charge == charge.Kind))
            {
                free = IsBelowRounding(nothing) ? UsageGapCause.Rounding : free;
                continue;
            }

            asksNothing &= charge.Expected is null;
            quantity += UsedQuantities.Charged(charge.Expected, charge.Kind);
        }

        // what is used beyond what was committed waits for the end of its period
        return _seen.Count == 0 ? (used, UsageGapCause.NotYetRun)
            : asksNothing && used != 0m ? (quantity, free)
            : (quantity, used > quantity ? UsageGapCause.NotYetRun : UsageGapCause.Minimum);
    }

    private static bool IsBelowRounding(ChargeBasis basis)
    {
        foreach (var terms in basis.Terms)
        {
            if (!terms.FullAmount(basis.Net.Currency).IsZero)
            {
                return true;
            }
        }

        return false;
    }

    // what no entity bills isn't billed by the next run either
    private UsageGapCause Missing() => facts.IsHomeless ? UsageGapCause.Blocked : UsageGapCause.NotYetRun;

    private UsageGapCause CauseOf(Obstacle obstacle) =>
        obstacle.Reason != ObstacleReason.PriceMissing ? UsageGapCause.Blocked
        : facts.Source == SalesItemSource.ContractPart || facts.Product is not null ? UsageGapCause.NoPrice
        : readsElsewhere ? UsageGapCause.NoPart
        : UsageGapCause.NoProduct;
}
