namespace Psa.Usage;

/// <summary>Why a row of usage was not imported.</summary>
public static class UsageErrors
{
    /// <summary>The import doesn't say from which source its rows come.</summary>
    public const string SourceMissing = "usage.source_missing";

    /// <summary>An earlier row of the same import has the source id and says something else.</summary>
    public const string SourceIdRepeated = "usage.source_id_repeated";

    /// <summary>The row's day isn't in the period of its source or delivery.</summary>
    public const string OutsidePeriod = "usage.outside_period";

    /// <summary>The row has no source id.</summary>
    public const string SourceIdMissing = "usage.source_id_missing";

    /// <summary>The row names no customer.</summary>
    public const string CustomerMissing = "usage.customer_missing";

    /// <summary>There is no customer of that number or id.</summary>
    public const string UnknownCustomer = "usage.unknown_customer";

    /// <summary>The row names no service.</summary>
    public const string ServiceMissing = "usage.service_missing";

    /// <summary>The row has no start.</summary>
    public const string DateMissing = "usage.date_missing";

    /// <summary>The row has no quantity.</summary>
    public const string QuantityMissing = "usage.quantity_missing";

    /// <summary>The row has no unit.</summary>
    public const string UnitMissing = "usage.unit_missing";

    /// <summary>The row has a cost and no currency for it.</summary>
    public const string CostCurrencyMissing = "usage.cost_currency_missing";
}
