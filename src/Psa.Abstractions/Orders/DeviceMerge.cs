namespace Psa.Orders;

/// <summary>What became of a device's file.</summary>
public sealed record DeviceMerge
{
    /// <summary>Gets the documents of which something was merged, now or by an earlier file, in the order of the file.</summary>
    public ValueList<MergedDocument> Merged { get; init; }

    /// <summary>Gets what was refused, in the order of the file. It stays refused when the file is merged again: a device that mends it gives it a new id.</summary>
    public ValueList<RefusedEntry> Refused { get; init; }

    /// <summary>Gets what was claimed and passed over (<c>offline.claim_ignored</c>), with the places.</summary>
    public ValueList<Problem> Ignored { get; init; }
}
