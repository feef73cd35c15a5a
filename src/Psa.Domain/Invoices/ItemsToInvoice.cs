using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>A customer's items of which invoices are drafted.</summary>
internal sealed record ItemsToInvoice
{
    /// <summary>Gets the customer.</summary>
    internal required Customer Customer { get; init; }

    /// <summary>Gets the customer's contracts, of all billing entities.</summary>
    internal required IReadOnlyList<Contract> Contracts { get; init; }

    /// <summary>Gets the items that are new.</summary>
    internal required IReadOnlyList<SalesItem> Items { get; init; }

    /// <summary>Gets the draft and pending items of before.</summary>
    internal required IReadOnlyList<SalesItem> OpenItems { get; init; }
}
