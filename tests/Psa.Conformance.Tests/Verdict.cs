namespace Psa.Conformance.Tests;

/// <summary>What an adapter says of a case: which outputs differ, or why it isn't covered.</summary>
/// <param name="Differences">Each output that differs, by name, and how.</param>
/// <param name="NotCovered">The name of the reason in <c>not-covered.json</c>, when nothing was compared.</param>
/// <param name="IsRefusal">Whether the case was refused as a whole, so that nothing else of it was asked.</param>
internal sealed record Verdict(IReadOnlyList<(string What, string How)> Differences, string? NotCovered = null, bool IsRefusal = false)
{
    /// <summary>Refused, as the case demands or by a rule that explains it.</summary>
    public static Verdict RightlyRefused { get; } = new([], IsRefusal: true);

    public static Verdict Gap(string reason) => new([], reason);

    public static Verdict Refused(string what, string how) => new([(what, how)], IsRefusal: true);

    public static Verdict Failed(string what, string how) => new([(what, how)]);

    /// <summary>Compares all pairs, and names each that differs.</summary>
    public static Verdict Same(params IEnumerable<(string What, object? Expected, object? Actual)> pairs) => new(
    [
        .. pairs.Where(pair => !Equals(pair.Expected, pair.Actual)).Select(pair => (pair.What, $"expected {pair.Expected ?? "nothing"}, got {pair.Actual ?? "nothing"}")),
    ]);
}
