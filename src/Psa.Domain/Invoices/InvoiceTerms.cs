using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>What items must have in common to share an invoice; the payer's language is one for all.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="PaymentTerms">The terms of payment.</param>
/// <param name="PaymentMethod">How it is paid.</param>
/// <param name="Delivery">How it is sent.</param>
/// <param name="Treatment">The tax category, where the document is of one kind of supply; else empty.</param>
/// <param name="PurchaseOrder">The purchase-order number; empty for none.</param>
/// <param name="Separate">The contract, if it has documents of its own.</param>
/// <param name="PriceMode">Whether prices hold the tax.</param>
/// <param name="ShipTo">Where it was delivered to, where the items say so; else <see langword="null"/>.</param>
internal readonly record struct InvoiceTerms(
    Currency Currency,
    PaymentTerms PaymentTerms,
    PaymentMethod PaymentMethod,
    DeliveryMethod Delivery,
    string Treatment,
    string PurchaseOrder,
    Id<Contract>? Separate,
    PriceMode PriceMode,
    Address? ShipTo)
{
    /// <summary>Names what others have otherwise.</summary>
    internal IEnumerable<string> Differences(InvoiceTerms other)
    {
        (string Name, bool IsOther)[] all =
        [
            ("currency", Currency != other.Currency),
            ("payment terms", PaymentTerms != other.PaymentTerms),
            ("payment method", PaymentMethod != other.PaymentMethod),
            ("delivery", Delivery != other.Delivery),
            ("tax treatment", Treatment != other.Treatment),
            ("purchase-order number", PurchaseOrder != other.PurchaseOrder),
            ("contract with documents of its own", Separate != other.Separate),
            ("price mode", PriceMode != other.PriceMode),
            ("ship-to address", ShipTo != other.ShipTo),
        ];
        foreach (var (name, isOther) in all)
        {
            if (isOther)
            {
                yield return name;
            }
        }
    }
}
