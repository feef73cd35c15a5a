using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>What a run does for a payer and all it pays for: what is new and what changes. Nothing is stored until the batch commits, so a preview is the same value.</summary>
public sealed record PayerBilling
{
    /// <summary>Gets who pays.</summary>
    public required Customer Payer { get; init; }

    /// <summary>Gets the customers it pays for that were looked at, in the order of their ids.</summary>
    public required IReadOnlyList<Customer> Customers { get; init; }

    /// <summary>Gets the new sales items, as they stand after invoicing.</summary>
    public IReadOnlyList<SalesItem> Items { get; init; } = [];

    /// <summary>Gets items of before that were put on an invoice.</summary>
    public IReadOnlyList<SalesItem> InvoicedItems { get; init; } = [];

    /// <summary>Gets the drafts: the payer's, and those of others who were invoiced before.</summary>
    public IReadOnlyList<Invoice> Invoices { get; init; } = [];

    /// <summary>Gets the ledgers that are new or change.</summary>
    public IReadOnlyList<PartLedger> Ledgers { get; init; } = [];

    /// <summary>Gets what could not be billed or invoiced.</summary>
    public IReadOnlyList<RunObstacle> Obstacles { get; init; } = [];

    /// <summary>Gets the exceptions behind obstacles of the code <c>billing.unexpected</c>, to be logged: obstacles are stored, stacks aren't.</summary>
    public IReadOnlyList<Exception> Faults { get; init; } = [];
}
