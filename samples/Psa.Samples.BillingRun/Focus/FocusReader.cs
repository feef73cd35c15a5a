using CsvHelper;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Reads a FOCUS table row by row in bounded memory: usable rows are given out, the others are handed over with line and reason, none is dropped silently.
/// Reading the same file again gives the same rows.
/// </summary>
public sealed class FocusReader(string file, Action<RejectedRow> reject)
{
    private const int LargestRow = 1 << 20;

    private readonly FocusRowParser _rows = new(Path.GetFileName(file));

    /// <summary>Gets how many rows there were, the header not counted.</summary>
    public int Rows { get; private set; }

    /// <summary>Gets how far the file was read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Reads the file from its beginning; once.</summary>
    /// <exception cref="SampleException">The file can't be opened, or is no FOCUS table.</exception>
    public IEnumerable<FocusRow> Read()
    {
        using var csv = Open();
        var columns = FocusColumns.Of(csv, file);
        while (Next(csv))
        {
            Rows++;
            BytesRead = csv.ByteOffset;
            var (row, problem) = _rows.Parse(csv, columns);
            if (row is not null)
            {
                yield return row;
            }
            else
            {
                reject(new((int)csv.LineNumber, problem));
            }
        }
    }

    private CsvReader Open()
    {
        try
        {
            return CsvReader.FromFile(file, new CsvReaderOptions
            {
                NullValues = ["NULL"],
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = Reject,
            });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(SampleErrors.UsageUnreadable, $"'{file}' can't be read: {problem.Message} Check the path given to --usage.", problem);
        }
    }

    private bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception problem) when (problem is CsvFormatException or IOException)
        {
            throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' can't be read to its end: {problem.Message} Mend it there, or export it again.", problem);
        }
    }

    private void Reject(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            throw new SampleException(
                SampleErrors.UsageMalformed,
                FormattableString.Invariant($"'{file}' can't be read beyond line {record.LineNumber}: a quote opens there and never closes. Mend that line, or export the file again."));
        }

        Rows++;
        reject(new((int)record.LineNumber, record.Reason switch
        {
            CsvMalformedReason.FieldCountMismatch => "it has more or fewer fields than the header",
            _ => "its quotes don't match",
        }));
    }
}
