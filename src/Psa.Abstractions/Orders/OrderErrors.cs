namespace Psa.Orders;

/// <summary>The error codes of orders.</summary>
public static class OrderErrors
{
    /// <summary>The content of an order can only be changed, and the order submitted, while it is active.</summary>
    public const string NotActive = "order.not_active";

    /// <summary>Only a submitted order is fulfilled and invoiced.</summary>
    public const string NotSubmitted = "order.not_submitted";

    /// <summary>An order has no line that bills something.</summary>
    public const string Empty = "order.empty";

    /// <summary>What an order has of its quote, its lines and discounts, can't be changed.</summary>
    public const string OfQuote = "order.of_quote";

    /// <summary>More would be shipped and canceled of a line, or of a component of its bundle, than is ordered, or less than nothing.</summary>
    public const string OverShipped = "order.over_shipped";

    /// <summary>More would be invoiced of a line than may be.</summary>
    public const string OverInvoiced = "order.over_invoiced";

    /// <summary>Nothing of the order can be invoiced now.</summary>
    public const string NothingToInvoice = "order.nothing_to_invoice";

    /// <summary>A place names no line of an order that can be fulfilled, canceled or invoiced.</summary>
    public const string BadLine = "order.bad_line";

    /// <summary>A quantity is zero, or not of its line's sign.</summary>
    public const string BadQuantity = "order.bad_quantity";

    /// <summary>An order takes no line that recurs: a contract does.</summary>
    public const string RecurringLine = "order.recurring_line";

    /// <summary>Something of an order is canceled without a reason.</summary>
    public const string ReasonMissing = "order.reason_missing";

    /// <summary>An opportunity isn't the customer's, isn't open, or has another currency.</summary>
    public const string OpportunityMismatch = "order.opportunity_mismatch";

    /// <summary>The product of the line is stocked, or a component of its bundle is: what is delivered from stock is shipped, and isn't told by hand.</summary>
    public const string OfStock = "order.of_stock";
}
