namespace Psa.Storage;

/// <summary>Guards of commits in a store: found by their ids, which are derived from what they guard.</summary>
internal static class CommitGuardRecords
{
    internal static RecordType<CommitGuard> Type { get; } = new("commit_guard", static (r, v) => r with { Version = v });
}
