namespace Psa.Samples.BillingRun.Focus;

/// <summary>What a first reading of a FOCUS file finds: who is charged for which services, over which months. Nothing is stored yet, so a bad file changes nothing.</summary>
public sealed class FocusScan
{
    private readonly SortedDictionary<string, FocusCustomer> _customers = new(StringComparer.Ordinal);
    private readonly List<RejectedRow> _rejected = [];

    private FocusScan()
    {
    }

    /// <summary>Gets how many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>Gets how many rows can be used.</summary>
    public int Usable => Rows - _rejected.Count;

    /// <summary>Gets the rows that can't be used, in their order.</summary>
    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    /// <summary>Gets who is charged.</summary>
    public IReadOnlyCollection<FocusCustomer> Customers => _customers.Values;

    /// <summary>Gets the last day of the last month that is charged.</summary>
    public LocalDate Through { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SampleException">The file can't be read, is no FOCUS table, or has no usable row.</exception>
    public static FocusScan Of(string file, CancellationToken cancellationToken)
    {
        RequireReadableTwice(file);
        var scan = new FocusScan();
        var reader = new FocusReader(file, scan._rejected.Add);
        var last = LocalDate.MinIsoValue;
        foreach (var row in reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            scan.Note(row);
            last = LocalDate.Max(last, row.Date);
        }

        scan.Rows = reader.Rows;
        if (scan.Usable == 0)
        {
            var first = scan._rejected.Count == 0 ? "it has a header only" : FormattableString.Invariant($"line {scan._rejected[0].Line}: {scan._rejected[0].Reason}");
            throw new SampleException(SampleErrors.UsageEmpty, $"'{file}' has no row that can be billed ({first}). Check the export.");
        }

        scan.Through = DateAdjusters.EndOfMonth(last);
        return scan;
    }

    private static void RequireReadableTwice(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (!stream.CanSeek)
            {
                throw new IOException("It is read twice, which a pipe or device can't be.");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(SampleErrors.UsageUnreadable, $"'{file}' can't be read: {problem.Message} Give --usage a file.", problem);
        }
    }

    private void Note(FocusRow row)
    {
        if (!_customers.TryGetValue(row.SubAccountId, out var customer))
        {
            _customers.Add(row.SubAccountId, customer = new(row.SubAccountId, row.SubAccountName, row.Cost.Currency));
        }

        customer.Services.Add(row.ServiceName);
    }
}

/// <summary>A sub-account and the services it is charged for.</summary>
public sealed record FocusCustomer(string Number, string Name, Currency Currency)
{
    public SortedSet<string> Services { get; } = new(StringComparer.Ordinal);
}
