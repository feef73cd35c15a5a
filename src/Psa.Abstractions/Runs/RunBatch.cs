using System.Text.Json.Serialization;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>What one commit of a billing run did: the data of <see cref="Events.EventKinds.BillingRunBatch"/>, from which a host can mail each document.</summary>
public sealed record RunBatch
{
    /// <summary>Gets what the run was busy with: items and drafts were made, numbers given, or drafts and items withdrawn.</summary>
    public required RunPhase Phase { get; init; }

    /// <summary>Gets the index of the partition while calculating, else <see langword="null"/>.</summary>
    public int? Partition { get; init; }

    /// <summary>Gets the items that were made or put on a draft, or withdrawn.</summary>
    public ValueList<Id<SalesItem>> Items { get; init; }

    /// <summary>Gets the items of a run that is taken back which stand on a document by hand: they stay there, and stay billed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<SalesItem>> Kept { get; init; }

    /// <summary>Gets the documents that were drafted, issued or deleted, in the order of their numbers when they were issued.</summary>
    public ValueList<RunDocument> Documents { get; init; }
}
