using NodaTime;

namespace Psa.Invoices;

/// <summary>What was done with an issued document: one record a document at most, whose id is derived from it. It stands beside the document, which never changes.</summary>
public sealed record InvoiceFlags : IEntity<InvoiceFlags>
{
    /// <inheritdoc/>
    public required Id<InvoiceFlags> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the document.</summary>
    public required Id<Invoice> Invoice { get; init; }

    /// <summary>Gets when, to whom and how it was sent last, or <see langword="null"/>.</summary>
    public InvoiceSending? Sent { get; init; }

    /// <summary>Gets the day it was exported for accounting first, or <see langword="null"/>.</summary>
    public LocalDate? FirstExported { get; init; }

    /// <summary>Gets the day it was exported for accounting last, or <see langword="null"/>.</summary>
    public LocalDate? LastExported { get; init; }

    /// <summary>Gets where it can be paid online, or <see langword="null"/>.</summary>
    public string? PaymentLink { get; init; }
}
