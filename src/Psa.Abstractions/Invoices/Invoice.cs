using System.Text.Json.Serialization;
using NodaTime;
using Psa.Documents;
using Psa.Runs;

namespace Psa.Invoices;

/// <summary>
/// An invoice or credit note. Once issued it never changes: number, parties, lines, tax and totals are snapshots; corrections are credit notes.
/// </summary>
public sealed record Invoice : Document, IEntity<Invoice>, IFresh
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

    /// <summary>Gets where the document stands; only its lifecycle changes it.</summary>
    public required InvoiceStatus Status { get; init; }

    /// <summary>Gets the run that drafted it, or <see langword="null"/>.</summary>
    public Id<BillingRun>? Run { get; init; }

    /// <summary>Gets what all its items have in common; the second criterion of the numbering order.</summary>
    public required string GroupingKey { get; init; }

    /// <summary>Gets the day by which it is to be paid.</summary>
    public required LocalDate DueDate { get; init; }

    /// <summary>Gets when it got its number, or <see langword="null"/> for a draft.</summary>
    public Instant? IssuedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the sales items that it bills, each with how many of the lines are its, in the order of the lines.</summary>
    public required ValueList<InvoicedItem> Items { get; init; }

    /// <summary>Gets what the lines come to by contract, or by customer on a consolidated document; empty when the payer wants no subtotals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Subtotal> Subtotals { get; init; }

    /// <summary>Gets the invoices that it corrects; only on credit notes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Invoice>> Corrects { get; init; }

    /// <summary>Gets why a draft isn't issued with its run, or <see langword="null"/> when nobody holds it back.</summary>
    public DocumentHold? Hold { get; init; }

    /// <summary>Gets what a credit note that somebody wrote credits; <see langword="null"/> on invoices, and on credit notes that a run made.</summary>
    public CreditedInvoice? Credit { get; init; }

    /// <summary>Finds the sales item that a line bills.</summary>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0.</param>
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
