using Psa.Catalog;
using Psa.Documents;

namespace Psa.Orders;

/// <summary>What an order has of its quote.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Places">The places of the quote's lines that they were made of.</param>
/// <param name="Discounts">The discounts: those of the quote where the order is all of it, else one amount.</param>
/// <param name="Shares">What the discounts take off each line where the order is a part of the quote; <see langword="null"/> where that follows from the discounts.</param>
/// <param name="Charges">The charges, one for each of the quote's.</param>
internal sealed record QuotedOrder(ValueList<DocumentLine> Lines, ValueList<int> Places, ValueList<Discount> Discounts, ValueList<Money>? Shares, ValueList<DocumentCharge> Charges);
