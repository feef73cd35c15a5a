using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>The answer of billing an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Items">The sales items that were made, in the order of the lines.</param>
/// <param name="Invoice">The draft on which they stand, where that was asked for; else <see langword="null"/>.</param>
public sealed record BilledOrder(Order Order, ValueList<SalesItem> Items, Invoice? Invoice);
