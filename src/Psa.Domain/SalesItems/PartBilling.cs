using System.Runtime.InteropServices;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>
/// The one idea of a run: it bills the difference between what should have been billed and what was. First bills, late usage, back-dated changes,
/// cancellations and suspensions are all that difference, so running again bills nothing.
/// </summary>
internal static class PartBilling
{
    /// <summary>Bills a part through the run's date.</summary>
    /// <param name="facts">All that decides what the part is billed.</param>
    /// <param name="context">The run.</param>
    /// <param name="seen">Hears of every charge that is looked at, or <see langword="null"/>.</param>
    /// <returns>The new items, and the ledger as it stands afterwards; or the obstacle, and then nothing of the part changes.</returns>
    /// <remarks>O(newly due periods) for a part whose facts didn't change, however old it is; O(periods since the change) for one that did.</remarks>
    public static PartResult Bill(PartFacts facts, BillingContext context, List<SeenCharge>? seen = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var run = new PartRun(facts, context, seen);
            run.Reconcile();
            return run.Result();
        }
#pragma warning disable CA1031 // one bad part never stops its customer, whatever is wrong with it
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return new([], null, [Obstacle.Of(thrown)]);
        }
    }

    /// <summary>Gives the first slot that a run must look at, whose items and usage it needs to know.</summary>
    /// <param name="facts">The part and its ledger.</param>
    /// <returns>The first day of the slot, and whether facts changed, so that the items from that day on must be known.</returns>
    public static (LocalDate From, bool NeedsHistory) FirstSlot(PartFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var coverage = PartCoverage.Of(facts.Contract, facts.Part, facts.TrialLastDay);
        return (BillingSlots.StartOf(facts.Contract, FirstDay(facts, coverage)), facts.Ledger is { Through: not null } ledger && (ledger.DirtyFrom is not null || MayFreezeOverage(facts)));
    }

    // what is used beyond what was billed in advance has the price that froze there
    private static bool MayFreezeOverage(PartFacts facts) => facts.Part is { PriceBehaviour: PriceBehaviour.UseCurrent, QuantitySource.Kind: QuantitySourceKind.Usage } && facts.Source == SalesItemSource.ContractPart;

    // a day of the first slot
    private static LocalDate FirstDay(PartFacts facts, in PartCoverage coverage) =>
        facts.Ledger is not { Through: { } through } ledger ? coverage.Start
        : ledger.DirtyFrom < through ? ledger.DirtyFrom.Value
        : through;

    private struct PartRun(PartFacts facts, BillingContext context, List<SeenCharge>? seen)
    {
        private readonly PartCoverage _coverage = PartCoverage.Of(facts.Contract, facts.Part, facts.TrialLastDay);
        private readonly LocalDate? _settled = facts.Ledger?.Through;
        private readonly LocalDate? _dirty = facts.Ledger is { Through: not null } ledger ? ledger.DirtyFrom : null;
        private readonly LocalDate _through = facts.Ledger?.Through > context.Through ? facts.Ledger.Through.Value : context.Through;
        private readonly Dictionary<(LocalDate Slot, ChargeKind Kind), BilledPeriod>? _billed =
            facts.History.Count == 0 ? null : BilledPeriod.Index(facts.History, facts.Drafts);

        // a slot that a later run must look at again, and know the items of: it passes for settled, was billed and falls due later than before, stands on a draft, or an obstacle is in its way
        private LocalDate? _stillDirty;
        private List<SalesItem>? _items;
        private List<Obstacle>? _obstacles;

        // what is in the way of the part as a whole, and not of single periods
        private Obstacle? _obstacle;

        internal void Reconcile()
        {
            var contract = facts.Contract;
            var runs = _coverage.MaxRuns <= 16 ? stackalloc DatePeriod[16] : new DatePeriod[_coverage.MaxRuns];
            var slot = BillingSlots.At(contract, FirstDay(facts, _coverage));
            if (facts.Contract.Status.IsBilled)
            {
                for (; slot.Start <= _through; slot = BillingSlots.Next(contract, slot))
                {
                    if (_coverage.EndExclusive is { } end && slot.Start >= end)
                    {
                        break;
                    }

                    var count = _coverage.Within(slot.Days, runs);
                    if (count > 0 && !Charge(slot, runs[..count]))
                    {
                        return;
                    }
                }
            }

            CreditTheRest();
        }

        internal readonly PartResult Result() => _obstacle is { } obstacle
            ? new([], null, [obstacle])
            : new((IReadOnlyList<SalesItem>?)_items ?? [], NextLedger(), (IReadOnlyList<Obstacle>?)_obstacles ?? []);

        private readonly PartLedger? NextLedger()
        {
            if (facts.Ledger is not { } ledger)
            {
                return new()
                {
                    Id = Ledgers.IdOf(facts.Part.Id),
                    Tenant = context.Tenant,
                    Part = facts.Part.Id,
                    Customer = facts.Part.Customer,
                    ServiceCode = facts.Source == SalesItemSource.VendorUsage ? facts.Part.QuantitySource.ServiceCode : null,
                    Through = _through,
                    DirtyFrom = _stillDirty,
                };
            }

            // with items it is always written: whoever reads facts and bills nothing yet sees that they were billed meanwhile
            return _items is null && ledger.Through == _through && ledger.DirtyFrom == _stillDirty ? null : ledger with { Through = _through, DirtyFrom = _stillDirty };
        }

        private bool Charge(in BillingSlot slot, ReadOnlySpan<DatePeriod> covered)
        {
            var timing = slot.Timing;
            ChargeTerms? frozen = null;
            for (var kind = ChargeKind.Recurring; kind <= ChargeKind.Overage; kind++)
            {
                if (!ExpectedCharge.Has(facts, kind, timing, covered))
                {
                    continue;
                }

                var due = ExpectedCharge.DueOn(facts, kind, timing, covered);
                if (_dirty is null && due <= _settled)
                {
                    frozen ??= Known(slot.Start, kind)?.Frozen;
                    continue;
                }

                if (due > context.Through && !IsBilled(slot.Start, kind))
                {
                    if (due <= _settled || _billed?.ContainsKey((slot.Start, kind)) == true)
                    {
                        _stillDirty ??= slot.Start;
                    }

                    continue;
                }

                if (due > _through)
                {
                    _stillDirty ??= slot.Start;
                }

                var billed = Take(slot.Start, kind);
                var expected = ExpectedCharge.Of(facts, slot, kind, _coverage, covered, billed?.Frozen ?? frozen, context, out var obstacle);
                frozen ??= billed?.Frozen ?? (expected is not null && Stands(expected) ? ChargePrices.Freezing(expected.Terms) : null);
                obstacle ??= OtherCurrency(expected, billed);
                if (obstacle is not null && billed is not null && IsAsBilled(slot, kind, covered, billed))
                {
                    seen?.Add(new(slot.Start, kind, billed.Basis, Obstacle: null));
                    continue;
                }

                seen?.Add(new(slot.Start, kind, expected, obstacle));

                if (obstacle is null)
                {
                    Settle(slot.Start, kind, slot.Days, due, expected, billed);
                }
                else if (ExpectedCharge.IsByUsage(facts, kind, timing, covered))
                {
                    // what was used in one period keeps no other from being billed
                    _stillDirty ??= slot.Start;
                    (_obstacles ??= []).Add(obstacle with { Group = $"{slot.Start:R}", Message = $"{new Speaker(DocumentLanguages.English).Days(slot.Days)}: {obstacle.Message}" });
                }
                else
                {
                    _obstacle = obstacle;
                    return false;
                }
            }

            return true;
        }

        private static Obstacle? OtherCurrency(ChargeBasis? expected, BilledPeriod? billed) =>
            expected is not null && billed is { IsBilled: true } && billed.Computed.Currency != expected.Net.Currency
                ? new(
                    ObstacleReason.CurrencyMismatch,
                    MoneyErrors.CurrencyMismatch,
                    $"It was billed in {billed.Computed.Currency} and would be billed in {expected.Net.Currency} now: keep the currency it was billed in, or credit and release what was billed.")
                : null;

        // usage without a contract is billed in its payer's currency of today: what was billed in another, and would be the same in it, nobody touched
        private bool IsAsBilled(in BillingSlot slot, ChargeKind kind, ReadOnlySpan<DatePeriod> covered, BilledPeriod billed)
        {
            var currency = billed.Computed.Currency;
            if (facts.Source != SalesItemSource.VendorUsage || !billed.IsBilled || currency == facts.Contract.Currency)
            {
                return false;
            }

            var then = facts with { Contract = facts.Contract with { Currency = currency } };
            var expected = ExpectedCharge.Of(then, slot, kind, _coverage, covered, billed.Frozen, context, out var obstacle);
            return obstacle is null && Settlement.Next(billed.Items, expected?.Net ?? Money.Zero(currency)) is null;
        }

        // what was billed for slots that no longer exist, or of which nothing is due or covered any more
        private void CreditTheRest()
        {
            if (_billed is null || _dirty is null)
            {
                return;
            }

            foreach (var ((slot, kind), billed) in _billed)
            {
                if (!billed.Taken)
                {
                    Settle(slot, kind, billed.Days, context.Through, null, billed);
                }
            }
        }

        private bool IsBilled(LocalDate slot, ChargeKind kind) =>
            _billed is not null && _billed.TryGetValue((slot, kind), out var billed) && billed.IsBilled;

        private readonly BilledPeriod? Known(LocalDate slot, ChargeKind kind) => _billed?.GetValueOrDefault((slot, kind));

        private BilledPeriod? Take(LocalDate slot, ChargeKind kind)
        {
            if (_billed is null)
            {
                return null;
            }

            ref var billed = ref CollectionsMarshal.GetValueRefOrNullRef(_billed, (slot, kind));
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref billed))
            {
                return null;
            }

            billed.Taken = true;
            return billed;
        }

        private void Settle(LocalDate slot, ChargeKind kind, DatePeriod days, LocalDate due, ChargeBasis? expected, BilledPeriod? billed)
        {
            if (billed is not { IsBilled: true })
            {
                if (expected is not null && Stands(expected))
                {
                    var item = UsageDetails.Under(ItemAssembly.First(facts, context, new(slot, kind, days, due, expected), billed?.Items.Count ?? 0), facts);
                    (_items ??= new(1)).Add(BundleDetails.Under(item, facts, context));
                }

                return;
            }

            if (billed.IsOnDraft)
            {
                _stillDirty = Settlement.Next(billed.Items, expected?.Net ?? Money.Zero(billed.Computed.Currency)) is null ? _stillDirty : OpenDates.Earlier(_stillDirty, slot);
                return;
            }

            // one item, or one for each seller and price mode of what it corrects
            while (Settlement.Next(billed.Items, expected?.Net ?? Money.Zero(billed.Computed.Currency)) is { } next)
            {
                var item = UsageDetails.Under(ItemAssembly.Correction(facts, context, new(slot, kind, days, due, expected), next, billed), facts);
                (_items ??= []).Add(item);
                billed.Add(item);
            }
        }

        // a period that the catalog's price brings to nothing has an item all the same, since that is what freezes the price; no units have none
        private static bool Stands(ChargeBasis expected)
        {
            if (!expected.Net.IsZero)
            {
                return true;
            }

            foreach (var terms in expected.Terms)
            {
                if (terms is { UnitPrice: { } price, PriceOrigin.Kind: PriceOriginKind.Catalog } && terms.Pricing.LineQuantity(terms.Quantity) != 0m && terms.FullAmount(price.Currency).IsZero)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
