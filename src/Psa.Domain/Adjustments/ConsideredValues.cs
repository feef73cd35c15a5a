using NodaTime;
using Psa.Charges;

namespace Psa.Adjustments;

/// <summary>Counts what was taken into account of a line (R-ADJ, R-ADJ-PERIOD): exact amounts, and runs of days with the net whose share was taken of them.</summary>
internal static class ConsideredValues
{
    /// <summary>Gives what a value comes to on some days: the share of its net by days, or all of it where it has no period.</summary>
    internal static ExactQuotient Within(this ConsideredValue value, DatePeriod days)
    {
        if (value is not { Period: { } period, Days: { } own })
        {
            return ExactQuotient.Of(value.Value, value.Divisor ?? 1m).Times(value.Times);
        }

        return own.Intersect(days) is { } both
            ? ExactQuotient.Of(ExactAmount.Of(Share(value.Value.Round(Rounding.HalfUp), period, both))).Times(value.Times)
            : ExactQuotient.Zero(value.Value.Currency);
    }

    /// <summary>Gives what a value comes to on all its days.</summary>
    internal static ExactQuotient All(this ConsideredValue value) => value.Within(value.Days ?? default);

    /// <summary>Gives what some values of a currency come to together.</summary>
    internal static ExactQuotient Sum(this IEnumerable<ConsideredValue> values, Currency currency)
    {
        var sum = ExactQuotient.Zero(currency);
        foreach (var value in values)
        {
            sum += value.All();
        }

        return sum;
    }

    /// <summary>Gives what is to be added to what was taken, so that some days count exactly with a value.</summary>
    /// <param name="taken">What was taken so far.</param>
    /// <param name="now">The value now, or nothing.</param>
    /// <param name="date">The date of the line, which decides about what was taken as a whole.</param>
    /// <param name="days">The days that are compared.</param>
    internal static ValueList<ConsideredValue> Towards(this ValueList<ConsideredValue> taken, ConsideredValue? now, LocalDate date, DatePeriod days)
    {
        var change = new List<ConsideredValue>(taken.Count + 1);
        foreach (var value in taken)
        {
            if (value.Days is not { } own)
            {
                change.AddRange(days.Contains(date) ? [value with { Times = -value.Times }] : []);
            }
            else if (own.Intersect(days) is { } both)
            {
                change.Add(value with { Days = both, Times = -value.Times });
            }
        }

        if (now is not null)
        {
            change.Add(now);
        }

        return Tidy(change);
    }

    /// <summary>Adds what one more adjustment took.</summary>
    internal static ValueList<ConsideredValue> Plus(this ValueList<ConsideredValue> taken, ValueList<ConsideredValue> more) => Tidy([.. taken, .. more]);

    /// <summary>Takes off what an adjustment had taken: what later ones took stays, as the difference it was.</summary>
    internal static ValueList<ConsideredValue> Less(this ValueList<ConsideredValue> taken, ValueList<ConsideredValue> back)
    {
        var all = new List<ConsideredValue>(taken);
        foreach (var value in back)
        {
            all.Add(value with { Times = -value.Times });
        }

        return Tidy(all);
    }

    private static Money Share(Money net, DatePeriod period, DatePeriod days)
    {
        var cuts = new List<LocalDate>(2);
        if (days.Start > period.Start)
        {
            cuts.Add(days.Start);
        }

        if (days.EndExclusive < period.EndExclusive)
        {
            cuts.Add(days.EndExclusive);
        }

        // always alike, whatever an entity rounds like later: what was taken stands
        return Proration.Split(net, period, cuts.ToArray(), Rounding.HalfUp)[days.Start > period.Start ? 1 : 0];
    }

    // one value a tax code and currency, and of each net the runs of days on which it counts, in an order of their own
    private static ValueList<ConsideredValue> Tidy(List<ConsideredValue> values)
    {
        var (sums, runs) = (new Dictionary<(string, Currency), ExactQuotient>(), new Dictionary<(string Code, ExactAmount Net, DatePeriod Period), SortedDictionary<LocalDate, int>>());
        foreach (var value in values)
        {
            if (value is not { Period: { } period, Days: { } days })
            {
                var key = (value.TaxCode, value.Value.Currency);
                sums[key] = (sums.TryGetValue(key, out var sum) ? sum : ExactQuotient.Zero(value.Value.Currency)) + value.All();
                continue;
            }

            // the share of −x is the opposite of that of x
            var (net, times) = value.Value.Sign < 0 ? (-value.Value, -value.Times) : (value.Value, value.Times);
            var own = (value.TaxCode, net, period);
            if (!runs.TryGetValue(own, out var steps))
            {
                runs.Add(own, steps = []);
            }

            steps[days.Start] = steps.GetValueOrDefault(days.Start) + times;
            steps[days.EndExclusive] = steps.GetValueOrDefault(days.EndExclusive) - times;
        }

        var tidy = new List<ConsideredValue>();
        foreach (var ((code, _), sum) in sums)
        {
            if (!sum.IsZero)
            {
                tidy.Add(new(code, sum.Value, Divisor: sum.Divisor.IsOne ? null : (decimal)sum.Divisor));
            }
        }

        foreach (var ((code, net, period), steps) in runs)
        {
            if (!net.IsZero)
            {
                AddRuns(tidy, code, net, period, steps);
            }
        }

        tidy.Sort(Compare);
        return tidy.ToValueList();
    }

    private static void AddRuns(List<ConsideredValue> tidy, string code, ExactAmount net, DatePeriod period, SortedDictionary<LocalDate, int> steps)
    {
        var (start, times) = (default(LocalDate), 0);
        foreach (var (day, step) in steps)
        {
            if (step == 0)
            {
                continue;
            }

            if (times != 0)
            {
                tidy.Add(new(code, net, period, DatePeriod.Create(start, day), times));
            }

            (start, times) = (day, times + step);
        }
    }

    private static int Compare(ConsideredValue one, ConsideredValue other)
    {
        var order = string.CompareOrdinal(one.TaxCode, other.TaxCode);
        order = order != 0 ? order : string.CompareOrdinal(one.Value.Currency.Code, other.Value.Currency.Code);
        order = order != 0 ? order : Nullable.Compare(one.Period?.Start, other.Period?.Start);
        order = order != 0 ? order : Nullable.Compare(one.Period?.EndExclusive, other.Period?.EndExclusive);
        order = order != 0 ? order : Nullable.Compare(one.Days?.Start, other.Days?.Start);
        return order != 0 ? order : one.Value.CompareTo(other.Value);
    }
}
