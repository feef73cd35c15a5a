namespace Psa.Usage;

/// <summary>Why a row of usage was not imported.</summary>
public static class UsageErrors
{
    /// <summary>The import doesn't say from which source its rows come.</summary>
    public const string SourceMissing = "usage.source_missing";

    /// <summary>An earlier row of the same import has the source id and says something else.</summary>
    public const string SourceIdRepeated = "usage.source_id_repeated";

    /// <summary>The delivery doesn't say what it is of: a billing account, a subscription.</summary>
    public const string ScopeMissing = "usage.scope_missing";

    /// <summary>The delivery was made before the one in force.</summary>
    public const string OlderDelivery = "usage.older_delivery";

    /// <summary>The delivery has fewer than half of the rows in force, or none.</summary>
    public const string DeliveryShrinks = "usage.delivery_shrinks";

    /// <summary>The delivery has no customer, service and counter in common with the one in force: it is another part of it, or of another scope.</summary>
    public const string DeliveryDiffers = "usage.delivery_differs";

    /// <summary>Rows of a later delivery are refused, which would withdraw what is in force of them.</summary>
    public const string RowsRefused = "usage.rows_refused";

    /// <summary>Another scope, or an import of rows by themselves, has the row's source id.</summary>
    public const string SourceIdTaken = "usage.source_id_taken";

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
