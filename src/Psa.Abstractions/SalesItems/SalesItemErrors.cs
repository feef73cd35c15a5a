namespace Psa.SalesItems;

/// <summary>The error codes of sales items.</summary>
public static class SalesItemErrors
{
    /// <summary>The item has no line that bills something, or a line has no text.</summary>
    public const string Incomplete = "sales_item.incomplete";

    /// <summary>A price or discount is of another currency than the item.</summary>
    public const string CurrencyMismatch = "sales_item.currency_mismatch";

    /// <summary>Money can only be changed while the item is a draft or pending.</summary>
    public const string NotEditable = "sales_item.not_editable";

    /// <summary>The item's lines come from its contract part and are changed there, or overridden.</summary>
    public const string Generated = "sales_item.generated";

    /// <summary>A cancellation or override without a reason.</summary>
    public const string ReasonMissing = "sales_item.reason_missing";

    /// <summary>Only what is canceled, or credited in full, can be released: all else is still billed.</summary>
    public const string NotSettled = "sales_item.not_settled";

    /// <summary>An override would turn a charge into a credit, or a credit into a charge.</summary>
    public const string SignChanged = "sales_item.sign_changed";

    /// <summary>An override of a correction would give back more than the customer bears of the period.</summary>
    public const string ExceedsBorne = "sales_item.exceeds_borne";

    /// <summary>The item can't go to another customer, since another item of its period stands on a document.</summary>
    public const string NotMovable = "sales_item.not_movable";

    /// <summary>No billing entity was given, and neither customer nor tenant has a default.</summary>
    public const string BillingEntityMissing = "sales_item.billing_entity_missing";
}
