using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Conformance.Tests;

/// <summary>Kill Bill's recurring items: cycle, start, end and target date → periods with exact fractions.</summary>
internal static class KillBillPeriods
{
    private static readonly ProrationPolicy Policy = ProrationPolicy.KillBill;

    // dear enough that the share of a day never rounds to nothing, of which there would be no item
    private static readonly UnitPrice Price = UnitPrice.Of(1_000_000m, Currency.USD);

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
        var cycle = AnchoredCycleOf(given.Json);
        var expected = given.Json.GetProperty("expected_interval");
        var pairs = new List<(string, object?, object?)> { ("first", expected.Date("first_billing_cycle_date"), cycle.BoundaryOnOrAfter(given.Json.Date("start"))) };
        if (given.Json.DateOrNull("target_date") is not null)
        {
            var until = BilledUntil(given.Json, Bill(given.Json));
            pairs.Add(("something to bill", expected.Flag("has_something_to_bill"), until is not null));
            pairs.Add(("effective end", expected.DateOrNull("effective_end_date"), until));
            pairs.Add(("last", expected.DateOrNull("last_billing_cycle_date"), until is { } date ? cycle.PeriodAt(date).Start : null));
            pairs.Add(("next", expected.DateOrNull("next_billing_cycle_date"), Next(given.Json, until)));
        }

        return Verdict.Same([.. pairs]);
    }

    /// <summary>What ends before it starts is refused when it is saved; a date before the start is no mistake of a run's, it bills nothing.</summary>
    public static Verdict Invalid(Case given)
    {
        var part = PartOf(given.Json, Policy.Basis);
        var isRefused = part.Problems().Any(problem => problem.Code == ContractErrors.EndBeforeStart);
        return isRefused || (given.Json.Date("target_date") < given.Json.Date("start") && Bill(given.Json).Count == 0)
            ? Verdict.Passed
            : Verdict.Failed("was not refused");
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
            var isExpected = refusal.Code == ContractErrors.BadCycleAnchor ? given.Json.Text("expected_error") is not null : refusal.Code == ContractErrors.BasisNotForWeeks;
            return isExpected ? Verdict.Passed : Verdict.Failed(refusal.Code);
        }
    }

    /// <summary>Kill Bill's fixed days are days of a fixed month inside a month, and 30/360 across the end of one.</summary>
    public static ProrationBasis FixedBasis(int days, DatePeriod covered) =>
        days == 30 && covered.Start.ToYearMonth() != covered.EndExclusive.ToYearMonth() ? ProrationBasis.Thirty360 : ProrationBasis.FixedDaysAMonth(days);

    private static (List<Item> Items, LocalDate Next, Rational Sum) Answer(JsonElement json)
    {
        var items = Bill(json);
        return (items, Next(json, BilledUntil(json, items)), items.Aggregate(Rational.Zero, (sum, item) => sum + item.Fraction));
    }

    private static List<Item> Bill(JsonElement json)
    {
        if (json.At("proration_fixed_days")?.GetInt32() is not { } days || days == 0)
        {
            return Bill(json, Policy.Basis);
        }

        ProrationBasis[] bases = [ProrationBasis.FixedDaysAMonth(days), ProrationBasis.Thirty360];
        return [.. bases.SelectMany(basis => Bill(json, basis).Where(item => FixedBasis(days, item.Days) == basis)).OrderBy(item => item.Days.Start)];
    }

    private static List<Item> Bill(JsonElement json, ProrationBasis basis) => [.. PartOf(json, basis).Bill(BillThrough(json)).Select(Item.Of)];

    // in arrears what has been billed reaches the last boundary, which may be the start itself
    private static LocalDate? BilledUntil(JsonElement json, List<Item> items)
    {
        if (items.Count > 0)
        {
            return items[^1].Days.EndExclusive;
        }

        var reached = AnchoredCycleOf(json).PeriodAt(BillThrough(json).PlusDays(1)).Start;
        return TimingOf(json) == BillingTiming.InArrears && reached >= json.Date("start") ? reached : null;
    }

    private static LocalDate Next(JsonElement json, LocalDate? until) =>
        until is { } date ? AnchoredCycleOf(json).PeriodAt(date).EndExclusive : AnchoredCycleOf(json).BoundaryOnOrAfter(json.Date("start"));

    private static BilledPart PartOf(JsonElement json, ProrationBasis basis)
    {
        var start = json.Date("start");
        return BilledPart.Of(
            CycleOf(json, start),
            TimingOf(json),
            start,
            json.DateOrNull("end") is { } end ? Policy.EndExclusive(end).PlusDays(-1) : null,
            PartKind.RecurringService,
            QuantitySource.Fixed,
            PricingScheme.PerUnit,
            new(start, 1m, Price)).Under(Policy with { Basis = basis });
    }

    private static BillingTiming TimingOf(JsonElement json) => json.Text("mode") == "IN_ADVANCE" ? BillingTiming.InAdvance : BillingTiming.InArrears;

    private static AnchoredCycle AnchoredCycleOf(JsonElement json) => CycleOf(json, json.Date("start")).AnchoredAt(json.Date("start"));

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

    // in arrears their target date is the first day no longer billed; "greedy" goes on to the end of the period that holds it
    private static LocalDate BillThrough(JsonElement json)
    {
        var target = json.Date("target_date");
        if (TimingOf(json) == BillingTiming.InAdvance)
        {
            return target;
        }

        return (json.Flag("in_arrear_greedy") ? AnchoredCycleOf(json).BoundaryOnOrAfter(target) : target).PlusDays(-1);
    }

    private static string Describe(JsonElement items) =>
        string.Join("; ", items.EnumerateArray().Select(item => new Item(DatePeriod.Create(item.Date("start"), item.Date("end")), Rational.Parse(item.Text("fraction")!))));

    private sealed record Item(DatePeriod Days, Rational Fraction)
    {
        public static Item Of(SalesItem item) => new(
            item.Period!.Value,
            item.Basis!.Pieces.AsEnumerable().Aggregate(Rational.Zero, (sum, piece) => sum + Rational.Of(piece.Units, item.Basis.Units)));

        public override string ToString() => $"{Days} {Fraction}";
    }
}
