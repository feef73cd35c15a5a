using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What of a won quote is ordered. Terms, delivery, prices and discounts are the quote's.</summary>
public sealed record NewQuoteOrder
{
    /// <summary>Gets the id that the order is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the order is made once.</summary>
    public Id<Order>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets what is ordered of which lines; empty for all that is sold once and isn't ordered yet.</summary>
    public ValueList<QuoteOrderLine> Lines { get; init; }

    /// <summary>Gets the customer's purchase-order number, or <see langword="null"/> for the quote's.</summary>
    public string? PurchaseOrderNumber { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets where it is delivered to, or <see langword="null"/> for where the quote says.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>Gets the host's own keys that the order is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
