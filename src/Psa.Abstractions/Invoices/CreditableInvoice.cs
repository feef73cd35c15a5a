namespace Psa.Invoices;

/// <summary>What of an issued invoice is left to be credited, drafts of credit notes counted.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="TotalWithTax">What is left of its total with tax, what credit notes of runs gave back taken off too; zero where that is more than lines below zero leave.</param>
/// <param name="Lines">What is left of its lines, in their order; lines of which nothing is left are left out.</param>
/// <param name="Charges">What is left of its document charges, by their place; those of which nothing is left are left out.</param>
public sealed record CreditableInvoice(Id<Invoice> Invoice, Money TotalWithTax, ValueList<CreditableLine> Lines, ValueList<CreditCharge> Charges);
