using NodaTime;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Lago's subscriptions: inclusive dates, each fee rounded.</summary>
internal static class LagoCases
{
    /// <summary>A fee of a period, with its tax on a document where there is one.</summary>
    public static Verdict SubscriptionFee(Case given)
    {
        var (inputs, expected) = (given.Inputs, given.Expected);
        var (period, start, trial) = (Inclusive(inputs.Get("period")), inputs.Get("start").Date, inputs.Get("trial_days").Int);
        var account = new Account(Currency.EUR, given.Rounding, withDocuments: inputs.At("tax_rate") is not null);
        account.Add(new(CycleOf(period), period.Start)
        {
            Proration = given.Presets.Lago,
            From = start,
            LastDay = inputs.At("end_inclusive") is { } end ? given.Presets.Lago.EndExclusive(end.Date).PlusDays(-1) : null,
            TrialLastDay = trial == 0 ? null : start.PlusDays(trial - 1),
            Terms = [new(period.Start, 1m, PriceOf(inputs, "amount_minor"), Pricing: PricingScheme.Flat)],
            TaxCode = inputs.At("tax_rate") is { } rate ? account.Tax(Percent.Of(rate.Number)) : null,
        });
        var billing = account.Bill(period.LastDay);
        var totals = billing.Invoices.SingleOrDefault()?.Totals;
        return Verdict.Same(
            ("fee", expected.Get("amount_minor").Long, billing.Items.SingleOrDefault()?.Net.MinorUnits ?? 0),
            ("tax", expected.At("tax_minor")?.Long, totals?.TaxTotal.MinorUnits),
            ("total", expected.At("total_minor")?.Long, totals?.TotalWithTax.MinorUnits));
    }

    public static Verdict DayFraction(Case given) => Same(
        given, "amount_minor", MinorUnits(given.Inputs.Get("amount_minor")).Scale(given.Inputs.Get("days").Int, given.Inputs.Get("of_days").Int, given.Rounding).MinorUnits);

    /// <summary>What is displayed adds up to the total: each part is rounded (M6). Nothing rounds the exact sum of different parts.</summary>
    public static Verdict SumOfFractions(Case given) => given.Inputs.Get("round").Text == "each"
        ? Same(given, "total_minor", DocumentCases.SumOf(given.Inputs.Get("parts").Items().Select(part => MinorUnits(part[0]).Scale(part[1].Long, part[2].Long, given.Rounding)), given.Rounding).MinorUnits)
        : Verdict.Gap("sum-rounded-once");

    public static Verdict Sum(Case given) => Same(given, "total_minor", DocumentCases.SumOf(given.Inputs.Get("parts").Items().Select(MinorUnits), given.Rounding).MinorUnits);

    public static Verdict AnchorSchedule(Case given)
    {
        var start = given.Inputs.Get("anchor").Date;
        var periods = new Agreement(BillingCycle.EveryMonths(given.Inputs.Get("interval_months").Int), start).PeriodsThrough(start.PlusYears(2));
        var expected = given.Expected.Get("periods").Items().Select(Inclusive);
        return Verdict.Same(("periods", string.Join("; ", expected), string.Join("; ", periods.Take(given.Inputs.Get("count").Int).Select(period => period.Full))));
    }

    /// <summary>A minimum of a period, prorated with it: what was charged of it before counts as billed, and the run bills what is missing.</summary>
    public static Verdict TrueUp(Case given)
    {
        var inputs = given.Inputs;
        var agreement = AgreementOver(inputs.At("days")?.Int, inputs.At("of_days")?.Int, given.Presets.Lago);
        var minimum = MinorUnits(inputs.Get("minimum_minor")).Amount;
        var account = new Account(Currency.EUR, given.Rounding);
        var part = account.Add(agreement with { Terms = [new(agreement.Start, 0m, UnitPrice.Of(1m, Currency.EUR), Pricing: PricingScheme.PerUnit with { Minimum = minimum })] });
        var (slot, full) = agreement.PeriodAt(agreement.Start);
        foreach (var charged in inputs.Get("charged_minor").Items())
        {
            account.WasBilled(part, slot, full, MinorUnits(charged));
        }

        // rounded once, in the end, like everything
        return inputs.At("round") is { Text: not "end" } ? Verdict.Gap("sum-rounded-once") : Same(given, "amount_minor", account.Bill(full.LastDay).Items.Single().Net.MinorUnits);
    }

    /// <summary>A high-water mark: the highest reading is billed after each, and a lower one gives nothing back.</summary>
    public static Verdict DeltaOverMax(Case given)
    {
        var start = new LocalDate(2025, 1, 1);
        var account = new Account(Currency.EUR, given.Rounding);
        var part = account.Add(new(BillingCycle.Monthly, start)
        {
            Timing = BillingTiming.InArrears,
            Kind = PartKind.MeteredUsage,
            Source = QuantitySource.Usage("units", UsageAggregation.Maximum),
            Terms = [new(start, 0m, PriceOf(given.Inputs, "unit_price_minor"), Pricing: PricingScheme.PerUnit)],
        });
        var charges = new List<long>();
        foreach (var units in given.Inputs.Get("units").Items())
        {
            account.Use(part, start, units.Number);
            charges.Add(account.BillAndKeep(new(2025, 1, 31)).Items.SingleOrDefault()?.Net.MinorUnits ?? 0);
        }

        return Verdict.Same(("charges", string.Join(", ", given.Expected.Get("charges_minor").Items().Select(charge => charge.Long)), string.Join(", ", charges)));
    }

    /// <summary>
    /// Lago prorates the price of units day by day and the fees of tiers not at all: two parts of ours on one document, the fees by the high-water mark.
    /// Its events say by how much the units change, our entries how many there are from then on.
    /// </summary>
    public static Verdict ProratedGraduated(Case given)
    {
        var (inputs, preset) = (given.Inputs, given.Presets.Lago);
        var (units, fees) = (PriceTiers.None, PriceTiers.None);
        foreach (var tier in inputs.Get("tiers").Items())
        {
            (units, fees) = (units.UpTo(tier[0].NumberOrNull, tier[1].Number), fees.UpTo(tier[0].NumberOrNull, 0m, flatFee: tier[2].Number));
        }

        var days = Inclusive(inputs.Get("period"));
        var levels = Levels(days.Start, inputs.Get("carried_units").Number, inputs.Get("events"), preset);
        var seats = new Agreement(BillingCycle.Monthly.OnDay(1), days.Start)
        {
            Proration = preset,
            LastDay = inputs.At("carried_until_inclusive") is { } until ? preset.EndExclusive(until.Date).PlusDays(-1) : days.LastDay,
            Terms = [.. levels.Select((level, index) => new PartTerms(level.From, level.Units, Pricing: index == 0 ? PricingScheme.Graduated(units) : null))],
        };
        var account = new Account(Currency.EUR, given.Rounding, withDocuments: true);
        account.Add(seats);
        var peak = account.Add(seats with
        {
            Timing = BillingTiming.InArrears,
            Kind = PartKind.MeteredUsage,
            Source = QuantitySource.Usage("seats", UsageAggregation.Maximum),
            Terms = [new(days.Start, 0m, Pricing: new GraduatedPricing(fees, feeAtZero: true))],
        });
        foreach (var level in levels)
        {
            account.Use(peak, level.From, level.Units);
        }

        return Verdict.Same(
            ("amount_minor", given.Expected.Get("amount_minor").Long, account.Document(days.LastDay).Totals.LineTotal.MinorUnits),
            ("full period", inputs.At("full_period_days")?.Int ?? days.Length, seats.PeriodAt(days.Start).Full.Length));
    }

    /// <summary>How many units there are from which day on. The last day of some that are given back is still billed, as the preset says.</summary>
    private static List<(LocalDate From, decimal Units)> Levels(LocalDate start, decimal carried, CaseValue events, ProrationPolicy preset)
    {
        var changes = new List<(LocalDate Day, decimal Units)>();
        foreach (var change in events.Items())
        {
            changes.Add((change[0].Date, change[1].Number));
            if (change.Count > 2)
            {
                changes.Add((preset.EndExclusive(change[2].Date), -change[1].Number));
            }
        }

        var levels = new List<(LocalDate From, decimal Units)> { (start, carried) };
        foreach (var (day, units) in changes.OrderBy(change => change.Day))
        {
            levels.Add((day, levels[^1].Units + units));
        }

        return levels;
    }

    /// <summary>Something agreed for the first days of a period that has as many days as the case says; of a whole month when it says nothing.</summary>
    internal static Agreement AgreementOver(int? days, int? ofDays, ProrationPolicy preset)
    {
        var candidates =
            from cycle in new[] { BillingCycle.Monthly, BillingCycle.Quarterly, BillingCycle.Yearly }
            from start in new LocalDate[] { new(2024, 1, 1), new(2024, 2, 1), new(2024, 4, 1), new(2025, 2, 1) }
            select new Agreement(cycle, start) { Proration = preset };
        if (days is not { } covered || covered == ofDays)
        {
            return candidates.First();
        }

        var agreement = candidates.First(candidate => candidate.PeriodAt(candidate.Start).Full.Length == ofDays);
        return agreement with { LastDay = agreement.Start.PlusDays(covered - 1) };
    }

    // their cases name the period only: whole months from its first day on, or else a week
    private static BillingCycle CycleOf(DatePeriod period)
    {
        var months = Period.Between(period.Start, period.EndExclusive, PeriodUnits.Months | PeriodUnits.Days);
        return months.Days == 0 ? BillingCycle.EveryMonths(months.Months).OnDay(period.Start.Day) : BillingCycle.EveryWeeks(1, period.Start);
    }

    private static Money MinorUnits(CaseValue value) => Money.FromMinorUnits(value.Long, Currency.EUR);

    private static UnitPrice PriceOf(CaseValue inputs, string name) => UnitPrice.Of(MinorUnits(inputs.Get(name)).Amount, Currency.EUR);

    private static DatePeriod Inclusive(CaseValue pair) => DatePeriod.Inclusive(pair[0].Date, pair[1].Date);

    private static Verdict Same(Case given, string what, long actual) => Verdict.Same((what, given.Expected.Get(what).Long, actual));
}
