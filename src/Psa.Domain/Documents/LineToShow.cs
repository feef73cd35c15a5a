using Psa.Customers;

namespace Psa.Documents;

/// <summary>A line of a document, with what decides beside which others it may be shown.</summary>
/// <param name="Line">The line as it stands on the document.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="Grouping">How its contract or payer has it shown.</param>
/// <param name="Customer">The customer it is for.</param>
/// <param name="Source">What it bills, where lines are shown by part.</param>
/// <param name="Item">The place of its item: notes stay with a line of their own item.</param>
/// <param name="Section">The place of the subtotal it belongs to.</param>
internal readonly record struct LineToShow(DocumentLine Line, LineTotals Totals, LineGrouping Grouping, Id<Customer> Customer, Guid? Source, int Item, int Section);
