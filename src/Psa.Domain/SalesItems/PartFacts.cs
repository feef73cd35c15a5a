using System.Collections.Frozen;
using Psa.Charges;
using Psa.Invoices;

namespace Psa.SalesItems;

/// <summary>All that decides what a part is billed: facts in, money out.</summary>
internal sealed record PartFacts : ChargeFacts
{
    /// <summary>Gets where its items come from.</summary>
    public SalesItemSource Source { get; init; } = SalesItemSource.ContractPart;

    /// <summary>Gets whether no billing entity bills it: then what it comes to is only told.</summary>
    public bool IsHomeless { get; init; }

    /// <summary>Gets whether the customer's billing information is complete; without it, items are drafts.</summary>
    public bool CanBeInvoiced { get; init; } = true;

    /// <summary>Gets how far the part was billed, or <see langword="null"/> before the first run.</summary>
    public PartLedger? Ledger { get; init; }

    /// <summary>Gets all items that the part ever had for the slots that may have changed; none for a part that didn't change.</summary>
    public IReadOnlyList<SalesItem> History { get; init; } = [];

    /// <summary>Gets the documents of the history that are no more than drafts.</summary>
    public IReadOnlySet<Id<Invoice>> Drafts { get; init; } = FrozenSet<Id<Invoice>>.Empty;
}
