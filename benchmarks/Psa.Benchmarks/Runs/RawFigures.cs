namespace Psa.Benchmarks.Runs;

/// <summary>What the database alone takes for the rows that a run wrote: no billing library can be faster.</summary>
/// <param name="Rows">How many rows the run wrote.</param>
/// <param name="Insert">Writing them all once, new.</param>
/// <param name="Issue">Setting number, status, moment and version of each issued document.</param>
internal sealed record RawFigures(long Rows, Cost Insert, Cost Issue)
{
    /// <summary>Gives where the rows are written once more: beside the billed file, or into the one database that rounds copy into.</summary>
    internal static string CopyOf(string billed) => BenchDatabase.IsServer(billed) ? billed : Path.ChangeExtension(billed, "raw.db");

    internal static RawFigures? Measure(string seeded, string billed, string copy, int commits) =>
        seeded == BenchDatabase.Memory ? null
        : BenchDatabase.IsServer(seeded) ? RawPostgreSql.Measure(seeded, billed, copy)
        : RawSqlite.Measure(seeded, billed, copy, commits);
}
