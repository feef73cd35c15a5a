using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Invoices;

/// <summary>What is needed to draft a credit note: the whole of an invoice, or lines and charges of it, or an amount on the document.</summary>
public sealed record NewCreditNote
{
    /// <summary>Gets the id that the credit note is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the credit note is made once.</summary>
    public Id<Invoice>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the invoice, issued.</summary>
    public required Id<Invoice> Invoice { get; init; }

    /// <summary>Gets why; it stands on the credit note.</summary>
    public required string Reason { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the date of the credit note, not before the invoice's; <see langword="null"/> for today.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Gets whether all that is left of the invoice is credited.</summary>
    public bool Whole { get; init; }

    /// <summary>Gets what is credited of its lines, each line once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<CreditLine> Lines { get; init; }

    /// <summary>Gets what is credited of its document charges, each charge once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<CreditCharge> Charges { get; init; }

    /// <summary>Gets an amount on the document, with tax and above zero: it is spread over the tax groups by what is left of each.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets whether sales items that are credited in full with it are released, so that their source is billed anew.</summary>
    public bool Releases { get; init; }

    /// <summary>Gets how it is settled when it is issued.</summary>
    public CreditSettlement Settlement { get; init; }

    /// <summary>Gets the host's own keys that the credit note is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
