using System.Numerics;
using System.Runtime.InteropServices;
using NodaTime;
using Psa.Contracts;
using Psa.Usage;

namespace Psa.Charges;

/// <summary>Makes one quantity and one cost of a period's readings.</summary>
internal static class Usages
{
    /// <summary>Adds up the readings on covered days: those of each counter by themselves, unless they are summed.</summary>
    /// <param name="records">The readings, ascending by date.</param>
    /// <param name="covered">The covered days, runs in order.</param>
    /// <param name="aggregation">How readings become a quantity.</param>
    /// <param name="units">The units that are converted, and into which; <see langword="null"/> for none.</param>
    /// <exception cref="RuleViolationException"><c>unit.not_exact</c>; <c>money.overflow</c>.</exception>
    internal static UsageTotal Total(IReadOnlyList<UsageRecord> records, ReadOnlySpan<DatePeriod> covered, UsageAggregation aggregation, UsageUnits? units = null)
    {
        var total = new UsageTotal(units);
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
                total.Add(record, aggregation);
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

    internal struct UsageTotal(UsageUnits? units)
    {
        private Dictionary<string, CounterTotal>? _counters;

        // summed before they are converted: three thirds are one, exactly
        private Dictionary<string, decimal>? _sumsOfOtherUnits;
        private string? _otherUnit;

        internal int Readings { get; private set; }

        internal decimal Quantity { get; private set; }

        /// <summary>Gets the sum of the costs of one currency; of none while no reading has a cost.</summary>
        internal ExactAmount Cost { get; private set; }

        internal bool LacksCost { get; private set; }

        internal bool MixesCurrencies { get; private set; }

        internal string? Unit { get; private set; }

        internal readonly string? OtherUnit => _otherUnit == Unit ? null : _otherUnit;

        internal void Add(UsageRecord record, UsageAggregation aggregation)
        {
            Readings++;
            var isConverted = units is not null && record.Unit != units.Wanted && units.Knows(record.Unit);
            var unit = isConverted ? units!.Wanted : record.Unit;
            Unit = Unit is null || string.CompareOrdinal(unit, Unit) < 0 ? unit : Unit;
            _otherUnit = string.CompareOrdinal(unit, _otherUnit) > 0 ? unit : _otherUnit;
            if (aggregation != UsageAggregation.Sum)
            {
                _counters ??= new(StringComparer.Ordinal);
                CollectionsMarshal.GetValueRefOrAddDefault(_counters, record.Counter, out _).Add(record, isConverted ? units!.Convert(record.Quantity, record.Unit) : record.Quantity);
            }
            else if (isConverted)
            {
                _sumsOfOtherUnits ??= new(StringComparer.Ordinal);
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sumsOfOtherUnits, record.Unit, out _);
                sum = Exact(sum, record.Quantity);
            }
            else
            {
                Quantity = Exact(Quantity, record.Quantity);
            }

            if (record.Cost is not { } cost)
            {
                LacksCost = true;
            }
            else if (Cost.Currency.IsNone || Cost.Currency == cost.Currency)
            {
                Cost = Cost.Currency.IsNone ? cost : Cost + cost;
            }
            else
            {
                MixesCurrencies = true;
            }
        }

        internal void Close(UsageAggregation aggregation)
        {
            foreach (var (_, counter) in _counters ?? [])
            {
                Quantity = Exact(Quantity, counter.Of(aggregation));
            }

            foreach (var (unit, sum) in _sumsOfOtherUnits ?? [])
            {
                Quantity = Exact(Quantity, units!.Convert(sum, unit));
            }
        }
    }

    /// <summary>The readings of one counter.</summary>
    private struct CounterTotal
    {
        private UsageRecord? _last;
        private decimal _lastQuantity;
        private decimal _sum;
        private decimal _maximum;
        private int _readings;

        internal void Add(UsageRecord record, decimal quantity)
        {
            _maximum = _last is null ? quantity : Math.Max(_maximum, quantity);
            (_last, _lastQuantity) = _last is null || Compare(_last, _lastQuantity, record, quantity) < 0 ? (record, quantity) : (_last, _lastQuantity);
            _sum = Exact(_sum, quantity);
            _readings++;
        }

        internal readonly decimal Of(UsageAggregation aggregation) => aggregation switch
        {
            UsageAggregation.Last => _lastQuantity,
            UsageAggregation.Maximum => _maximum,
            UsageAggregation.Average => Mean(_sum, _readings),
            _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "No such aggregation."),
        };

        // by moment, then source id; what is alike in both, by what it says: nothing hangs on ids of ours, or on the order of import
        private static int Compare(UsageRecord left, decimal leftQuantity, UsageRecord right, decimal rightQuantity) =>
            left.Start.CompareTo(right.Start) is var byMoment and not 0 ? byMoment
            : string.CompareOrdinal(left.SourceId, right.SourceId) is var byId and not 0 ? byId
            : string.CompareOrdinal(left.SourceCode, right.SourceCode) is var bySource and not 0 ? bySource
            : leftQuantity.CompareTo(rightQuantity);
    }

    // a decimal rounds a sum that has too many digits for it, and doesn't say so
    private static decimal Exact(decimal sum, decimal quantity)
    {
        var total = sum + quantity;
        return total - sum == quantity && total - quantity == sum
            ? total
            : throw new RuleViolationException(MoneyErrors.Overflow, FormattableString.Invariant($"{sum} and {quantity} of usage have more digits together than a quantity can hold: import them in a larger unit."));
    }

    private static decimal Mean(decimal sum, int readings)
    {
        var mantissa = BigInteger.Divide((BigInteger)ExactInteger.Mantissa(sum, out var scale) * BigInteger.Pow(10, Decimals.OfQuantities), readings) / BigInteger.Pow(10, scale);
        return BigInteger.Abs(mantissa) <= (BigInteger)decimal.MaxValue
            ? (decimal)mantissa / (decimal)ExactInteger.PowerOfTen(Decimals.OfQuantities)
            : throw new RuleViolationException(MoneyErrors.Overflow, FormattableString.Invariant($"The mean of {sum} of usage has more digits than a quantity can hold: import it in a larger unit."));
    }
}
