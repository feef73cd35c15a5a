namespace Psa.Conformance.Tests;

/// <summary>Which adapter answers which cases: by file and category. An adapter says what was agreed, used and billed, and computes nothing; what isn't ours names its reason.</summary>
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
        [("lago.json", "tz_week")] = Gap("start-as-moment"),
        [("lago.json", "true_up")] = LagoCases.TrueUp,
        [("lago.json", "delta_over_max")] = LagoCases.DeltaOverMax,
        [("lago.json", "prorated_graduated")] = LagoCases.ProratedGraduated,
        [("lago.json", "invoice_tax")] = CreditCases.Invoice,
        [("lago.json", "coupon")] = CreditCases.Coupon,
        [("lago.json", "percentage")] = PricingCases.Percentage,
        [("lago.json", "percentage_minmax")] = Gap("limits-of-a-payment"),
        [("lago.json", "graduated")] = PricingCases.Graduated,
        [("lago.json", "graduated_pct")] = PricingCases.GraduatedPercent,
        [("lago.json", "graduated_pct_delta")] = PricingCases.GraduatedPercentDelta,
        [("lago.json", "volume")] = PricingCases.Volume,
        [("lago.json", "package")] = PricingCases.Package,
        [("lago.json", "unit")] = PricingCases.Unit,
        [("lago.json", "time_weighted")] = Gap("by-time"),
        [("lago.json", "cn_capped")] = CreditCases.Capped,
        [("lago.json", "cn_items")] = CreditCases.Items,
        [("lago.json", "cn_termination")] = CreditCases.Termination,

        [("saas_docs.json", "anchor_dates")] = ValueCases.AnchorDates,
        [("saas_docs.json", "date_ratio")] = ValueCases.DateRatio,
        [("saas_docs.json", "fraction_lines")] = ValueCases.FractionLines,
        [("saas_docs.json", "kb_fixed")] = ValueCases.FixedDays,
        [("saas_docs.json", "zuora_ratio")] = ValueCases.ZuoraRatio,
        [("saas_docs.json", "ratio_round")] = Gap("prorated-allowance"),
        [("saas_docs.json", "round")] = ValueCases.Rounded,
        [("saas_docs.json", "rate_round")] = DocumentCases.Rate,
        [("saas_docs.json", "line_tax")] = DocumentCases.LineTax,
        [("saas_docs.json", "minor_units")] = ValueCases.MinorUnits,
        [("saas_docs.json", "graduated")] = PricingCases.Graduated,
        [("saas_docs.json", "volume")] = PricingCases.Volume,
        [("saas_docs.json", "package")] = PricingCases.Package,
        [("saas_docs.json", "unit")] = PricingCases.Unit,
        [("saas_docs.json", "unit_round")] = PricingCases.UnitRounded,
        [("saas_docs.json", "usage_discount")] = PricingCases.Allowance,
        [("saas_docs.json", "min_max")] = PricingCases.Limits,
        [("saas_docs.json", "shorten_discount")] = Gap("shortened-term"),

        [("tryton_tax.json", "document")] = DocumentCases.Document,
        [("tryton_tax.json", "round")] = ValueCases.RoundedToStep,
        [("tryton_tax.json", "cash_rounding")] = Gap("instalments"),
        [("tryton_tax.json", "payment_term")] = Gap("instalments"),
        [("tryton_tax.json", "compute")] = Gap("taxes-by-amount"),
        [("tryton_tax.json", "deductible")] = Gap("purchase-taxes"),

        [("tryton_stock.json", "assignable_quantity")] = StockCases.Assignable,
        [("tryton_stock.json", "assignment")] = StockCases.Assignment,
        [("tryton_stock.json", "cost")] = StockCases.Cost,
        [("tryton_stock.json", "inventory_count")] = StockCases.Count,
        [("tryton_stock.json", "on_hand_by_date")] = StockCases.OnHand,
        [("tryton_stock.json", "order_fulfilment")] = StockCases.Fulfilment,
        [("tryton_stock.json", "price_from_invoice")] = Gap("margins"),
        [("tryton_stock.json", "replenishment")] = StockCases.Replenishment,
        [("tryton_stock.json", "stock_ledger")] = StockCases.Ledger,
    };

    public static Verdict Run(Case given)
    {
        if (!Table.TryGetValue((given.File, given.Category), out var adapter))
        {
            return Verdict.Failed("adapter", "nobody answers this category");
        }

        try
        {
            return adapter(given);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Verdict.Failed("answer", $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private static Func<Case, Verdict> Gap(string reason) => _ => Verdict.Gap(reason);
}
