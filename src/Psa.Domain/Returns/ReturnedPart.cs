using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Returns;

/// <summary>What is given back of goods that came back: by a line of the document that billed them, or by an item where that can't be credited.</summary>
/// <param name="Item">The item that billed the goods.</param>
/// <param name="Document">The document, issued.</param>
/// <param name="Line">Its line: that of the item, or of a later one by which what was credited of the item is charged again.</param>
/// <param name="Amount">How much, above zero.</param>
internal readonly record struct ReturnedPart(SalesItem Item, Invoice Document, CreditLine Line, Money Amount)
{
    /// <summary>Gets the amount with the sign of the line: a run's credit note says below zero what it bills.</summary>
    internal Money OnDocument => Document.Kind == InvoiceKind.CreditNote ? -Amount : Amount;
}
