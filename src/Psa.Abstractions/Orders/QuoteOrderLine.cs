namespace Psa.Orders;

/// <summary>How much of a line of a quote is ordered.</summary>
/// <param name="Line">The place of the line in the quote, from 0; of a bundle that of its heading, whose components go with it.</param>
/// <param name="Quantity">How many units, of the line's sign, and at most what isn't ordered yet.</param>
public readonly record struct QuoteOrderLine(int Line, decimal Quantity);
