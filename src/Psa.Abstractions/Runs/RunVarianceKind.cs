namespace Psa.Runs;

/// <summary>How a part compares with what the run before billed of it.</summary>
public enum RunVarianceKind
{
    /// <summary>Billed in both, at another amount.</summary>
    Changed,

    /// <summary>Not billed by the run before.</summary>
    New,

    /// <summary>Billed by the run before only.</summary>
    Gone,
}
