using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>What a run does for a customer: what is new and what changes. Nothing is stored until the batch commits, so a preview is the same value.</summary>
public sealed record CustomerBilling
{
    /// <summary>Gets the customer.</summary>
    public required Customer Customer { get; init; }

    /// <summary>Gets the new sales items, as they stand after invoicing.</summary>
    public IReadOnlyList<SalesItem> Items { get; init; } = [];

    /// <summary>Gets items of before that were put on an invoice.</summary>
    public IReadOnlyList<SalesItem> InvoicedItems { get; init; } = [];

    /// <summary>Gets the drafts.</summary>
    public IReadOnlyList<Invoice> Invoices { get; init; } = [];

    /// <summary>Gets the ledgers that are new or change.</summary>
    public IReadOnlyList<PartLedger> Ledgers { get; init; } = [];

    /// <summary>Gets what could not be billed or invoiced.</summary>
    public IReadOnlyList<RunObstacle> Obstacles { get; init; } = [];

    /// <summary>Gets the exceptions behind obstacles of the code <c>billing.unexpected</c>, to be logged: obstacles are stored, stacks aren't.</summary>
    public IReadOnlyList<Exception> Faults { get; init; } = [];
}
