using System.Collections.Frozen;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Usage;

namespace Psa.Runs;

/// <summary>All that decides what a customer is billed in a run, as a store holds it.</summary>
public sealed record CustomerFacts
{
    /// <summary>Gets the customer.</summary>
    public required Customer Customer { get; init; }

    /// <summary>Gets the customer's contracts, of all billing entities.</summary>
    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    /// <summary>Gets the parts of those contracts.</summary>
    public IReadOnlyList<ContractPart> Parts { get; init; } = [];

    /// <summary>Gets how far parts and uncovered usage have been billed.</summary>
    public IReadOnlyList<PartLedger> Ledgers { get; init; } = [];

    /// <summary>Gets the customer's usage, ascending by date, from the first slot that must be looked at.</summary>
    public IReadOnlyList<UsageRecord> Usage { get; init; } = [];

    /// <summary>Gets the draft and pending items up to the bill-through date.</summary>
    public IReadOnlyList<SalesItem> OpenItems { get; init; } = [];

    /// <summary>Gets all items that parts with changed facts ever had, by part.</summary>
    public IReadOnlyDictionary<Id<ContractPart>, IReadOnlyList<SalesItem>> History { get; init; } = FrozenDictionary<Id<ContractPart>, IReadOnlyList<SalesItem>>.Empty;

    /// <summary>Gets the documents of the history that are no more than drafts.</summary>
    internal IReadOnlySet<Id<Invoice>> Drafts { get; init; } = FrozenSet<Id<Invoice>>.Empty;

    /// <summary>Gets what corrections among the open items correct, where it isn't known yet who is invoiced.</summary>
    internal IReadOnlyDictionary<Id<SalesItem>, BilledPeriod> Corrected { get; init; } = FrozenDictionary<Id<SalesItem>, BilledPeriod>.Empty;

    /// <summary>Gets what was thrown when they were read: then they are not complete, and nothing is billed.</summary>
    internal Exception? Fault { get; init; }
}
