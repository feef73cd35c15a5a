using Psa.Customers;

namespace Psa.SalesItems;

/// <summary>What an item says itself of how it is invoiced, as what an order bills does; what is left open is said by its contract, the payer or the billing entity.</summary>
/// <param name="PaymentTerms">The terms of payment.</param>
/// <param name="Delivery">How the invoice is sent.</param>
/// <param name="PurchaseOrderNumber">The customer's purchase-order number.</param>
/// <param name="ShipTo">Where it was delivered to.</param>
public sealed record ItemTerms(PaymentTerms? PaymentTerms = null, DeliveryMethod? Delivery = null, string? PurchaseOrderNumber = null, Address? ShipTo = null);
