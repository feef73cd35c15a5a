namespace Psa.Documents;

/// <summary>Lines of a document that are shown as one.</summary>
/// <param name="Shown">
/// What is shown: it multiplies out as every line does, and comes to what its lines come to. Quantity and price are those of the lines where unit, price, discount and share are alike,
/// else it is one lot.
/// </param>
/// <param name="Totals">Σ of the totals of its lines: their nets, shares of the document discounts, and taxes.</param>
/// <param name="Notes">The notes of a line that stands by itself; those of others stand with them in the appendix.</param>
/// <param name="Lines">The places of its lines in the document, from 0, notes included: of all groups, each line once.</param>
public sealed record LineGroup(DocumentLine Shown, LineTotals Totals, ValueList<string> Notes, ValueList<int> Lines);
