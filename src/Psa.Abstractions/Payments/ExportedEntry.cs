using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>An entry of an account as bookkeeping takes it.</summary>
public sealed record ExportedEntry
{
    /// <summary>Gets the entry.</summary>
    public required Id<PaymentEntry> Entry { get; init; }

    /// <summary>Gets what it is; its kind says whether it lowers or raises what is owed.</summary>
    public required PaymentKind Kind { get; init; }

    /// <summary>Gets which of the tenant's companies the account is with.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the number (debtor code) of the payer.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Gets the number of the document that it settles, or <see langword="null"/> for customer credit.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Gets the number of the credit note that it settles, or <see langword="null"/>.</summary>
    public string? CreditNoteNumber { get; init; }

    /// <summary>Gets the day from which it counts.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the day the bank says, or <see langword="null"/>.</summary>
    public LocalDate? ValueDate { get; init; }

    /// <summary>Gets how much, as the entry says it.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets how it was paid, or <see langword="null"/> where no money moved.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>Gets what the bank or the payer wrote, or <see langword="null"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets why, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what of an early-payment discount belongs to what is taxed alike, by what was left of the document when it was recorded: it adds up to the amount, and is the same whenever it is exported. Empty for all else.</summary>
    public ValueList<DiscountedTax> Discounts { get; init; }
}
