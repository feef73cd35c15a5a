using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Work;

namespace Psa.SalesItems;

/// <summary>
/// The lots that parts of kind Block sell (R-BLOCK, R-RETAINER): each comes into being with the sales item of its price, and has as much of the part's minutes as the item charges of a full period.
/// A withdrawn or canceled item leaves a lot without minutes, which keeps what was consumed and gives nothing.
/// </summary>
internal static class Lots
{
    /// <summary>Gives the lots of a part, in the order of their periods.</summary>
    /// <param name="contract">Its contract.</param>
    /// <param name="part">The part, which sells hours.</param>
    /// <param name="items">Its items, in the order of period and ordinal.</param>
    internal static List<Lot> Of(Contract contract, ContractPart part, IReadOnlyList<SalesItem> items)
    {
        var (lots, own) = (new List<Lot>(), new List<SalesItem>());
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not { PeriodStart: { } start, Charge: ChargeKind.Recurring })
            {
                continue;
            }

            own.Add(items[i]);
            if (i + 1 == items.Count || items[i + 1].PeriodStart != start)
            {
                lots.Add(Of(contract, part, start, own));
                own.Clear();
            }
        }

        return lots;
    }

    /// <summary>Gives the lot of a period.</summary>
    /// <param name="contract">The part's contract.</param>
    /// <param name="part">The part, which sells hours.</param>
    /// <param name="periodStart">The day that names the period.</param>
    /// <param name="items">The items of the period, by ordinal; none for a lot that nothing bills.</param>
    internal static Lot Of(Contract contract, ContractPart part, LocalDate periodStart, IReadOnlyList<SalesItem> items)
    {
        var (block, coverage) = (part.Block!, PartCoverage.Of(contract, part, trialLastDay: null));
        var slot = BillingSlots.At(contract, periodStart);
        var sold = Sold(items);
        var last = sold is null ? null : Last(items);
        var first = last?.Basis is { Covered.IsEmpty: false } basis ? basis.Covered[0].Start : LocalDate.Max(periodStart, coverage.Start);
        var lastDay = LastDay(block, coverage, slot, first);
        var carried = block.CarryOverMinutes > 0 ? CarriedThrough(contract, block, coverage, slot, lastDay) : lastDay;

        // what is suspended as a whole has no lot, also before a run gives its price back
        var isCovered = FirstCovered(coverage, slot.Days) is not null;
        return new(
            BlockBalances.IdOf(part.Tenant, part.Id, periodStart),
            part.Id,
            periodStart,
            first,
            lastDay,
            carried,
            isCovered && last is not null ? Minutes(block, last) : 0,
            block.CarryOverMinutes,
            sold?.BillingDate ?? periodStart,
            block.Thresholds);
    }

    /// <summary>Gives the first day of a period from which lots may be valid on a day or later.</summary>
    internal static LocalDate EarliestStart(Contract contract, ContractPart part, LocalDate day)
    {
        var (block, coverage) = (part.Block!, PartCoverage.Of(contract, part, trialLastDay: null));
        var start = BillingSlots.StartOf(contract, day.PlusMonths(-(block.ValidMonths ?? 0)));
        if (block.CarryOverMinutes == 0)
        {
            return start;
        }

        // what was left of the last period that had a block before it
        var slot = BillingSlots.At(contract, start.PlusDays(-1));
        while (slot.Start > coverage.Start && FirstCovered(coverage, slot.Days) is null)
        {
            slot = BillingSlots.At(contract, slot.Start.PlusDays(-1));
        }

        return slot.Start;
    }

    /// <summary>Tells whether a lot would be gone without an item: it is of the item's price, and not a correction that gives some of it back.</summary>
    internal static bool Sells(SalesItem item) => item is { Source: SalesItemSource.ContractPart, Charge: ChargeKind.Recurring, Released: false, PeriodStart: not null, Computed.Sign: > 0 };

    private static SalesItem? Sold(IReadOnlyList<SalesItem> items)
    {
        foreach (var item in items)
        {
            if (Sells(item) && item.Status != SalesItemStatus.Canceled)
            {
                return item;
            }
        }

        return null;
    }

    private static SalesItem? Last(IReadOnlyList<SalesItem> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            // a correction that somebody let go of changed no price, and so no hours
            if (!items[i].Released && items[i].Status != SalesItemStatus.Canceled)
            {
                return items[i];
            }
        }

        return null;
    }

    // as much as is charged of the full period, rounded up to whole minutes
    private static int Minutes(BlockTerms block, SalesItem item)
    {
        if (item.Basis is not { Covered.IsEmpty: false } basis)
        {
            return 0;
        }

        if (block.IsOnce)
        {
            return block.Minutes;
        }

        var frame = new ProrationFrame(basis.Proration.Basis, basis.Cycle.AnchoredAt(basis.CycleFrom), basis.Period, basis.Covered.AsSpan());
        return checked((int)(((long)block.Minutes * frame.CoveredUnits + frame.Units - 1) / frame.Units));
    }

    // never before its first day: of a period that its part no longer covers there is what was consumed
    private static LocalDate LastDay(BlockTerms block, in PartCoverage coverage, in BillingSlot slot, LocalDate first)
    {
        var last = block.ValidMonths is { } months ? first.PlusMonths(months).PlusDays(-1) : slot.Days.LastDay;
        return coverage.EndExclusive is { } end && end <= last ? LocalDate.Max(end.PlusDays(-1), first) : last;
    }

    // through the next period that has a block: those that are suspended as a whole have none
    private static LocalDate CarriedThrough(Contract contract, BlockTerms block, in PartCoverage coverage, in BillingSlot slot, LocalDate lastDay)
    {
        for (var next = BillingSlots.Next(contract, slot); coverage.IsCoveredFrom(next.Start); next = BillingSlots.Next(contract, next))
        {
            if (FirstCovered(coverage, next.Days) is { } first)
            {
                return LocalDate.Max(LastDay(block, coverage, next, first), lastDay);
            }
        }

        return lastDay;
    }

    private static LocalDate? FirstCovered(in PartCoverage coverage, DatePeriod days)
    {
        var runs = coverage.MaxRuns <= 16 ? stackalloc DatePeriod[16] : new DatePeriod[coverage.MaxRuns];
        return coverage.Within(days, runs) > 0 ? runs[0].Start : null;
    }
}
