using CsvHelper;

namespace Psa.Samples.BillingRun.Pricing;

/// <summary>Reads a price list from a file: CSV with a head, separated by commas, semicolons or tabs. Columns are found by their names, in any order.</summary>
internal static class PriceFile
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Reads the rows, each with its line. Whether they can be used is the library's business.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SampleException">It can't be opened, or has no column of numbers or prices.</exception>
    internal static IReadOnlyList<PriceRow> Read(string file)
    {
        var rows = new List<PriceRow>();
        using var text = Open(file);
        var separator = SeparatorOf(file);
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            NormalizeHeaderName = static name => name.Trim(),
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => rows.Add(new() { Line = record.LineNumber }),
        });
        var (number, price) = (Require(csv, file, "number"), Require(csv, file, "price"));
        var (unit, from, currency) = (Find(csv, "unit"), Find(csv, "from"), Find(csv, "currency"));
        while (csv.Read())
        {
            rows.Add(new()
            {
                Line = csv.LineNumber,
                Number = csv.GetString(number),
                Price = csv.GetString(price),
                Unit = Field(csv, unit),
                From = Field(csv, from),
                Currency = Field(csv, currency),
            });
        }

        return rows;
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return new(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(SampleErrors.PricesUnreadable, $"'{file}' can't be opened ({problem.Message}): give --prices a CSV file with the columns number and price.");
        }
    }

    // the one that the head has most of
    private static char SeparatorOf(string file)
    {
        var head = File.ReadLines(file).FirstOrDefault() ?? string.Empty;
        return Separators.MaxBy(separator => head.Count(letter => letter == separator));
    }

    private static int Require(CsvReader csv, string file, string name) =>
        Find(csv, name) ?? throw new SampleException(SampleErrors.PricesUnreadable, $"'{file}' has no column '{name}': its head names the columns number, price and, where wanted, unit, from and currency.");

    private static int? Find(CsvReader csv, string name) => csv.TryGetFieldIndex(name, out var place) ? place : null;

    private static string? Field(CsvReader csv, int? place) => place is { } known ? csv.GetString(known) : null;
}
