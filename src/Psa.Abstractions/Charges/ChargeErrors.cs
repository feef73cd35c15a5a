namespace Psa.Charges;

/// <summary>The error codes of charges, and of the documents that bill them.</summary>
public static class ChargeErrors
{
    /// <summary>The part has no price for the day.</summary>
    public const string PriceMissing = "billing.price_missing";

    /// <summary>Usage has no product in the catalog under its service code.</summary>
    public const string ProductMissing = "billing.product_missing";

    /// <summary>Usage of one service came in several units, so it has no quantity that a price could be for.</summary>
    public const string MixedUnits = "billing.mixed_units";

    /// <summary>The usage of a period comes to less than nothing, and its tiers, packages or included units have no price for that: the message says the quantity and the cost.</summary>
    public const string NegativeUsage = "billing.negative_usage";

    /// <summary>The invoice stays below the entity's minimum.</summary>
    public const string BelowMinimum = "billing.below_minimum";

    /// <summary>Something failed that no rule foresees; the log has the exception with its stack.</summary>
    public const string Unexpected = "billing.unexpected";

    /// <summary>The amounts are so large that the sums of a run can't hold them.</summary>
    public const string TooLarge = "billing.too_large";

    /// <summary>No billing entity bills the usage: the customer names none, and none is the default; or the one it names is switched off.</summary>
    public const string EntityMissing = "billing.entity_missing";
}
