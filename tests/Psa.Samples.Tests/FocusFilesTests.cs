using Psa.Samples.Tests.Recomputed;

namespace Psa.Samples.Tests;

/// <summary>The files that people who bill had trouble with, each by its name.</summary>
public sealed class FocusFilesTests : IDisposable
{
    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("01-second-bom.csv", 2, "330.00", "EUR", "sub-1")]
    [InlineData("02-times-without-seconds.csv", 2, "165.28", "USD", "/subscriptions/aaaa")]
    [InlineData("03-costs-written-as-doubles.csv", 12, "2108.96", "USD", "account-a", "account-b", "compartment-d", "project-c", "sub-4d3e", "sub-9a1f")]
    [InlineData("12-no-sub-account.csv", 3, "1439.90", "USD", "acct-1", "s1")]
    public async Task It_bills_the_stated_sum_plain_and_gzipped(string name, int rows, string net, string currency, params string[] customers)
    {
        var content = await File.ReadAllBytesAsync(SharedFiles.Of($"focus/{name}"), TestContext.Current.CancellationToken);
        await RequireAsync(_sample, _sample.Write(name, content));
        using var other = new SampleRun();
        await RequireAsync(other, other.Write("called-anything", SharedFiles.Gzipped(content)));

        async Task RequireAsync(SampleRun sample, string file)
        {
            var document = await sample.BillAsync("--usage", file);
            Assert.Equal(rows, document.GetProperty("usage").GetProperty("imported").GetInt32());
            var nets = document.Nets();
            Assert.Equal(customers, nets.Keys.Select(key => key.Customer).Order(StringComparer.Ordinal));
            Assert.All(nets.Keys, key => Assert.Equal(currency, key.Currency));
            Assert.Equal(Fraction.Parse(net), nets.Values.Aggregate(Fraction.Zero, (sum, one) => sum + one));
            Assert.Empty(sample.Error);
        }
    }

    [Fact]
    public async Task The_month_to_date_05_is_replaced_by_a_later_one_under_another_name_and_the_same_again_bills_nothing()
    {
        var (tenth, thirteenth) = (SharedFiles.Of("focus/05-month-to-date-10.csv"), SharedFiles.Of("focus/05-month-to-date-13.csv"));
        Assert.Equal(Fraction.Parse("99.00"), Assert.Single((await _sample.BillAsync("--usage", tenth)).Nets()).Value);
        var later = await _sample.BillAsync("--usage", thirteenth);
        Assert.Equal(1, later.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(Fraction.Parse("132.00"), Assert.Single(later.Nets()).Value);
        Assert.Contains("3 new, 9 unchanged, 0 not imported; 0 rows of the export before are gone", _sample.Output, StringComparison.Ordinal);
        File.Copy(thirteenth, _sample.PathOf("third-name.csv"));
        var again = await _sample.BillAsync("--usage", _sample.PathOf("third-name.csv"));
        Assert.Equal(0, again.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(Fraction.Parse("132.00"), Assert.Single(again.Nets()).Value);
    }

    [Fact]
    public async Task Of_the_public_sample_all_rows_are_billed_with_the_margin_but_one_that_lies_before_its_billing_period()
    {
        var file = SharedFiles.Of("focus_sample_1000.csv");
        var document = await _sample.BillWithoutRefusedAsync("--usage", file);
        var usage = document.GetProperty("usage");
        Assert.Equal(1000, usage.GetProperty("rows").GetInt32());
        Assert.Equal(999, usage.GetProperty("imported").GetInt32());
        var refused = Assert.Single(usage.GetProperty("rejected").EnumerateArray());
        Assert.Contains("isn't in the period from 2024-10-01", refused.Text("reason"), StringComparison.Ordinal);
        Assert.StartsWith("error usage.rows_not_imported: 1 of 1000 rows were not imported, with 0.24 USD,", _sample.Error, StringComparison.Ordinal);
        Billed.RequireSound(document);
        Assert.Equal("2024-09-30", document.GetProperty("run").Text("through"));
        Assert.Equal(CostPlusTenPercent(file), document.Nets());
    }

    [Fact]
    public async Task The_public_sample_imported_again_bills_nothing()
    {
        var file = SharedFiles.Of("focus_sample_1000.csv");
        await _sample.BillWithoutRefusedAsync("--usage", file);
        var again = await _sample.BillWithoutRefusedAsync("--usage", file);
        Assert.Equal(0, again.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Contains("0 new, 999 unchanged, 1 not imported", _sample.Output, StringComparison.Ordinal);
    }

    // by sub-account and service: the summed cost with the margin, rounded once
    private static Dictionary<(string Customer, string Currency), Fraction> CostPlusTenPercent(string file) =>
        PlainCsv.Read(File.ReadAllText(file))
            .Where(row => string.CompareOrdinal(row["ChargePeriodStart"], row["BillingPeriodStart"]) >= 0)
            .GroupBy(row => (Customer: row["SubAccountId"], Currency: row["BillingCurrency"], Service: row["ServiceName"]))
            .Select(group => (group.Key, Net: (group.Aggregate(Fraction.Zero, (sum, row) => sum + Fraction.Parse(row["BilledCost"])) * Fraction.Of(11, 10)).Round(2)))
            .GroupBy(one => (one.Key.Customer, one.Key.Currency), one => one.Net)
            .Select(group => (group.Key, Net: group.Aggregate(Fraction.Zero, (sum, net) => sum + net)))
            .Where(one => one.Net != 0)
            .ToDictionary(one => one.Key, one => one.Net);
}
