using NodaTime;

namespace Psa.Domain.Tests.Borne;

internal enum PlainCharge
{
    /// <summary>What a fixed or committed quantity costs.</summary>
    Fee,

    /// <summary>What was used in arrears.</summary>
    Usage,

    /// <summary>What was used above the committed quantity.</summary>
    Overage,
}

/// <summary>
/// What each period of a part should cost, by the words of the rules, day by day and as slowly as that is. It shares no code with the library.
/// </summary>
internal static class PlainExpected
{
    /// <summary>Gives what is expected of each period that begins through a day, in minor units; <see langword="null"/> where usage below zero is an obstacle. Periods without a covered day aren't listed: of them 0 is expected.</summary>
    internal static SortedDictionary<(LocalDate Period, PlainCharge Charge), long?> Of(PlainPart part, LocalDate through)
    {
        var expected = new SortedDictionary<(LocalDate, PlainCharge), long?>();
        foreach (var slot in PlainSlots.Of(part, through))
        {
            var covered = slot.Days.Where(day => IsCovered(part, day)).Select(day => PlainPrices.On(part, day)).ToList();
            if (covered.Count == 0)
            {
                continue;
            }

            // costs are known after the period only
            var isInAdvance = slot.InAdvance && covered[0].Scheme is not PlainCostPlus;
            if (part.IsUsage && !isInAdvance)
            {
                expected.Add((slot.First, PlainCharge.Usage), Usage(part, covered));
                continue;
            }

            expected.Add((slot.First, PlainCharge.Fee), Fee(part, slot, InAdvance(part, covered)));
            if (part.IsUsage)
            {
                expected.Add((slot.First, PlainCharge.Overage), Overage(part, slot, InAdvance(part, covered)));
            }
        }

        return expected;
    }

    /// <summary>Gives the running total of a period before a day: a line for [a, b) is that of b less that of a.</summary>
    internal static long Before(PlainPart part, LocalDate period, LocalDate day)
    {
        var slot = PlainSlots.Of(part, period).Single(slot => slot.First == period);
        var covered = slot.Days.Where(one => IsCovered(part, one)).Select(one => PlainPrices.On(part, one)).ToList();
        var (days, full) = Units(slot, covered);
        var total = Fraction.Zero;
        foreach (var (terms, units) in days.Where(one => one.Terms.Day < day))
        {
            total += terms.AmountOf(terms.Committed, Fraction.Zero) * units / full;
        }

        return total.Round(part.Digits).InUnits(part.Digits);
    }

    internal static bool IsCovered(PlainPart part, LocalDate day) =>
        day >= part.Start
        && !(day > part.ContractLastDay) && !(day > part.TerminatedOn) && !(day > part.PartLastDay)
        && !(day <= part.TrialLastDay) && !(day < part.BillFrom)
        && !part.Suspensions.Any(pause => day >= pause.From && !(day > pause.LastDay));

    /// <summary>Gives how many units of the full period each covered day has, and of whose terms; and how many the full period has.</summary>
    internal static (List<(PlainDayTerms Terms, Fraction Units)> Days, Fraction Full) Units(PlainSlot slot, List<PlainDayTerms> covered)
    {
        var days = Period.DaysBetween(slot.FullStart, slot.FullEnd);
        switch (slot.Policy.Basis)
        {
            case PlainBasis.FullPeriod:
                return ([(covered[0], 1)], 1);
            case PlainBasis.Waive:
                return ([(covered[0], covered.Count == days ? 1 : 0)], 1);
            case PlainBasis.Thirty360:
                return (covered.ConvertAll(terms => (terms, (Fraction)(Thirty(slot, terms.Day.PlusDays(1)) - Thirty(slot, terms.Day)))), 30 * slot.Months);
            case PlainBasis.FixedDaysOfMonth:
                return Fixed(covered, days, slot.Policy.FixedDays * slot.Months);
            case PlainBasis.FixedDaysOfYear:
                return Fixed(covered, days, (Fraction)(slot.Policy.FixedDays * slot.Months) / 12);
            case PlainBasis.MonthsThenDays:
                return (covered.ConvertAll(terms => (terms, 1 / (Fraction)DaysOfMonth(slot, terms.Day))), slot.Months);
            default:
                return (covered.ConvertAll(terms => (terms, (Fraction)1)), days);
        }
    }

    // T = 360 Y + 30 M + min(D, 30); the period's own bounds count as the anchor day
    private static long Thirty(PlainSlot slot, LocalDate day) =>
        (360L * day.Year) + (30 * day.Month) + Math.Min(day == slot.FullStart || day == slot.FullEnd ? slot.AnchorDay : day.Day, 30);

    // how many days the month that holds a day has, from anchor day to anchor day
    private static int DaysOfMonth(PlainSlot slot, LocalDate day)
    {
        var month = new LocalDate(slot.FullStart.Year, slot.FullStart.Month, 1);
        while (PlainSlots.On(month.PlusMonths(1), slot.AnchorDay) <= day)
        {
            month = month.PlusMonths(1);
        }

        return Period.DaysBetween(PlainSlots.On(month, slot.AnchorDay), PlainSlots.On(month.PlusMonths(1), slot.AnchorDay));
    }

    // each covered day is one until they are all; the last of a fully covered period takes what is left
    private static (List<(PlainDayTerms Terms, Fraction Units)> Days, Fraction Full) Fixed(List<PlainDayTerms> covered, int days, Fraction full)
    {
        var (units, before) = (new List<(PlainDayTerms, Fraction)>(), Fraction.Zero);
        for (var i = 0; i < covered.Count; i++)
        {
            var after = covered.Count == days && i == days - 1 ? full : Fraction.Min(full, i + 1);
            units.Add((covered[i], after - before));
            before = after;
        }

        return (units, full);
    }

    // a scheme of costs, which are known after the period only, begins with the next period: until then what was charged in advance goes on, and rises
    private static List<PlainDayTerms> InAdvance(PlainPart part, List<PlainDayTerms> covered)
    {
        var (days, agreed) = (new List<PlainDayTerms>(), covered[0].Day);
        foreach (var day in covered)
        {
            agreed = day.Scheme is PlainCostPlus ? agreed : day.Day;
            days.Add(PlainPrices.On(part, day.Day, agreed));
        }

        return days;
    }

    private static long Fee(PlainPart part, PlainSlot slot, List<PlainDayTerms> covered)
    {
        var (days, full) = Units(slot, covered);
        var (sum, piece) = (Fraction.Zero, Fraction.Zero);
        PlainDayTerms? last = null;
        foreach (var (terms, units) in days)
        {
            // a line names days in a row
            if (slot.Policy.PerPiece && last is not null && (last.Day.PlusDays(1) != terms.Day || !last.IsAs(terms)))
            {
                (sum, piece) = (sum + piece.Round(part.Digits), Fraction.Zero);
            }

            piece += terms.AmountOf(terms.Committed, Fraction.Zero) * units / full;
            last = terms;
        }

        return (sum + piece.Round(part.Digits)).InUnits(part.Digits);
    }

    // whole, by the terms of the first covered day, whether there is a reading or not
    private static long? Usage(PlainPart part, List<PlainDayTerms> covered)
    {
        var (quantity, cost) = Used(part, covered);
        var terms = covered[0];
        var billable = quantity < terms.MinimumQuantity && terms.MinimumQuantity.Sign > 0 ? terms.MinimumQuantity : quantity;
        return quantity.Sign < 0 && terms.Scheme.RefusesNegative ? null : terms.AmountOf(billable, cost).Round(part.Digits).InUnits(part.Digits);
    }

    // A(max(actual, c)) - A(c), c being what was committed over the period, cut to 15 decimals; nothing committed lifts no total to zero
    private static long? Overage(PlainPart part, PlainSlot slot, List<PlainDayTerms> covered)
    {
        var (days, full) = Units(slot, covered);
        var committed = Fraction.Zero;
        foreach (var (day, units) in days)
        {
            committed += day.Committed * units / full;
        }

        committed = committed.Cut(15);
        var (quantity, cost) = Used(part, covered);
        if (quantity.Sign < 0 && covered[0].Scheme.RefusesNegative)
        {
            return null;
        }

        var terms = covered[0];
        var actual = committed.Sign == 0 ? quantity : Fraction.Max(quantity, committed);
        return (terms.AmountOf(actual, cost) - terms.AmountOf(committed, cost)).Round(part.Digits).InUnits(part.Digits);
    }

    private static (Fraction Quantity, Fraction Cost) Used(PlainPart part, List<PlainDayTerms> covered)
    {
        var (quantity, cost) = (Fraction.Zero, Fraction.Zero);
        var readings = part.Usage.Where(reading => covered.Exists(terms => terms.Day == reading.Day)).ToList();
        foreach (var reading in readings)
        {
            cost += reading.Cost;
        }

        // of each counter by itself, then added
        foreach (var counter in readings.Select(reading => reading.Counter).Distinct())
        {
            quantity += Of(part.Aggregation, readings.FindAll(reading => reading.Counter == counter));
        }

        return (quantity, cost);
    }

    private static Fraction Of(PlainAggregation aggregation, List<PlainUsage> readings)
    {
        var sum = readings.Aggregate(Fraction.Zero, (sum, reading) => sum + reading.Quantity);
        return aggregation switch
        {
            PlainAggregation.Sum => sum,
            PlainAggregation.Last => readings.OrderBy(reading => reading.Day).ThenBy(reading => reading.Hour).ThenBy(reading => reading.Id, StringComparer.Ordinal).Last().Quantity,
            PlainAggregation.Maximum => readings.Max(reading => reading.Quantity),
            _ => (sum / readings.Count).Cut(15),
        };
    }
}
