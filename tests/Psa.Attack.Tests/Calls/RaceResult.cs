namespace Psa.Attack.Tests.Calls;

/// <summary>How two calls ended, and what the store holds then.</summary>
internal sealed record RaceResult(Outcome First, Outcome Second, IReadOnlyList<string> Changes, Snapshot Now)
{
    private static readonly string[] Lost = [PsaErrors.Conflict, Storage.StoreErrors.Duplicate];

    /// <summary>Gets a value indicating whether the first one was told that somebody else was first.</summary>
    public bool FirstLost => First.Failure is PsaException && Lost.Contains(First.Word);

    public bool IsForeign => First.IsForeign || Second.IsForeign;

    public string Words => $"{First.Word} and {Second.Word}";

    public static async Task<RaceResult> OfAsync(Copy copy, World world, Outcome first, Outcome second, bool isReviewed = false)
    {
        if (isReviewed)
        {
            await World.Reopen(copy.Store).Credit.ReviewAsync(world.Ann);
        }

        var now = await copy.NowAsync(world);
        return new(first, second, now.Difference(world.Records, withEvents: true), now);
    }

    public bool Equal(string words, RaceResult other) => words == Words && Changes.SequenceEqual(other.Changes);

    /// <summary>
    /// Compares what is left of a run that was stopped underway: how far it had come doesn't matter then. Nor does whether a run that prices documents anew came to one first, or somebody who changed it, and so priced it.
    /// </summary>
    public bool EqualInTheEnd(string words, RaceResult other) => words == Words && Changes.Where(IsLasting).Select(Lasting).SequenceEqual(other.Changes.Where(IsLasting).Select(Lasting));

    /// <summary>Compares what is left when the scheduled call has looked at the limits of credit: it tells what two callers crossed only together, so how often that was told before doesn't matter.</summary>
    public bool EqualOnceReviewed(string words, RaceResult other) => words == Words && Changes.Where(IsNoNotice).SequenceEqual(other.Changes.Where(IsNoNotice));

    private static bool IsNoNotice(string change) => !change.StartsWith("told credit.limit_", StringComparison.Ordinal) || change.StartsWith("told credit.limits", StringComparison.Ordinal);

    private static bool IsLasting(string change) => !change.StartsWith("told ", StringComparison.Ordinal) && change.Split(' ')[1] is not (nameof(Runs.RunPartition) or nameof(Runs.RepricingRun));

    // of a billing run, where it stands: its counts say how far it had come
    private static string Lasting(string change) =>
        change.StartsWith($"now {nameof(Runs.BillingRun)} ", StringComparison.Ordinal) && change.IndexOf("\"status\":", StringComparison.Ordinal) is >= 0 and var at ? change[at..change.IndexOfAny([',', '}'], at)] : change;
}
