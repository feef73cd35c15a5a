using CsvHelper;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Reads the files of one export row by row in bounded memory: every row is given out, usable or with the reason why not; none is dropped silently.
/// Reading the same files again gives the same rows.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="scope">What they are all of, or <see langword="null"/> for the billing account of each row.</param>
internal sealed class FocusReader(IReadOnlyList<string> files, string? scope)
{
    private readonly FocusRowParser _rows = new(scope);
    private readonly List<long> _before = [];

    /// <summary>Reads the files from their beginning; once.</summary>
    /// <exception cref="SampleException">One can't be opened, or is no FOCUS table.</exception>
    internal IEnumerable<FocusLine> Read()
    {
        var before = 0L;
        foreach (var file in files)
        {
            _before.Add(before);
            var last = 1;
            foreach (var line in Read(file, before))
            {
                last = Math.Max(last, line.Line);
                yield return line;
            }

            before += last;
        }
    }

    /// <summary>Finds the file and line of a place in what was read.</summary>
    internal (string File, int Line) Find(long place)
    {
        var file = _before.FindLastIndex(before => before < place);
        return (Path.GetFileName(files[file]), (int)(place - _before[file]));
    }

    private IEnumerable<FocusLine> Read(string file, long before)
    {
        var (name, malformed) = (Path.GetFileName(file), new Queue<CsvMalformedRecord>());
        using var csv = FocusFile.Open(file, malformed.Enqueue);
        var columns = FocusColumns.Of(csv, file);
        for (var more = true; more;)
        {
            more = Next(csv, file);
            while (malformed.TryDequeue(out var record))
            {
                yield return Malformed(record, file) with { Place = before + record.LineNumber };
            }

            if (more)
            {
                var line = (int)csv.LineNumber;
                yield return _rows.Parse(csv, columns, new(before + line, name, line));
            }
        }
    }

    private static bool Next(CsvReader csv, string file)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception problem) when (problem is CsvFormatException or IOException or InvalidDataException)
        {
            throw FocusFile.Damaged(file, problem);
        }
    }

    private static FocusLine Malformed(CsvMalformedRecord record, string file) => record.Reason == CsvMalformedReason.UnterminatedQuote
        ? throw new SampleException(
            SampleErrors.UsageMalformed,
            FormattableString.Invariant($"'{file}' can't be read beyond line {record.LineNumber}: a quote opens there and never closes. Mend that line, or export the file again."))
        : new(0, Path.GetFileName(file), (int)record.LineNumber)
        {
            Problem = record.Reason == CsvMalformedReason.FieldCountMismatch ? "it has more or fewer fields than the header" : "its quotes don't match",
        };
}
