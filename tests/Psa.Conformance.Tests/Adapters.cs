namespace Psa.Conformance.Tests;

/// <summary>Which adapter answers which cases: by file and category. What isn't listed is not covered.</summary>
internal static class Adapters
{
    private static readonly Dictionary<(string File, string Category), Func<Case, Verdict>> Table = new()
    {
        [("killbill.json", "INVOICE_SCENARIO")] = KillBillInvoices.Scenario,
        [("killbill.json", "USAGE_ITEMS")] = KillBillUsage.Items,
        [("killbill.json", "PRORATION")] = KillBillPeriods.Items,
        [("killbill.json", "RECURRING_PERIODS")] = KillBillPeriods.Items,
        [("killbill.json", "PERIODS_OBSERVED")] = KillBillPeriods.Items,
        [("killbill.json", "BILLING_INTERVAL")] = KillBillPeriods.Interval,
        [("killbill.json", "PRORATION_INVALID")] = KillBillPeriods.Invalid,
        [("killbill.json", "USAGE_TIER_CONSUMABLE")] = KillBillUsage.Consumable,
        [("killbill.json", "USAGE_TIER_CAPACITY")] = KillBillUsage.Capacity,
        [("killbill_quirks.json", "PROBE")] = KillBillPeriods.Quirk,

        [("lago.json", "sub_fee")] = LagoCases.SubscriptionFee,
        [("lago.json", "day_fraction")] = LagoCases.DayFraction,
        [("lago.json", "sum_fractions")] = LagoCases.SumOfFractions,
        [("lago.json", "sum")] = LagoCases.Sum,
        [("lago.json", "anchor_schedule")] = LagoCases.AnchorSchedule,
        [("lago.json", "tz_week")] = LagoCases.WeekInZone,
        [("lago.json", "true_up")] = LagoCases.TrueUp,
        [("lago.json", "delta_over_max")] = LagoCases.DeltaOverMax,
        [("lago.json", "prorated_graduated")] = LagoCases.ProratedGraduated,
        [("lago.json", "invoice_tax")] = DocumentCases.Invoice,
        [("lago.json", "coupon")] = DocumentCases.Coupon,
        [("lago.json", "percentage")] = PricingCases.Percentage,
        [("lago.json", "percentage_minmax")] = PricingCases.PercentageWithLimits,
        [("lago.json", "graduated")] = PricingCases.Graduated,
        [("lago.json", "graduated_pct")] = PricingCases.GraduatedPercent,
        [("lago.json", "graduated_pct_delta")] = PricingCases.GraduatedPercentDelta,
        [("lago.json", "volume")] = PricingCases.Volume,
        [("lago.json", "package")] = PricingCases.Package,
        [("lago.json", "unit")] = PricingCases.Unit,

        [("saas_docs.json", "anchor_dates")] = ValueCases.AnchorDates,
        [("saas_docs.json", "date_ratio")] = ValueCases.DateRatio,
        [("saas_docs.json", "fraction_lines")] = ValueCases.FractionLines,
        [("saas_docs.json", "kb_fixed")] = ValueCases.FixedDays,
        [("saas_docs.json", "zuora_ratio")] = ValueCases.ZuoraRatio,
        [("saas_docs.json", "ratio_round")] = ValueCases.RatioRounded,
        [("saas_docs.json", "round")] = ValueCases.Rounded,
        [("saas_docs.json", "rate_round")] = ValueCases.RateRounded,
        [("saas_docs.json", "line_tax")] = ValueCases.LineTax,
        [("saas_docs.json", "minor_units")] = ValueCases.MinorUnits,
        [("saas_docs.json", "graduated")] = PricingCases.Graduated,
        [("saas_docs.json", "volume")] = PricingCases.Volume,
        [("saas_docs.json", "package")] = PricingCases.Package,
        [("saas_docs.json", "unit")] = PricingCases.Unit,
        [("saas_docs.json", "unit_round")] = PricingCases.UnitRounded,
        [("saas_docs.json", "usage_discount")] = PricingCases.Allowance,
        [("saas_docs.json", "min_max")] = PricingCases.Limits,

        [("tryton_tax.json", "document")] = DocumentCases.Document,
        [("tryton_tax.json", "round")] = ValueCases.RoundedToStep,
    };

    public static Verdict Run(Case given)
    {
        if (!Table.TryGetValue((given.File, given.Category), out var adapter))
        {
            return Verdict.NotCovered;
        }

        try
        {
            return adapter(given);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Verdict.Failed($"{failure.GetType().Name}: {failure.Message}");
        }
    }
}
