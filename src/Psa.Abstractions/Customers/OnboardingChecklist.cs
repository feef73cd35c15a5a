using Psa.Sellers;

namespace Psa.Customers;

/// <summary>What a tenant has yet to set up before its first run. Everything done: <see cref="IsDone"/>.</summary>
public sealed record OnboardingChecklist
{
    /// <summary>Gets the billing entity that new customers are billed by, or <see langword="null"/> while there is none.</summary>
    public required Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets whether its invoice numbers are confirmed to continue those of the accounting software.</summary>
    public required bool InvoiceNumbersConfirmed { get; init; }

    /// <summary>Gets whether its credit-note numbers are confirmed.</summary>
    public required bool CreditNoteNumbersConfirmed { get; init; }

    /// <summary>Gets whether lines that name no tax get one: from the entity or the tax table.</summary>
    public required bool HasDefaultTax { get; init; }

    /// <summary>Gets whether everything is done.</summary>
    public bool IsDone => BillingEntity is not null && InvoiceNumbersConfirmed && CreditNoteNumbersConfirmed && HasDefaultTax;
}
