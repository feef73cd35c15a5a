namespace Psa.Benchmarks.Reprice;

/// <summary>What a process did, as it tells its parent.</summary>
/// <param name="Documents">How many documents were priced anew, by all processes.</param>
/// <param name="Total">What all drafts come to together, in minor units.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="StartSeconds">How long the process needed before it began.</param>
/// <param name="PeakMegabytes">The most memory that it had.</param>
internal sealed record Repriced(long Documents, long Total, double Seconds, double StartSeconds, double PeakMegabytes);
