using NodaTime;
using Psa.Adjustments;
using static Psa.Domain.Tests.Adjustments.Panes;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>
/// Plays a history of adjustments beside a model of its own: what was taken is counted day by day, in amounts, and what was performed in decimals. Nothing of it is read from what the rules keep.
/// </summary>
internal sealed class AdjustmentPlay
{
    private readonly Panes _panes = new();
    private readonly List<ModelLine> _lines;
    private readonly List<Made> _made = [];

    internal AdjustmentPlay(List<ModelLine> lines) => _lines = lines;

    /// <summary>Adjusts some lines for some days, and holds the result against the model.</summary>
    internal bool Adjust(int chosen, int first, int days)
    {
        var window = DatePeriod.Create(Quarter.Start.PlusDays(first), Quarter.Start.PlusDays(Math.Min(90, first + days)));
        var selected = _lines.Where((line, i) => (chosen >> i & 1) == 1 && (!line.IsGone || line.WasTaken)).ToList();
        var left = selected.FindAll(static line => line.IsBilled);
        var right = selected.FindAll(static line => !line.IsBilled);
        var made = _panes.Adjust([.. left.Select(static line => line.Now)], [.. right.Select(static line => line.Now)], window);
        var expected = selected.Select(line => (Line: line, Taken: line.Take(window))).ToList();
        foreach (var group in expected.GroupBy(static one => (one.Line.Buyer, one.Line.Code)))
        {
            var billed = group.Where(static one => one.Line.IsBilled).Sum(static one => one.Taken.Values.Sum());
            var performed = group.Where(static one => !one.Line.IsBilled).Sum(static one => one.Taken.Values.Sum());
            var found = made.Differences.AsEnumerable().FirstOrDefault(difference => difference.Buyer == ACustomer(group.Key.Buyer) && difference.TaxCode == group.Key.Code);
            Assert.Equal((billed, Math.Round(performed, 2, MidpointRounding.AwayFromZero)), (found?.Billed.Amount ?? 0m, found?.Performed.Amount ?? 0m));
        }

        _made.Add(new(made, expected));
        return made.Differences.Count > 0;
    }

    /// <summary>Takes an adjustment back.</summary>
    internal bool Cancel(int which)
    {
        if (_made.Count == 0)
        {
            return false;
        }

        var made = _made[which % _made.Count];
        _made.Remove(made);
        _panes.Cancel(made.Comparison);
        foreach (var (line, taken) in made.Taken)
        {
            line.TakeBack(taken);
        }

        return made.Comparison.Differences.Count > 0;
    }

    /// <summary>Changes what a line comes to: a credit by hand, a price found, a correction of what was performed; or it is gone.</summary>
    internal bool Change(int which, decimal value) => _lines[which % _lines.Count].Change(value);

    /// <summary>Adjusts all: then Σ adjustments = performed − billed but for their roundings, and nothing is offered any more.</summary>
    internal void Close()
    {
        Adjust(-1, 0, 90);
        foreach (var group in _lines.GroupBy(static line => (line.Buyer, line.Code)))
        {
            var sum = _made.Sum(made => made.Comparison.Differences.AsEnumerable()
                .Where(difference => difference.Buyer == ACustomer(group.Key.Buyer) && difference.TaxCode == group.Key.Code).Sum(static difference => difference.Amount.Amount));
            var due = group.Sum(static line => line.IsBilled ? -line.Value : line.Value);
            Assert.InRange(sum - due, -0.005m * _made.Count, 0.005m * _made.Count);
        }

        Assert.Empty(_panes.Offer([.. _lines.Where(static line => line is { IsBilled: true, IsGone: false }).Select(static line => line.Now)], [.. _lines.Where(static line => line is { IsBilled: false, IsGone: false }).Select(static line => line.Now)]).Lines);
    }

    private sealed record Made(AdjustmentComparison Comparison, List<(ModelLine Line, Dictionary<int, decimal> Taken)> Taken);

    /// <summary>A line of the model: its value by days, and what was taken of each.</summary>
    internal sealed class ModelLine(string id, bool isBilled, string customer, string code, decimal value, (int First, int Days)? period, int date)
    {
        private readonly Dictionary<int, decimal> _taken = [];

        internal bool IsBilled => isBilled;

        internal string Buyer => customer;

        internal string Code => code;

        internal decimal Value { get; private set; } = value;

        internal bool IsGone { get; private set; }

        internal bool WasTaken => _taken.Count > 0;

        internal AdjustmentLine Now
        {
            get
            {
                var line = isBilled ? Billed(id, Value, code, customer) : Performed(id, Value, code, customer);
                return line with
                {
                    Date = Quarter.Start.PlusDays(date),
                    Period = period is { } own ? DatePeriod.Create(Quarter.Start.PlusDays(own.First), Quarter.Start.PlusDays(own.First + own.Days)) : null,
                };
            }
        }

        internal bool Change(decimal value)
        {
            var changes = Value != value;
            (Value, IsGone) = (isBilled || period is not null ? Math.Round(value, 2) : value, value == 0m);
            return changes;
        }

        internal Dictionary<int, decimal> Take(DatePeriod window)
        {
            var taken = new Dictionary<int, decimal>();
            var (from, to) = (Period.DaysBetween(Quarter.Start, window.Start), Period.DaysBetween(Quarter.Start, window.EndExclusive));
            for (var day = from; day < to; day++)
            {
                if (ValueOf(day) is { } now)
                {
                    taken[day] = now - _taken.GetValueOrDefault(day);
                    _taken[day] = now;
                }
            }

            return taken;
        }

        internal void TakeBack(Dictionary<int, decimal> taken)
        {
            foreach (var (day, amount) in taken)
            {
                _taken[day] -= amount;
            }
        }

        // of a period each day has the difference of two running totals
        private decimal? ValueOf(int day)
        {
            if (period is not { } own)
            {
                return day == date ? Value : null;
            }

            var at = day - own.First;
            return at >= 0 && at < own.Days ? UpTo(at + 1) - UpTo(at) : null;

            decimal UpTo(int days) => Math.Round(Value * days / own.Days, 2, MidpointRounding.AwayFromZero);
        }
    }
}
