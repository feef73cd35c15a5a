using Psa.Charges;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>The drafts of a customer, and the items as they stand on them.</summary>
internal sealed record InvoiceDrafts
{
    /// <summary>Gets the new sales items, invoiced or not.</summary>
    internal IReadOnlyList<SalesItem> Items { get; init; } = [];

    /// <summary>Gets items of before that were put on an invoice.</summary>
    internal IReadOnlyList<SalesItem> InvoicedItems { get; init; } = [];

    /// <summary>Gets the drafts.</summary>
    internal IReadOnlyList<Invoice> Invoices { get; init; } = [];

    /// <summary>Gets why items could not be invoiced.</summary>
    internal IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}
