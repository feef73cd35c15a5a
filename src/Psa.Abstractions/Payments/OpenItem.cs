using NodaTime;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>An issued document of which something is left: to be paid, or owed to its payer.</summary>
public sealed record OpenItem
{
    /// <summary>Gets the document.</summary>
    public required Id<Invoice> Document { get; init; }

    /// <summary>Gets whether it is an invoice or a credit note.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Gets its number.</summary>
    public required string Number { get; init; }

    /// <summary>Gets which of the tenant's companies issued it.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets its date.</summary>
    public required LocalDate IssueDate { get; init; }

    /// <summary>Gets the earliest day on which something of it that is open was or is due; of what is owed to the payer the document's due date.</summary>
    public required LocalDate DueDate { get; init; }

    /// <summary>Gets what the document comes to, with tax and payable rounding.</summary>
    public required Money Total { get; init; }

    /// <summary>Gets what is left of it: above zero to be paid, below zero owed to the payer.</summary>
    public required Money Open { get; init; }

    /// <summary>Gets as much of <see cref="Open"/> as was due before the day.</summary>
    public required Money Overdue { get; init; }
}
