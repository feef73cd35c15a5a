namespace Psa.Usage;

/// <summary>A row of usage that was not imported.</summary>
/// <param name="Line">The number of its line.</param>
/// <param name="SourceId">Its source id, or <see langword="null"/> when it has none.</param>
/// <param name="Problems">All that is wrong with it.</param>
public sealed record UsageRejection(long Line, string? SourceId, ValueList<Problem> Problems);
