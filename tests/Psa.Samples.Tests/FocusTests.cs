using Psa.Samples.Tests.Recomputed;

namespace Psa.Samples.Tests;

public sealed class FocusTests : IDisposable
{
    private const string Header = "Id,SubAccountId,SubAccountName,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,BillingPeriodStart";

    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Every_row_of_the_public_sample_is_accounted_for_and_billed_with_the_margin()
    {
        var file = SharedFile();
        var document = await _sample.BillAsync("--usage", file);
        var usage = document.GetProperty("usage");
        Assert.Equal(1000, usage.GetProperty("rows").GetInt32());
        Assert.Equal(1000, usage.GetProperty("imported").GetInt32() + usage.GetProperty("rejected").GetArrayLength());
        Assert.True(usage.GetProperty("imported").GetInt32() >= 990);
        Billed.RequireSound(document);
        Assert.Equal("2024-09-30", document.GetProperty("run").Text("through"));
        Assert.Equal(CostPlusTenPercent(file), document.Nets());
    }

    [Fact]
    public async Task Importing_the_same_file_again_bills_nothing()
    {
        var file = SharedFile();
        await _sample.BillAsync("--usage", file);
        var again = await _sample.BillAsync("--usage", file);
        Assert.Equal(0, again.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(1000, again.GetProperty("usage").GetProperty("imported").GetInt32());
        Assert.Contains("0 new, 0 corrected, 1000 unchanged", _sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_can_not_be_used_are_reported_with_line_and_reason()
    {
        var file = _sample.Write("bad.csv", string.Join('\n', Header, Row("1"), Row("2", subAccount: string.Empty), Row("3", date: "yesterday"), Row("4", cost: "twelve"), Row("5", cost: "0.1234567890123"), "6,too,short", Row("1"), Row("8", currency: "XXX"), Row("9", service: "NULL"), Row("10", currency: "EUR"), Row("11", quantity: "1.5", cost: "-0.25"), string.Empty));
        var document = await _sample.BillAsync("--usage", file);
        var usage = document.GetProperty("usage");
        Assert.Equal(11, usage.GetProperty("rows").GetInt32());
        Assert.Equal(2, usage.GetProperty("imported").GetInt32());
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11], usage.GetProperty("rejected").EnumerateArray().Select(row => row.GetProperty("line").GetInt32()));
        Assert.All(usage.GetProperty("rejected").EnumerateArray(), row => Assert.NotEmpty(row.Text("reason")));
        Assert.Equal(Fraction.Parse("10.73"), Assert.Single(document.Nets()).Value);
    }

    [Fact]
    public async Task A_later_file_that_corrects_a_row_bills_the_difference()
    {
        var first = _sample.Write("first.csv", string.Join('\n', Header, Row("1", cost: "10.00"), Row("2", cost: "5.00")));
        Assert.Equal(Fraction.Parse("16.50"), Assert.Single((await _sample.BillAsync("--usage", first)).Nets()).Value);
        var second = _sample.Write("second.csv", string.Join('\n', Header, Row("2", cost: "7.00"), Row("3", cost: "1.00", service: "Storage")));
        var document = await _sample.BillAsync("--usage", second);
        Assert.Equal(1, document.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(Fraction.Parse("19.80"), Assert.Single(document.Nets()).Value);
    }

    [Fact]
    public async Task What_comes_back_from_the_vendor_is_a_credit_note_with_negative_amounts()
    {
        var first = _sample.Write("first.csv", string.Join('\n', Header, Row("1", cost: "10.00")));
        await _sample.BillAsync("--usage", first);
        var second = _sample.Write("second.csv", string.Join('\n', Header, Row("1", cost: "4.00")));
        var document = await _sample.BillAsync("--usage", second);
        var note = document.Invoices().Single(invoice => invoice.Text("number").StartsWith("CRN-", StringComparison.Ordinal));
        Assert.Equal("-6.60", note.Text("net"));
        Assert.Equal(Fraction.Parse("4.40"), Assert.Single(document.Nets()).Value);
    }

    [Fact]
    public async Task A_quantity_that_was_not_consumed_falls_back_to_the_priced_one()
    {
        var file = _sample.Write("credit.csv", string.Join('\n', Header, Row("1", quantity: "NULL", cost: "2.00")));
        Assert.Equal(Fraction.Parse("2.20"), Assert.Single((await _sample.BillAsync("--usage", file)).Nets()).Value);
    }

    private static string Row(
        string id, string subAccount = "4711", string service = "Compute", string date = "2024-09-18 22:00:00", string cost = "10.00", string currency = "USD", string quantity = "1") =>
        $"{id},{subAccount},Somebody,{service},{date},{cost},{currency},{quantity},Hours,0,Hours,2024-09-01 00:00:00";

    private static string SharedFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Psa.Sdk.sln")))
            {
                var file = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "focus_sample_1000.csv"));
                Assert.SkipUnless(File.Exists(file), "The public FOCUS sample (../shared/data/focus_sample_1000.csv) isn't here.");
                return file;
            }
        }

        Assert.Skip("The tests don't run from a checkout, so there is no ../shared.");
        return string.Empty;
    }

    // by sub-account and service: the summed cost with the margin, rounded once
    private static Dictionary<(string Customer, string Currency), Fraction> CostPlusTenPercent(string file)
    {
        var rows = PlainCsv.Read(File.ReadAllText(file));
        return rows
            .GroupBy(row => (Customer: row["SubAccountId"], Currency: row["BillingCurrency"], Service: row["ServiceName"]))
            .Select(group => (group.Key, Net: (group.Aggregate(Fraction.Zero, (sum, row) => sum + Fraction.Parse(row["BilledCost"])) * Fraction.Of(11, 10)).Round(2)))
            .GroupBy(one => (one.Key.Customer, one.Key.Currency), one => one.Net)
            .Select(group => (group.Key, Net: group.Aggregate(Fraction.Zero, (sum, net) => sum + net)))
            .Where(one => one.Net != 0)
            .ToDictionary(one => one.Key, one => one.Net);
    }
}
