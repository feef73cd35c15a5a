namespace Psa.Invoices;

/// <summary>What is to be credited of a line of an invoice: a quantity, or an amount.</summary>
/// <param name="Line">The place of the line on the invoice, from 0.</param>
/// <param name="Quantity">How many units come back, of the line's sign; <see langword="null"/> for an amount.</param>
/// <param name="Amount">
/// How much, of the line's sign, before its share of the document discounts, which goes with it in proportion; with tax where the invoice's prices hold it. <see langword="null"/> for a quantity.
/// </param>
public sealed record CreditLine(int Line, decimal? Quantity = null, Money? Amount = null);
