namespace Psa.Documents;

/// <summary>How a document was priced anew: the data of <see cref="Events.EventKinds.DocumentRepriced"/>.</summary>
public sealed record RepricedDocument
{
    /// <summary>Gets what changed in the catalog, one of <see cref="Events.EventKinds"/>; <see langword="null"/> when the document took a step, or somebody asked for it.</summary>
    public string? Cause { get; init; }

    /// <summary>Gets the id of the record that changed, or <see langword="null"/>.</summary>
    public Guid? Record { get; init; }

    /// <summary>Gets who changed it, or <see langword="null"/>.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Gets the id of the <see cref="Runs.RepricingRun"/>, or <see langword="null"/> when the document was priced anew by itself.</summary>
    public Guid? Run { get; init; }

    /// <summary>Gets the lines that have another price now, or have lost theirs.</summary>
    public required ValueList<PriceDifference> Differences { get; init; }
}
