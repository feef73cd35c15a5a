namespace Psa.Conformance.Tests;

internal enum Outcome
{
    Passed,

    /// <summary>Some outputs differ, each by a rule that <c>deviations.json</c> names; the others are as expected.</summary>
    Deviates,

    /// <summary>What it needs is none of our rules: <c>not-covered.json</c> says why.</summary>
    NotCovered,
    Failed,
}

/// <summary>What came of a case.</summary>
internal sealed record Result(Case Given, Outcome Outcome, string Why, IReadOnlyList<Deviation> Deviations, IReadOnlyList<DescriptiveKey> Descriptions)
{
    public static Result Of(Case given) => Of(given, Adapters.Run(given), Deviation.All, DescriptiveKey.All);

    public static Result Of(Case given, Verdict verdict, IReadOnlyList<Deviation> deviations, IReadOnlyList<DescriptiveKey> descriptions)
    {
        if (verdict.NotCovered is { } reason)
        {
            return new(given, Outcome.NotCovered, reason, [], []);
        }

        var excused = verdict.Differences.Select(difference => (difference, Deviation: deviations.FirstOrDefault(deviation => deviation.Excuses(given, difference.What)))).ToArray();
        var unread = (verdict.IsRefusal ? [] : given.Unread).Select(path => (path, Key: descriptions.FirstOrDefault(key => key.Describes(given, path)))).ToArray();
        string[] failures =
        [
            .. excused.Where(pair => pair.Deviation is null).Select(pair => $"{pair.difference.What}: {pair.difference.How}"),
            .. unread.Where(pair => pair.Key is null).Select(pair => $"nobody read {pair.path}"),
        ];
        return new(
            given,
            failures.Length > 0 ? Outcome.Failed : excused.Length > 0 ? Outcome.Deviates : Outcome.Passed,
            failures.Length > 0 ? string.Join("; ", failures) : string.Join("; ", excused.Select(pair => $"{pair.difference.What}, by {pair.Deviation!.Rule}")),
            [.. excused.Select(pair => pair.Deviation).OfType<Deviation>().Distinct()],
            [.. unread.Select(pair => pair.Key).OfType<DescriptiveKey>().Distinct()]);
    }
}
