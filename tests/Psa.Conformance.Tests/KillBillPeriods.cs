using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Kill Bill's recurring items: cycle, start, end and target date → periods with exact fractions.</summary>
internal static class KillBillPeriods
{
    private static readonly ProrationPolicy Policy = ProrationPresets.KillBill;

    public static Verdict Items(Case given)
    {
        if (given.Json.Text("kb_quirk") is not null)
        {
            return Quirk(given);
        }

        var answer = Answer(given.Json);
        var pairs = new List<(string, object?, object?)>
        {
            ("items", Describe(given.Json.GetProperty("expected_items")), string.Join("; ", answer.Items)),
            ("fraction", Rational.Parse(given.Json.Text("fraction")!), answer.Sum),
        };
        if (given.Json.DateOrNull("next_billing_cycle_date") is { } next)
        {
            pairs.Add(("next billing cycle date", next, answer.Next));
        }

        return Verdict.Same([.. pairs]);
    }

    public static Verdict Interval(Case given)
    {
        var schedule = ScheduleOf(given.Json);
        var expected = given.Json.GetProperty("expected_interval");
        var pairs = new List<(string, object?, object?)> { ("first", expected.Date("first_billing_cycle_date"), schedule.FirstBoundary) };
        if (given.Json.DateOrNull("target_date") is not null)
        {
            var until = schedule.DueUntil(BillThrough(given.Json, schedule));
            pairs.Add(("something to bill", expected.Flag("has_something_to_bill"), until is not null));
            pairs.Add(("effective end", expected.DateOrNull("effective_end_date"), until));
            pairs.Add(("last", expected.DateOrNull("last_billing_cycle_date"), until is { } date ? schedule.Cycle.BoundaryOnOrBefore(date) : null));
            pairs.Add(("next", expected.DateOrNull("next_billing_cycle_date"), Next(schedule, until)));
        }

        return Verdict.Same([.. pairs]);
    }

    public static Verdict Invalid(Case given)
    {
        try
        {
            var schedule = ScheduleOf(given.Json);
            schedule.RequireStartedBy(given.Json.Date("target_date"));
        }
        catch (RuleViolationException refusal) when (refusal.Code is CycleErrors.EndBeforeStart or CycleErrors.BillThroughBeforeStart)
        {
            return Verdict.Passed;
        }

        return Verdict.Failed("was not refused");
    }

    /// <summary>What Kill Bill gets wrong: ours must keep to spec 1's properties, be aligned where the case says so, or refuse.</summary>
    public static Verdict Quirk(Case given)
    {
        try
        {
            var (items, _, sum) = Answer(given.Json);
            if (given.Json.Text("expected_error") is { } error)
            {
                return Verdict.Failed($"was not refused as {error}");
            }

            var whole = Rational.Zero;
            foreach (var item in items)
            {
                if (item.Fraction < Rational.Zero || item.Fraction > Rational.One)
                {
                    return Verdict.Failed($"{item} is outside [0, 1]");
                }

                whole += item.Fraction;
            }

            return Verdict.Same(
                ("sum of pieces", sum, whole),
                ("aligned fraction", given.Json.Text("bcd_aligned_fraction") is { } aligned ? Rational.Parse(aligned) : sum, sum));
        }
        catch (RuleViolationException refusal)
        {
            var isExpected = refusal.Code == CycleErrors.BadAnchor ? given.Json.Text("expected_error") is not null : refusal.Code == ProrationErrors.BasisNotForWeeks;
            return isExpected ? Verdict.Passed : Verdict.Failed(refusal.Code);
        }
    }

    /// <summary>Kill Bill's fixed days are days of a fixed month inside a month, and 30/360 across the end of one.</summary>
    public static ProrationBasis FixedBasis(int days, DatePeriod covered) =>
        days == 30 && covered.Start.ToYearMonth() != covered.EndExclusive.ToYearMonth() ? ProrationBasis.Thirty360 : ProrationBasis.FixedDaysAMonth(days);

    private static (List<Item> Items, LocalDate Next, Rational Sum) Answer(JsonElement json)
    {
        var schedule = ScheduleOf(json);
        var items = new List<Item>();
        var sum = Rational.Zero;
        var billThrough = BillThrough(json, schedule);
        foreach (var due in schedule.DueThrough(billThrough))
        {
            var frame = new ProrationFrame(BasisOf(json, due.Covered), schedule.Cycle, due.Full, [due.Covered]);
            var item = new Item(due.Covered, Rational.Of(frame.Fraction.Numerator, frame.Fraction.Denominator));
            items.Add(item);
            sum += item.Fraction;
        }

        return (items, Next(schedule, schedule.DueUntil(billThrough)), sum);
    }

    private static LocalDate Next(BillingSchedule schedule, LocalDate? until) => until is { } date ? schedule.Cycle.BoundaryAfter(date) : schedule.FirstBoundary;

    private static BillingSchedule ScheduleOf(JsonElement json)
    {
        var start = json.Date("start");
        return BillingSchedule.Create(
            CycleOf(json, start).AnchoredAt(start),
            json.Text("mode") == "IN_ADVANCE" ? BillingTiming.InAdvance : BillingTiming.InArrears,
            start,
            json.DateOrNull("end") is { } end ? Policy.EndExclusive(end) : null);
    }

    public static BillingCycle CycleOf(JsonElement json, LocalDate start)
    {
        var months = json.Text("period") switch
        {
            "MONTHLY" => 1,
            "BIMESTRIAL" => 2,
            "QUARTERLY" => 3,
            "TRIANNUAL" => 4,
            "BIANNUAL" => 6,
            "ANNUAL" => 12,
            "SESQUIENNIAL" => 18,
            "BIENNIAL" => 24,
            "TRIENNIAL" => 36,
            _ => 0,
        };
        return (json.Text("period"), months) switch
        {
            (_, > 0) => BillingCycle.EveryMonths(months).OnDay(json.Int("billing_cycle_day")),
            ("WEEKLY", _) => BillingCycle.EveryWeeks(1, start),
            ("BIWEEKLY", _) => BillingCycle.EveryWeeks(2, start),
            var (period, _) => throw new NotSupportedException($"no cycle of {period}: cycles are months or weeks"),
        };
    }

    private static ProrationBasis BasisOf(JsonElement json, DatePeriod covered) =>
        json.At("proration_fixed_days")?.GetInt32() is { } days and not 0 ? FixedBasis(days, covered) : Policy.Basis;

    // in arrears their target date is the first day no longer billed; "greedy" goes on to the end of the period that holds it
    private static LocalDate BillThrough(JsonElement json, BillingSchedule schedule)
    {
        var target = json.Date("target_date");
        if (schedule.Timing == BillingTiming.InAdvance)
        {
            return target;
        }

        return (json.Flag("in_arrear_greedy") ? schedule.Cycle.BoundaryOnOrAfter(target) : target).PlusDays(-1);
    }

    private static string Describe(JsonElement items) =>
        string.Join("; ", items.EnumerateArray().Select(item => new Item(DatePeriod.Create(item.Date("start"), item.Date("end")), Rational.Parse(item.Text("fraction")!))));

    private sealed record Item(DatePeriod Days, Rational Fraction)
    {
        public override string ToString() => $"{Days} {Fraction}";
    }
}
