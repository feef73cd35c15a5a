using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Usage;

namespace Psa.SalesItems;

/// <summary>All that decides what a part is billed: facts in, money out.</summary>
public sealed record PartFacts
{
    /// <summary>Gets the contract; for usage that no part covers, terms made up from the catalog.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Gets the part.</summary>
    public required ContractPart Part { get; init; }

    /// <summary>Gets where its items come from.</summary>
    public SalesItemSource Source { get; init; } = SalesItemSource.ContractPart;

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Product? Product { get; init; }

    /// <summary>Gets the last day of the customer's trial, included.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets whether the customer's billing information is complete; without it, items are drafts.</summary>
    public bool CanBeInvoiced { get; init; } = true;

    /// <summary>Gets what the part's counter reported, ascending by date.</summary>
    public IReadOnlyList<UsageRecord> Usage { get; init; } = [];

    /// <summary>Gets how far the part was billed, or <see langword="null"/> before the first run.</summary>
    public PartLedger? Ledger { get; init; }

    /// <summary>Gets all items that the part ever had for the slots that may have changed; none for a part that didn't change.</summary>
    public IReadOnlyList<SalesItem> History { get; init; } = [];
}
