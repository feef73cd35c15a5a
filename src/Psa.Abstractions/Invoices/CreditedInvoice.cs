using System.Text.Json.Serialization;
using Psa.Adjustments;

namespace Psa.Invoices;

/// <summary>What a credit note that somebody wrote credits of its invoice, and why.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Reason">Why; stands on the credit note.</param>
/// <param name="Lines">What is credited of each of the invoice's lines, in their order; also what an amount on the document was spread over.</param>
/// <param name="Charges">What is credited of the invoice's document charges.</param>
/// <param name="Releases">Whether sales items that are credited in full with it are released, so that their source is billed anew.</param>
/// <param name="Settlement">How it is settled when it is issued.</param>
/// <param name="IsOnDocument">Whether it is an amount on the document, and not of chosen lines: then what may be refunded of it is what is owed.</param>
/// <param name="Adjustment">The billing adjustment that made it, or <see langword="null"/>: what it credits is taken into account there.</param>
public sealed record CreditedInvoice(
    Id<Invoice> Invoice,
    string Reason,
    ValueList<CreditedLine> Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<CreditedCharge> Charges = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Releases = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] CreditSettlement Settlement = CreditSettlement.None,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsOnDocument = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Id<Adjustment>? Adjustment = null);
