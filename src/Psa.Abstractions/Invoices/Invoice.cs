using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.Documents;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>
/// An invoice or credit note. Once issued it never changes: number, parties, lines, tax and totals are snapshots; corrections are credit notes.
/// </summary>
public sealed record Invoice : IEntity<Invoice>, IFresh
{
    private long _version;

    /// <inheritdoc/>
    public required Id<Invoice> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version
    {
        get => _version;
        init => _version = value;
    }

    /// <summary>Gets whether it is an invoice or a credit note.</summary>
    public InvoiceKind Kind { get; init; }

    /// <summary>Gets the number, or <see langword="null"/> for a draft.</summary>
    public string? Number { get; init; }

    /// <summary>Gets where the document stands; only its lifecycle changes it.</summary>
    public required InvoiceStatus Status { get; init; }

    /// <summary>Gets the customer that is billed: who pays for the customers that the lines name.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the billed customer's number, in whose order documents are numbered.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the run that drafted it, or <see langword="null"/>.</summary>
    public Id<BillingRun>? Run { get; init; }

    /// <summary>Gets what all its items have in common; the second criterion of the numbering order.</summary>
    public required string GroupingKey { get; init; }

    /// <summary>Gets the invoice date.</summary>
    public required LocalDate IssueDate { get; init; }

    /// <summary>Gets the day by which it is to be paid.</summary>
    public required LocalDate DueDate { get; init; }

    /// <summary>Gets when it got its number, or <see langword="null"/> for a draft.</summary>
    public Instant? IssuedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the seller: of a draft as it is stored now, from issue on as it was then.</summary>
    public required Party Seller { get; init; }

    /// <summary>Gets the buyer: of a draft as it is stored now, from issue on as it was then.</summary>
    public required Party Buyer { get; init; }

    /// <summary>Gets the terms of payment.</summary>
    public required PaymentTerms PaymentTerms { get; init; }

    /// <summary>Gets how it is paid.</summary>
    public PaymentMethod PaymentMethod { get; init; }

    /// <summary>Gets how it is sent.</summary>
    public DeliveryMethod Delivery { get; init; }

    /// <summary>Gets the language, an IETF tag.</summary>
    public string? Language { get; init; }

    /// <summary>Gets the title, in the language of the document.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Gets who else gets it by e-mail, beside the buyer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<string> Recipients { get; init; }

    /// <summary>Gets the note that is printed on it.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the seller's footer with its placeholders filled in, or <see langword="null"/> for none; that of a draft has no number yet.</summary>
    public string? Footer { get; init; }

    /// <summary>Gets the lines: a correction in the customer's favour is negative on an invoice and positive on a credit note.</summary>
    public required ValueList<DocumentLine> Lines { get; init; }

    /// <summary>Gets the sales items that it bills, each with how many of the lines are its, in the order of the lines.</summary>
    public required ValueList<InvoicedItem> Items { get; init; }

    /// <summary>Gets what the lines come to by contract, or by customer on a consolidated document; empty when the payer wants no subtotals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Subtotal> Subtotals { get; init; }

    /// <summary>Gets the totals, with tax by EN 16931 groups.</summary>
    public required DocumentTotals Totals { get; init; }

    /// <summary>Gets the invoices that it corrects; only on credit notes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Invoice>> Corrects { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule, and the only thing of an issued document that can still be set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }

    /// <summary>Finds the sales item that a line bills.</summary>
    /// <param name="line">The place of the line in <see cref="Lines"/>, from 0.</param>
    /// <returns>The item. O(items).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public InvoicedItem ItemOf(int line)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        var next = 0;
        foreach (var item in Items)
        {
            next += item.Lines;
            if (line < next)
            {
                return item;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(line), line, "The document has no such line.");
    }

    void IFresh.SetVersion(long version) => _version = version;
}
