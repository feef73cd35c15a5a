namespace Psa.Documents;

/// <summary>
/// What a line's price with tax was freed of, because it is billed under another treatment than its own tax code's. The sales item keeps the line as it was agreed; the document has it without that tax.
/// </summary>
/// <param name="Rate">The rate of the tax that the price held.</param>
/// <param name="Amount">What the line came to on the document, without tax: what corrections give back.</param>
public sealed record FreedPrice(Percent Rate, Money Amount);
