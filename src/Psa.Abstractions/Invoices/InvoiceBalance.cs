using System.Text.Json.Serialization;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>
/// What became of an issued document: what was credited of it and what its entries come to. It is made with the first of them, stands beside the document, which never changes, and is what two
/// who credit or settle the same document conflict on. A document without one is as it was issued.
/// </summary>
public sealed record InvoiceBalance : IEntity<InvoiceBalance>
{
    /// <inheritdoc/>
    public required Id<InvoiceBalance> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the document.</summary>
    public required Id<Invoice> Invoice { get; init; }

    /// <summary>Gets whether the document is an invoice or a credit note.</summary>
    public InvoiceKind Kind { get; init; }

    /// <summary>Gets who is billed by it.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies billed.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the status that follows from the sums.</summary>
    public required InvoiceStatus Status { get; init; }

    /// <summary>Gets what the document comes to: its total with tax and its payable rounding.</summary>
    public required Money Total { get; init; }

    /// <summary>Gets what its issued credit notes come to.</summary>
    public required Money Credited { get; init; }

    /// <summary>Gets what is settled: what its entries come to, payments less reversals and refunds. What is paid beyond what is open is here too.</summary>
    public required Money Settled { get; init; }

    /// <summary>Gets as much of <see cref="Settled"/> as was paid: payments and applied credit less reversals. Refunds, discounts and write-offs don't count.</summary>
    public required Money Paid { get; init; }

    /// <summary>Gets what is credited of its lines, in their order, drafts of credit notes counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<CreditedLine> Lines { get; init; }

    /// <summary>Gets what is credited of its document charges, drafts of credit notes counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<CreditedCharge> Charges { get; init; }

    /// <summary>Gets its credit notes, drafts too, in the order they were drafted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Invoice>> CreditNotes { get; init; }

    /// <summary>Gets what those of its credit notes come to that are drafts still.</summary>
    public required Money Drafted { get; init; }

    /// <summary>Gets what is left to be paid; zero when nothing is.</summary>
    [JsonIgnore]
    public Money Open => Left.Sign > 0 ? Left : Money.Zero(Total.Currency);

    /// <summary>Gets what is owed to the customer: what was credited and settled beyond the total.</summary>
    [JsonIgnore]
    public Money Owed => Left.Sign < 0 ? -Left : Money.Zero(Total.Currency);

    /// <summary>Gets total − credited − settled, of either sign.</summary>
    [JsonIgnore]
    public Money Left => Total - Credited - Settled;
}
