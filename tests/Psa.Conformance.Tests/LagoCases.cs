using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Lago's subscriptions: inclusive dates, each fee rounded.</summary>
internal static class LagoCases
{
    private static readonly ProrationPolicy Policy = ProrationPresets.Lago;

    public static Verdict SubscriptionFee(Case given)
    {
        var period = Inclusive(given.Inputs.GetProperty("period"));
        var start = Coverage.AfterTrial(given.Inputs.Date("start"), given.Inputs.Int("trial_days"));
        var end = given.Inputs.DateOrNull("end_inclusive") is { } last ? Policy.EndExclusive(last) : period.EndExclusive;
        var covered = DatePeriod.TryCreate(start, end)?.Intersect(period);
        var fee = Fee(Minor(given.Inputs, "amount_minor"), period, covered, given.Rounding);
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
        var period = BillingCycle.EveryWeeks(1, start.With(DateAdjusters.PreviousOrSame(firstDay))).AnchoredAt(start).Period(0);
        return Same(given, "amount_minor", Fee(Minor(given.Inputs, "amount_minor"), period, DatePeriod.Create(start, period.EndExclusive), given.Rounding));
    }

    public static Verdict TrueUp(Case given)
    {
        var minimum = Minor(given.Inputs, "minimum_minor");
        if (given.Inputs.At("days") is { } days)
        {
            minimum = minimum.Scale(days.GetInt64(), given.Inputs.Int("of_days"), given.Rounding);
        }

        var charged = given.Inputs.GetProperty("charged_minor").EnumerateArray().Select(amount => Money.FromMinorUnits(amount.GetInt64(), Currency.EUR));
        return Same(given, "amount_minor", Commitment.TrueUp(minimum, [.. charged]));
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
        var period = BillingCycle.Monthly.OnDay(1).AnchoredAt(days.Start).PeriodAt(days.Start);
        var end = given.Inputs.DateOrNull("carried_until_inclusive") is { } last ? Policy.EndExclusive(last) : days.EndExclusive;
        var changes = given.Inputs.GetProperty("events").EnumerateArray()
            .Select(change => new QuantityChange(change[0].Date(), change[1].Number(), change.GetArrayLength() > 2 ? change[2].Date() : null));
        var levels = QuantityTimeline.Levels(days.Start, given.Inputs.Number("carried_units"), [.. changes]);
        var price = UnitPrice.Of(0m, Currency.EUR);
        var perUnit = PricingScheme.Graduated(units);
        var entries = levels.AsEnumerable().Select(level => new TermsAmount(level.From, perUnit.Price(level.Quantity, price))).ToArray();
        var frame = new ProrationFrame(period, [DatePeriod.Create(days.Start, end)]);
        var used = Proration.Charge(frame, entries, ProrationPolicy.Default, given.Rounding);
        var fee = new GraduatedPricing(fees, feeAtZero: true).Price(QuantityTimeline.Peak(levels.AsSpan()), price).Round(given.Rounding);
        return Same(given, "amount_minor", used + fee);
    }

    private static Money Fee(Money amount, DatePeriod period, DatePeriod? covered, Rounding rounding)
    {
        ReadOnlySpan<DatePeriod> runs = covered is { } days ? [days] : [];
        return Proration.Charge(new ProrationFrame(period, runs), [new TermsAmount(period.Start, ExactAmount.Of(amount))], Policy, rounding);
    }

    private static Money Minor(JsonElement element, string name) => Money.FromMinorUnits(element.GetProperty(name).GetInt64(), Currency.EUR);

    private static DatePeriod Inclusive(JsonElement pair) => DatePeriod.Inclusive(pair[0].Date(), pair[1].Date());

    private static Verdict Same(Case given, string what, Money actual) => Verdict.Same((what, given.Expected.GetProperty(what).GetInt64(), actual.MinorUnits));
}
