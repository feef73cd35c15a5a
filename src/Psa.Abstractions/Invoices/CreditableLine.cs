namespace Psa.Invoices;

/// <summary>What of a line of an invoice is left to be credited.</summary>
/// <param name="Line">The place of the line, from 0.</param>
/// <param name="Quantity">The units that haven't come back.</param>
/// <param name="Amount">How much is left of what was billed, before its share of the document discounts; with tax where the invoice's prices hold it.</param>
/// <param name="Borne">How much of it the customer still bears, where the line is of a period, or of an item with lines of both signs, of which no more than the net is credited: credit no more than that. Else <see langword="null"/>.</param>
public sealed record CreditableLine(int Line, decimal Quantity, Money Amount, Money? Borne = null);
