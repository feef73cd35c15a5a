namespace Psa.Attack.Tests.Calls;

/// <summary>A moment of a store, at which it held a world and nothing else of its tenant.</summary>
/// <param name="Event">The number of the tenant's last event.</param>
/// <param name="Commit">How many commits there were.</param>
internal readonly record struct Mark(long Event, long Commit)
{
    /// <summary>Gets the moment before everything, since which all may have changed.</summary>
    public static Mark Never { get; } = new(0, -1);
}
