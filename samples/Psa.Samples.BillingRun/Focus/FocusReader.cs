using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Reads a FOCUS table row by row in bounded memory: usable rows are given out, the others are handed over with line and reason, none is dropped silently.
/// Reading the same file again gives the same rows.
/// </summary>
public sealed class FocusReader(string file, Action<RejectedRow> reject)
{
    private const int LongestField = 1 << 20;

    private readonly FocusRowParser _rows = new(Path.GetFileName(file));

    /// <summary>Gets how many rows there were, the header not counted.</summary>
    public int Rows { get; private set; }

    /// <summary>Reads the file from its beginning.</summary>
    /// <exception cref="SampleException">The file can't be opened, or is no FOCUS table.</exception>
    public IEnumerable<FocusRow> Read()
    {
        using var text = Open();
        var quotesAreBad = false;
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => quotesAreBad = true,
            MaxFieldSize = LongestField,
        });
        if (!Next(parser, 1))
        {
            throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is empty: export the bill as CSV in FOCUS 1.0.");
        }

        var columns = new FocusColumns(parser.Record!, file);
        quotesAreBad = false;
        for (var line = parser.RawRow + 1; Next(parser, line); line = parser.RawRow + 1)
        {
            Rows++;
            var record = parser.Record!;
            var problem = quotesAreBad ? "the quotes don't match"
                : record.Length != columns.Count ? FormattableString.Invariant($"it has {record.Length} fields, the header has {columns.Count}")
                : null;
            quotesAreBad = false;
            FocusRow? row = null;
            if (problem is null)
            {
                (row, problem) = _rows.Parse(record, columns, line);
            }

            if (row is not null)
            {
                yield return row;
            }
            else
            {
                reject(new(line, problem!));
            }
        }
    }

    private StreamReader Open()
    {
        try
        {
            return new StreamReader(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(SampleErrors.UsageUnreadable, $"'{file}' can't be read: {problem.Message} Check the path given to --usage.", problem);
        }
    }

    private bool Next(CsvParser parser, int line)
    {
        try
        {
            if (!parser.Read())
            {
                return false;
            }
        }
        catch (Exception problem) when (problem is CsvHelperException or IOException)
        {
            throw new SampleException(SampleErrors.UsageMalformed, FormattableString.Invariant($"'{file}' can't be read beyond line {line}: a quote that never closes, or no text at all. Mend that line, or export the file again."), problem);
        }

        return parser.RawRecord.Contains('\0', StringComparison.Ordinal)
            ? throw new SampleException(SampleErrors.UsageMalformed, FormattableString.Invariant($"'{file}' is no text: line {line} holds zero bytes. Export the bill as CSV in FOCUS 1.0."))
            : true;
    }
}
