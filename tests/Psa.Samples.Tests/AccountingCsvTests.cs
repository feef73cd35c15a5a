using System.Globalization;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Psa.Payments;
using Psa.Testing;

namespace Psa.Samples.Tests;

/// <summary>What the library writes as CSV, another reads: each cell is what was exported, but for the apostrophe before what a spreadsheet would run.</summary>
public sealed class AccountingCsvTests
{
    private static readonly string[] Pieces = ["=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", " ", "a", "ö", "請", "\U0001F4B6", "1", "cmd|' /C calc'!A0"];

    private static readonly Gen<string> Texts =
        from picks in Gen.Choose(0, Pieces.Length - 1).ListOf()
        select string.Concat(picks.Take(8).Select(static pick => Pieces[pick]));

    [Fact]
    public void What_was_written_is_read_back() => PropertyCheck.That(
        Prop.ForAll(Texts.Three().ListOf().ToArbitrary(), static rows =>
        {
            var exported = rows.Select(static row => ADocument(row.Item1, row.Item2, row.Item3)).ToList();
            var (readDocuments, readLines, readGroups) = ReadBackAsync(exported).GetAwaiter().GetResult();
            return exported.Select(static one => Safe(one.CustomerName)).SequenceEqual(readDocuments.Select(static row => row["customer_name"]), StringComparer.Ordinal)
                && exported.Select(static one => Safe(one.VatNumber)).SequenceEqual(readDocuments.Select(static row => row["vat_number"]), StringComparer.Ordinal)
                && exported.Select(static one => Safe(one.Lines[0].Text)).SequenceEqual(readLines.Select(static row => row["text"]), StringComparer.Ordinal)
                && exported.Sum(static one => one.Total.Amount) == readDocuments.Sum(static row => Number(row["total"]))
                && exported.Sum(static one => one.Lines[0].Net.Amount) == readLines.Sum(static row => Number(row["net"]))
                && readGroups.All(static row => row["tax_category"] == "S" && Number(row["tax_rate"]) == 21m && Number(row["tax"]) == -2.10m);
        }),
        300);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("1-1", "1-1")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public async Task Text_that_a_spreadsheet_would_run_is_text(string text, string cell)
    {
        var (documents, _, _) = await ReadBackAsync([ADocument(text, string.Empty, "x")]);

        Assert.Equal(cell, documents[0]["customer_name"]);
        Assert.Equal("-10.00", documents[0]["total_without_tax"]);
    }

    private static string Safe(string? text) => text is { Length: > 0 } && "=+-@\t\r\n".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? string.Empty;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<(List<Dictionary<string, string>> Documents, List<Dictionary<string, string>> Lines, List<Dictionary<string, string>> Groups)> ReadBackAsync(
        List<ExportedDocument> exported)
    {
        await using StringWriter documents = new(), lines = new(), groups = new();
        Assert.Equal(exported.Count, await AccountingCsv.WriteDocumentsAsync(exported.ToAsyncEnumerable(), documents, lines, groups));
        return (Read(documents), Read(lines), Read(groups));
    }

    private static List<Dictionary<string, string>> Read(StringWriter written)
    {
        var columns = written.ToString().Split("\r\n")[0].Split(',');
        using var csv = CsvReader.Create(
            new StringReader(written.ToString()),
            new CsvReaderOptions { Separator = ',', SkipEmptyLines = false, MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw });
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(columns.Select((column, i) => (column, Cell: csv.GetString(i))).ToDictionary(static one => one.column, static one => one.Cell, StringComparer.Ordinal));
        }

        return rows;
    }

    private static ExportedDocument ADocument(string name, string vatNumber, string text) => new()
    {
        Document = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01")),
        Kind = default,
        Number = "1",
        BillingEntity = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01")),
        CustomerNumber = "10001",
        CustomerName = name,
        VatNumber = vatNumber,
        IssueDate = new(2026, 2, 1),
        DueDate = new(2026, 3, 1),
        TotalWithoutTax = Money.Of(-10m, Currency.EUR),
        TaxTotal = Money.Of(-2.1m, Currency.EUR),
        PayableRounding = Money.Of(0m, Currency.EUR),
        Total = Money.Of(-12.1m, Currency.EUR),
        Lines = [new() { Text = text, TaxCode = "S21", TaxCategory = TaxCategory.Standard, TaxRate = Percent.Of(21m), Quantity = -1m, Unit = "C62", Net = Money.Of(-10m, Currency.EUR), Discount = Money.Of(0m, Currency.EUR), Tax = Money.Of(-2.1m, Currency.EUR) }],
        TaxGroups = [new(TaxCategory.Standard, Percent.Of(21m), Money.Of(-10m, Currency.EUR), Money.Of(-2.1m, Currency.EUR))],
    };
}
