using Psa.Customers;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Items that share one invoice: same currency, payment, delivery, language, tax treatment, purchase order, ship-to address, and separate contract if it is one.</summary>
internal sealed record InvoiceGroup
{
    /// <summary>Gets what the items have in common, as sortable text.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the terms of payment.</summary>
    public required PaymentTerms PaymentTerms { get; init; }

    /// <summary>Gets how it is paid.</summary>
    public required PaymentMethod PaymentMethod { get; init; }

    /// <summary>Gets how it is sent.</summary>
    public required DeliveryMethod Delivery { get; init; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Gets where it was delivered to, where the items say so; else <see langword="null"/>.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>Gets whether its prices hold the tax: the seller's mode, without where prices were freed of their tax, and on corrections that of what they correct.</summary>
    public required PriceMode PriceMode { get; init; }

    /// <summary>Gets the items, in the order of their lines.</summary>
    public required IReadOnlyList<SalesItem> Items { get; init; }

    /// <summary>Gives what the items on a draft had in common when it was drafted.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="items">Its items, in no order.</param>
    /// <returns>The group.</returns>
    internal static InvoiceGroup Of(Invoice draft, IReadOnlyList<SalesItem> items)
    {
        var places = new Dictionary<Id<SalesItem>, int>();
        foreach (var item in draft.Items)
        {
            places.Add(item.Item, places.Count);
        }

        var ordered = new List<SalesItem>(items);
        ordered.Sort((left, right) => places[left.Id].CompareTo(places[right.Id]));
        return new()
        {
            Key = draft.GroupingKey,
            Currency = draft.Currency,
            PaymentTerms = draft.PaymentTerms,
            PaymentMethod = draft.PaymentMethod,
            Delivery = draft.Delivery,
            PurchaseOrderNumber = draft.PurchaseOrderNumber,
            ShipTo = draft.ShipTo,
            PriceMode = draft.PriceMode,
            Items = ordered,
        };
    }
}
