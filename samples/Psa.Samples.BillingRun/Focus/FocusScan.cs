namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// What a first reading of an export's files finds: who is charged for which services, over which months, in which deliveries. Nothing is stored yet, so a bad file changes nothing.
/// </summary>
public sealed class FocusScan
{
    private readonly SortedDictionary<string, FocusCustomer> _customers = new(StringComparer.Ordinal);
    private readonly HashSet<FocusDelivery> _deliveries = [];
    private readonly List<RejectedRow> _rejected = [];
    private readonly FocusReader _reader;

    private FocusScan(IReadOnlyList<string> files, string? scope) => (Files, Scope, _reader) = (files, scope, new(files, scope));

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

    /// <summary>Gets how many quantities have more decimals than the library takes.</summary>
    internal int RoundedQuantities { get; private set; }

    internal IReadOnlyList<string> Files { get; }

    internal string? Scope { get; }

    /// <summary>Gets the deliveries that the rows are of, in their order.</summary>
    internal IEnumerable<FocusDelivery> Deliveries => _deliveries.OrderBy(delivery => delivery.Scope, StringComparer.Ordinal).ThenBy(delivery => delivery.Period.Start).ThenBy(delivery => delivery.Period.EndExclusive);

    /// <summary>Reads the files of one export.</summary>
    /// <param name="files">The files.</param>
    /// <param name="scope">What they are all of, or <see langword="null"/> for the billing account of each row.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SampleException">One can't be read or is no FOCUS table, or there is no usable row.</exception>
    public static FocusScan Of(IReadOnlyList<string> files, string? scope, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            RequireReadableTwice(file);
        }

        var scan = new FocusScan(files, scope);
        var last = LocalDate.MinIsoValue;
        foreach (var line in scan._reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            scan.Rows++;
            if (line.Row is { } row)
            {
                scan.Note(row, line.Delivery!);
                last = LocalDate.Max(last, row.Start.Utc.Date);
            }
            else
            {
                scan._rejected.Add(RejectedRow.Of(line, line.Problem));
            }
        }

        if (scan.Usable == 0)
        {
            var first = scan._rejected.Count == 0 ? "it has a header only" : FormattableString.Invariant($"line {scan._rejected[0].Line}: {scan._rejected[0].Reason}");
            throw new SampleException(SampleErrors.UsageEmpty, $"'{string.Join("', '", files)}' has no row that can be billed ({first}). Check the export.");
        }

        scan.Through = DateAdjusters.EndOfMonth(last);
        return scan;
    }

    /// <summary>Finds the file and line of a place.</summary>
    internal (string File, int Line) Find(long place) => _reader.Find(place);

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

    private void Note(FocusRow row, FocusDelivery delivery)
    {
        _deliveries.Add(delivery);
        RoundedQuantities += row.IsRounded ? 1 : 0;
        if (!_customers.TryGetValue(row.Customer, out var customer))
        {
            _customers.Add(row.Customer, customer = new(row.Customer, row.CustomerName, row.Currency));
        }

        customer.Services.Add(row.ServiceName);
    }
}

/// <summary>A sub-account, or a billing account for what is charged to none of its sub-accounts, and the services it is charged for.</summary>
public sealed record FocusCustomer(string Number, string Name, Currency Currency)
{
    public SortedSet<string> Services { get; } = new(StringComparer.Ordinal);
}
