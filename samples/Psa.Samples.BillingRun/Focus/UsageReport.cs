namespace Psa.Samples.BillingRun.Focus;

/// <summary>What became of every row of a usage file.</summary>
/// <param name="Rows">How many there were.</param>
/// <param name="Rejected">Those that were not imported, in the order of their lines; all others are stored.</param>
internal sealed record UsageReport(long Rows, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>Gets the report of a run without a file.</summary>
    internal static UsageReport None { get; } = new(0, []);

    /// <summary>Gets how many rows are stored, now or since an earlier import.</summary>
    internal long Imported => Rows - Rejected.Count;

    /// <summary>Joins what the reader and the library made of a file.</summary>
    internal static UsageReport Of(FocusScan scan, UsageImportResult imported) => new(
        scan.Rows,
        [.. scan.Rejected.Concat(imported.Rejected.Select(row => new RejectedRow((int)row.Line, string.Join(" ", row.Problems.Select(problem => problem.Message))))).OrderBy(row => row.Line)]);
}
