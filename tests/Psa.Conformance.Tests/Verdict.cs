namespace Psa.Conformance.Tests;

/// <summary>What came of a case.</summary>
internal enum Outcome
{
    Passed,
    Failed,

    /// <summary>Needs a module that this project doesn't exercise yet.</summary>
    NotCovered,
}

/// <param name="Outcome">Passed or not.</param>
/// <param name="Why">What differs.</param>
/// <param name="What">Which part of the answer differs.</param>
internal sealed record Verdict(Outcome Outcome, string Why, string? What = null)
{
    public static Verdict NotCovered { get; } = new(Outcome.NotCovered, "no adapter yet");

    public static Verdict Passed { get; } = new(Outcome.Passed, string.Empty);

    public static Verdict Failed(string why) => new(Outcome.Failed, why);

    /// <summary>Compares all pairs and names the first that differs.</summary>
    public static Verdict Same(params (string What, object? Expected, object? Actual)[] pairs)
    {
        foreach (var (what, expected, actual) in pairs)
        {
            if (!Equals(expected, actual))
            {
                return Failed($"{what}: expected {expected ?? "nothing"}, got {actual ?? "nothing"}") with { What = what };
            }
        }

        return Passed;
    }
}
