using NodaTime;
using Psa.Contracts;
using Psa.Usage;

namespace Psa.Charges;

/// <summary>Makes one quantity and one cost of a period's readings.</summary>
internal static class Usages
{
    /// <summary>Adds up the readings on covered days.</summary>
    /// <param name="records">The readings, ascending by date.</param>
    /// <param name="covered">The covered days, runs in order.</param>
    /// <param name="aggregation">How readings become a quantity.</param>
    internal static UsageTotal Total(IReadOnlyList<UsageRecord> records, ReadOnlySpan<DatePeriod> covered, UsageAggregation aggregation)
    {
        var total = new UsageTotal();
        var index = covered.IsEmpty ? records.Count : FirstOnOrAfter(records, covered[0].Start);
        var run = 0;
        for (; index < records.Count; index++)
        {
            var record = records[index];
            while (run < covered.Length && record.Date >= covered[run].EndExclusive)
            {
                run++;
            }

            if (run == covered.Length)
            {
                break;
            }

            if (record.Date >= covered[run].Start)
            {
                total.Add(record);
            }
        }

        total.Close(aggregation);
        return total;
    }

    private static int FirstOnOrAfter(IReadOnlyList<UsageRecord> records, LocalDate date)
    {
        var (low, high) = (0, records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (records[middle].Date < date)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    internal struct UsageTotal
    {
        private decimal _sum;
        private decimal _last;
        private decimal _maximum;

        internal int Readings { get; private set; }

        internal decimal Quantity { get; private set; }

        internal decimal Cost { get; private set; }

        internal Currency CostCurrency { get; private set; }

        internal bool LacksCost { get; private set; }

        internal bool MixesCurrencies { get; private set; }

        internal string? Unit { get; private set; }

        internal string? OtherUnit { get; private set; }

        internal void Add(UsageRecord record)
        {
            Unit ??= record.Unit;
            OtherUnit = record.Unit == Unit ? OtherUnit : record.Unit;
            _maximum = Readings == 0 ? record.Quantity : Math.Max(_maximum, record.Quantity);
            Readings++;
            _sum += record.Quantity;
            _last = record.Quantity;
            if (record.Cost is not { } cost)
            {
                LacksCost = true;
                return;
            }

            MixesCurrencies |= !CostCurrency.IsNone && CostCurrency != cost.Currency;
            CostCurrency = cost.Currency;
            Cost += cost.Amount;
        }

        internal void Close(UsageAggregation aggregation)
        {
            Quantity = Readings == 0 ? 0m : aggregation switch
            {
                UsageAggregation.Sum => _sum,
                UsageAggregation.Last => _last,
                UsageAggregation.Maximum => _maximum,
                UsageAggregation.Average => decimal.Round(_sum / Readings, Decimals.OfQuantities, MidpointRounding.ToZero),
                _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "No such aggregation."),
            };
        }
    }
}
