using Psa.Invoices;

namespace Psa.Adjustments;

/// <summary>
/// What a document of an adjustment credits of a line in exchange for another: a correction that leaves too little of an invoice is charged back, and what it corrected is credited instead. Of both together nothing is credited.
/// </summary>
/// <param name="TaxCode">The tax code of the difference for which room was made.</param>
/// <param name="Invoice">The document on which the line stands.</param>
/// <param name="Line">The place of the line, from 0.</param>
/// <param name="Net">How much, without tax; below zero it is charged back.</param>
public sealed record ExchangedLine(string TaxCode, Id<Invoice> Invoice, int Line, Money Net);
