using NodaTime;
using Psa.Charges;
using Psa.SalesItems;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>Compares what customers bear with what the final facts and decisions ask.</summary>
internal static class Bearing
{
    /// <summary>Gives the items of each period, by source, slot and charge, in the order of their ordinals.</summary>
    public static IEnumerable<IGrouping<(Guid Source, LocalDate Slot, ChargeKind Charge), SalesItem>> Periods(IEnumerable<SalesItem> items) =>
        items.Where(i => i.PeriodStart is not null).OrderBy(i => i.Ordinal).GroupBy(i => (i.SourceId, i.PeriodStart!.Value, i.Charge));

    /// <summary>Checks every period.</summary>
    /// <param name="items">All items there are.</param>
    /// <param name="due">What one run through the last day of all runs bills.</param>
    /// <param name="later">What one run long after it bills: a period that was billed once is compared whatever is due.</param>
    public static void Check(
        IEnumerable<SalesItem> items,
        IReadOnlyDictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money> due,
        IReadOnlyDictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money> later)
    {
        var periods = Periods(items).ToList();
        foreach (var period in periods)
        {
            var all = period.ToList();
            var counting = all.FindAll(i => !i.Released);
            var expected = (counting.Count > 0 ? later : due).GetValueOrDefault(period.Key, Money.Zero(all[0].Currency));
            Assert.Equal((period.Key, Settlement.Target(all, expected)), (period.Key, Sum(counting.Select(i => i.Borne()), expected.Currency)));
            Assert.Equal((period.Key, expected), (period.Key, Sum(counting.Select(i => i.Computed), expected.Currency)));
        }

        Assert.Empty(due.Where(d => !d.Value.IsZero).Select(d => d.Key).Except(periods.Select(p => p.Key)));
    }

    public static Money Sum(IEnumerable<Money> money, Currency currency) => money.Aggregate(Money.Zero(currency), (sum, one) => sum + one);

    /// <summary>Gives what the items of one run bill, by period.</summary>
    public static Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money> ByPeriod(IEnumerable<SalesItem> items) =>
        items.ToDictionary(i => (i.SourceId, i.PeriodStart!.Value, i.Charge), i => i.Net);
}
