using System.IO.Compression;
using CsvHelper;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>Opens a FOCUS file as a table, however it is written: plain or gzipped, in UTF-8 or UTF-16, with commas, semicolons or tabs.</summary>
internal static class FocusFile
{
    private const int HeadSize = 1 << 16;
    private const int LargestRow = 1 << 20;

    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="onMalformed">Hears of rows that are no rows of a table.</param>
    /// <exception cref="SampleException">It can't be opened, or is something else than a table of text.</exception>
    internal static CsvReader Open(string file, Action<CsvMalformedRecord> onMalformed)
    {
        try
        {
            var head = Head(file, out var isZipped);
            if (FileKind.ForeignName(head) is { } name)
            {
                throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is {name}, no FOCUS table: give --usage the bill as CSV in FOCUS 1.0 to 1.2, plain or gzipped.");
            }

            var separator = SeparatorOf(FileKind.TextOf(head));
#pragma warning disable CA2000 // the reader closes it
            var text = new StreamReader(Content(file, isZipped), FileKind.EncodingOf(head), detectEncodingFromByteOrderMarks: false);
            return CsvReader.Create(new UnmarkedReader(text, separator), new CsvReaderOptions
            {
                Separator = separator,
                NormalizeHeaderName = FocusText.Trim,
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = onMalformed,
            });
#pragma warning restore CA2000
        }
        catch (InvalidDataException problem)
        {
            throw Damaged(file, problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(SampleErrors.UsageUnreadable, $"'{file}' can't be read: {problem.Message} Check the path given to --usage.", problem);
        }
    }

    /// <summary>Says that a file can't be read to its end.</summary>
    internal static SampleException Damaged(string file, Exception problem) =>
        new(SampleErrors.UsageMalformed, $"'{file}' can't be read to its end: {problem.Message} Mend it there, or export it again.", problem);

    private static byte[] Head(string file, out bool isZipped)
    {
        using var stream = Content(file, isZipped: false);
        var head = Start(stream);
        isZipped = FileKind.IsGzip(head);
        if (!isZipped)
        {
            return head;
        }

        using var unzipped = Content(file, isZipped);
        return Start(unzipped);
    }

    private static byte[] Start(Stream stream)
    {
        var head = new byte[HeadSize];
        return head[..stream.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false)];
    }

    private static Stream Content(string file, bool isZipped)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return isZipped ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    // the one by which the first line falls into most of the columns that are needed
    private static char SeparatorOf(string head)
    {
        var header = head.Split('\n', 2)[0];
        return Separators.MaxBy(separator => header.Split(separator).Count(name => FocusColumns.IsKnown(FocusText.Trim(name.Replace("\"", string.Empty, StringComparison.Ordinal)))));
    }
}
