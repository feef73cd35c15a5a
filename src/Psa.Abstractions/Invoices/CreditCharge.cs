namespace Psa.Invoices;

/// <summary>What is to be credited of a document charge of an invoice.</summary>
/// <param name="Charge">The place of the charge in the invoice's <see cref="Documents.Document.Charges"/>, from 0.</param>
/// <param name="Amount">How much, of the charge's sign; with tax where the invoice's prices hold it. Over several tax groups it is spread by what is left in each.</param>
public sealed record CreditCharge(int Charge, Money Amount);
