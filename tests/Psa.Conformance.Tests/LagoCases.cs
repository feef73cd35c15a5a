using System.Text.Json;
using NodaTime;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Lago's subscriptions: inclusive dates, each fee rounded.</summary>
internal static class LagoCases
{
    private static readonly ProrationPolicy Policy = ProrationPolicy.Lago;

    public static Verdict SubscriptionFee(Case given)
    {
        var (period, start, trial) = (Inclusive(given.Inputs.GetProperty("period")), given.Inputs.Date("start"), given.Inputs.Int("trial_days"));
        var part = Part(
            CycleOf(period), period.Start, given.Inputs.DateOrNull("end_inclusive"), PricingScheme.Flat, 1m, UnitPrice.Of(Minor(given.Inputs, "amount_minor").Amount, Currency.EUR));
        var fee = part.FromDay(start).OnTrial(trial == 0 ? null : start.PlusDays(trial - 1)).Total(period.LastDay, given.Rounding);
        var tax = given.Inputs.NumberOrNull("tax_rate") is { } rate ? ExactAmount.Of(fee).Times(Percent.Of(rate)).Round(given.Rounding) : Money.Zero(Currency.EUR);
        return Verdict.Same(
            ("fee", given.Expected.Int("amount_minor"), (int)fee.MinorUnits),
            ("tax", given.Expected.At("tax_minor")?.GetInt32() ?? 0, (int)tax.MinorUnits),
            ("total", given.Expected.At("total_minor")?.GetInt32() ?? (int)fee.MinorUnits, (int)(fee + tax).MinorUnits));
    }

    public static Verdict DayFraction(Case given) => Same(
        given,
        "amount_minor",
        Minor(given.Inputs, "amount_minor").Scale(given.Inputs.Int("days"), given.Inputs.Int("of_days"), given.Rounding));

    // what is displayed adds up to the total: each part is rounded, whatever the case says (M6)
    public static Verdict SumOfFractions(Case given)
    {
        var total = Money.Zero(Currency.EUR);
        foreach (var part in given.Inputs.GetProperty("parts").EnumerateArray())
        {
            total += Money.FromMinorUnits(part[0].GetInt64(), Currency.EUR).Scale(part[1].GetInt64(), part[2].GetInt64(), given.Rounding);
        }

        return Same(given, "total_minor", total);
    }

    public static Verdict Sum(Case given)
    {
        var total = Money.Zero(Currency.EUR);
        foreach (var part in given.Inputs.GetProperty("parts").EnumerateArray())
        {
            total += Money.FromMinorUnits(part.GetInt64(), Currency.EUR);
        }

        return Same(given, "total_minor", total);
    }

    public static Verdict AnchorSchedule(Case given)
    {
        var start = given.Inputs.Date("anchor");
        var cycle = BillingCycle.EveryMonths(given.Inputs.Int("interval_months")).AnchoredAt(start);
        var periods = Enumerable.Range(0, given.Inputs.Int("count")).Select(cycle.Period);
        var expected = given.Expected.GetProperty("periods").EnumerateArray().Select(Inclusive);
        return Verdict.Same(("periods", string.Join("; ", expected), string.Join("; ", periods)));
    }

    public static Verdict WeekInZone(Case given)
    {
        var instant = NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(given.Inputs.Text("utc_instant")!).Value.InUtc().ToInstant();
        var start = instant.WithOffset(Offset.FromTimeSpan(TimeSpan.FromSeconds((long)(given.Inputs.Number("utc_offset_hours") * NodaConstants.SecondsPerHour)))).Date;
        var firstDay = Enum.Parse<IsoDayOfWeek>(given.Inputs.Text("week_start")!, ignoreCase: true);
        var cycle = BillingCycle.EveryWeeks(1, start.With(DateAdjusters.PreviousOrSame(firstDay)));
        var price = UnitPrice.Of(Minor(given.Inputs, "amount_minor").Amount, Currency.EUR);
        return Same(given, "amount_minor", Part(cycle, start, null, PricingScheme.Flat, 1m, price).Total(start, given.Rounding));
    }

    /// <summary>A minimum over what was charged: each euro charged is a unit used at 1.00, and the run bills what is missing.</summary>
    public static Verdict TrueUp(Case given)
    {
        var minimum = Minor(given.Inputs, "minimum_minor");
        if (given.Inputs.At("days") is { } days)
        {
            minimum = minimum.Scale(days.GetInt64(), given.Inputs.Int("of_days"), given.Rounding);
        }

        var part = BilledPart.OfAmounts(PricingScheme.PerUnit with { Minimum = minimum.Amount }, Currency.EUR);
        foreach (var amount in given.Inputs.GetProperty("charged_minor").EnumerateArray())
        {
            part.UseAmount(Money.FromMinorUnits(amount.GetInt64(), Currency.EUR), isBilled: true);
        }

        return Same(given, "amount_minor", part.Total(BilledPart.MonthOfAmounts.LastDay, given.Rounding));
    }

    /// <summary>Units up are charged, units down are not given back: each step is priced against the most there was.</summary>
    public static Verdict DeltaOverMax(Case given)
    {
        var price = UnitPrice.Of(Minor(given.Inputs, "unit_price_minor").Amount, Currency.EUR);
        var most = 0m;
        var charges = new List<long>();
        foreach (var units in given.Inputs.GetProperty("units").EnumerateArray().Select(element => element.Number()))
        {
            charges.Add(PricingScheme.PerUnit.PriceOverage(most, units, price).Round(given.Rounding).MinorUnits);
            most = Math.Max(most, units);
        }

        var expected = given.Expected.GetProperty("charges_minor").EnumerateArray().Select(element => element.GetInt64());
        return Verdict.Same(("charges", string.Join(", ", expected), string.Join(", ", charges)));
    }

    /// <summary>Lago prorates the price of units day by day and the fees of tiers not at all: two charges of ours, the fees at the peak.</summary>
    public static Verdict ProratedGraduated(Case given)
    {
        var (units, fees) = (PriceTiers.None, PriceTiers.None);
        foreach (var tier in given.Inputs.GetProperty("tiers").EnumerateArray())
        {
            decimal? to = tier[0].ValueKind == JsonValueKind.Null ? null : tier[0].Number();
            (units, fees) = (units.UpTo(to, tier[1].Number()), fees.UpTo(to, 0m, flatFee: tier[2].Number()));
        }

        var days = Inclusive(given.Inputs.GetProperty("period"));
        var last = given.Inputs.DateOrNull("carried_until_inclusive") ?? days.LastDay;
        var seats = Part(BillingCycle.Monthly.OnDay(1), days.Start, last, PricingScheme.Graduated(units), given.Inputs.Number("carried_units"), null)
            .Under(ProrationPolicy.Default);
        foreach (var (day, delta) in Steps(given.Inputs.GetProperty("events")))
        {
            seats = seats.Add(day, delta);
        }

        // what there was at most is what its readings say, one for each level
        var peak = BilledPart.Of(
            BillingCycle.Monthly.OnDay(1),
            BillingTiming.InArrears,
            days.Start,
            last,
            PartKind.MeteredUsage,
            QuantitySource.Usage("seats", UsageAggregation.Maximum),
            new GraduatedPricing(fees, feeAtZero: true),
            new(days.Start, 0m)).In(Currency.EUR);
        foreach (var level in seats.Terms)
        {
            peak.Use(level.EffectiveFrom, level.Quantity!.Value, "seats");
        }

        return Same(given, "amount_minor", seats.Total(days.LastDay, given.Rounding) + peak.Total(days.LastDay, given.Rounding));
    }

    /// <summary>Units added and given back in the order of their days: the last day of some is still billed.</summary>
    private static IEnumerable<(LocalDate Day, decimal Delta)> Steps(JsonElement events)
    {
        var steps = new List<(LocalDate Day, decimal Delta)>();
        foreach (var change in events.EnumerateArray())
        {
            steps.Add((change[0].Date(), change[1].Number()));
            if (change.GetArrayLength() > 2)
            {
                steps.Add((change[2].Date().PlusDays(1), -change[1].Number()));
            }
        }

        return steps.OrderBy(step => step.Day);
    }

    private static BilledPart Part(BillingCycle cycle, LocalDate start, LocalDate? lastDay, PricingScheme pricing, decimal quantity, UnitPrice? price) =>
        BilledPart.Of(cycle, BillingTiming.InAdvance, start, lastDay, PartKind.RecurringService, QuantitySource.Fixed, pricing, new(start, quantity, price))
            .Under(Policy).In(Currency.EUR);

    // their cases name the period only: whole months from its first day on, or else weeks
    private static BillingCycle CycleOf(DatePeriod period)
    {
        var months = Period.Between(period.Start, period.EndExclusive, PeriodUnits.Months | PeriodUnits.Days);
        return months.Days == 0 ? BillingCycle.EveryMonths(months.Months).OnDay(period.Start.Day) : BillingCycle.EveryWeeks(period.Length / 7, period.Start);
    }

    private static Money Minor(JsonElement element, string name) => Money.FromMinorUnits(element.GetProperty(name).GetInt64(), Currency.EUR);

    private static DatePeriod Inclusive(JsonElement pair) => DatePeriod.Inclusive(pair[0].Date(), pair[1].Date());

    private static Verdict Same(Case given, string what, Money actual) => Verdict.Same((what, given.Expected.GetProperty(what).GetInt64(), actual.MinorUnits));
}
