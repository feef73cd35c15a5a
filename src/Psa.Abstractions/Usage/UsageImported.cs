namespace Psa.Usage;

/// <summary>What one commit of a usage import did: the data of <see cref="Events.EventKinds.UsageImported"/>.</summary>
/// <param name="Imported">How many rows were new.</param>
/// <param name="Replaced">How many rows replaced another value.</param>
public sealed record UsageImported(long Imported, long Replaced);
