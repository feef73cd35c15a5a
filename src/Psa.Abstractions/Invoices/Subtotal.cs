namespace Psa.Invoices;

/// <summary>What the lines of one contract come to, or on a document for several customers those of one customer.</summary>
/// <param name="Text">The contract's number and name, or the customer's name, in the words of the document's language; empty for lines of no contract.</param>
/// <param name="Net">The sum of the lines without tax: the subtotals of a document add up to its line total.</param>
/// <param name="Lines">How many lines it sums up: they stand together, in the order of the subtotals.</param>
public sealed record Subtotal(string Text, Money Net, int Lines);
