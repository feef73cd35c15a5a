namespace Psa.Runs;

/// <summary>The error codes of billing runs.</summary>
public static class BillingErrors
{
    /// <summary>The part has no price for the day.</summary>
    public const string PriceMissing = "billing.price_missing";

    /// <summary>Usage has no product in the catalog under its service code.</summary>
    public const string ProductMissing = "billing.product_missing";

    /// <summary>Usage of one service came in several units, so it has no quantity that a price could be for.</summary>
    public const string MixedUnits = "billing.mixed_units";

    /// <summary>The invoice stays below the entity's minimum.</summary>
    public const string BelowMinimum = "billing.below_minimum";

    /// <summary>The entity has an open run already.</summary>
    public const string RunOpen = "billing_run.open";

    /// <summary>The bill-through date or another part of the plan makes no sense.</summary>
    public const string BadPlan = "billing_run.bad_plan";

    /// <summary>The tenant has no tax table.</summary>
    public const string NoTaxTable = "tax.no_table";

    /// <summary>The billing entity has no number series for its documents.</summary>
    public const string NoSeries = "numbering.no_series";
}
