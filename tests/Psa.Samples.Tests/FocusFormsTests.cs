using System.Text;
using System.Text.Json;
using Psa.Samples.Tests.Recomputed;
using Psa.Testing;

namespace Psa.Samples.Tests;

/// <summary>What providers really write: encodings, separators, moments, numbers, marks that nobody sees.</summary>
public sealed class FocusFormsTests : IDisposable
{
    private const string Header = "SubAccountId,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency";

    private const string Focus10 =
        "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,"
        + "CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,CommitmentDiscountStatus,CommitmentDiscountType,ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceIssuerName,"
        + "ListCost,ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,SkuId,SkuPriceId,SubAccountId,SubAccountName,Tags";

    private const string Focus11 = Focus10 + ",CapacityReservationId,CapacityReservationStatus,CommitmentDiscountQuantity,CommitmentDiscountUnit,ServiceSubcategory,SkuMeter,SkuPriceDetails";

    private const string Focus12 = Focus11 + ",BillingAccountType,SubAccountType,InvoiceId,PricingCurrency,PricingCurrencyContractedUnitPrice,PricingCurrencyEffectiveCost,PricingCurrencyListUnitPrice";

    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("2024-09-18 22:00:00", "2024-09-01")]
    [InlineData("2024-09-18T22:00Z", "2024-09-01")]
    [InlineData("2024-09-18T22:00:00.000Z", "2024-09-01")]
    [InlineData("2024-09-18T22:00:00.123456789123Z", "2024-09-01")]
    [InlineData("2024-09-18T22:00:00+00:00", "2024-09-01")]
    [InlineData("2024-09-18 22:00:00 UTC", "2024-09-01")]
    [InlineData("2024-10-01T05:00:00+0900", "2024-09-01")]
    [InlineData("2024-10-01T09:00:00+0900", "2024-10-01")]
    [InlineData("2024-09-30T22:00:00-05:00", "2024-10-01")]
    [InlineData("2024-09-30T22:00-05", "2024-10-01")]
    [InlineData("2024-09-30", "2024-09-01")]
    public async Task A_moment_counts_in_the_month_of_its_day_in_UTC(string moment, string month)
    {
        var document = await BillAsync(Header, $"1,S,{moment},10,USD");
        Assert.Equal(month, document.Invoices().Single().GetProperty("lines")[0].Text("periodStart"));
    }

    [Fact]
    public async Task A_billing_period_of_another_time_zone_has_all_its_hours()
    {
        var document = await BillAsync(Header + ",BillingPeriodStart,BillingPeriodEnd", "1,S,2024-09-01T07:00Z,10,USD,2024-09-01T07:00Z,2024-10-01T07:00Z", "1,S,2024-10-01T06:00Z,20,USD,2024-09-01T07:00Z,2024-10-01T07:00Z");
        Assert.Equal(2, document.GetProperty("usage").GetProperty("imported").GetInt32());
        Assert.Equal(Fraction.Parse("33"), NetOf(document));
    }

    [Theory]
    [InlineData("12", "13.20")]
    [InlineData("+12.50", "13.75")]
    [InlineData(".5", "0.55")]
    [InlineData("1.2e2", "132")]
    [InlineData("1.2E+2", "132")]
    [InlineData("120000e-3", "132")]
    [InlineData("227.28753400000005", "250.02")]
    [InlineData("0.00000000000000000000000001e28", "110")]
    [InlineData("1234567890.123456789012345678", "1358024679.14")]
    [InlineData("000000000000000000000000000000001.00000000000000000000000000000000000", "1.10")]
    public async Task A_number_is_read_as_it_is_written(string cost, string net) =>
        Assert.Equal(Fraction.Parse(net), NetOf(await BillAsync(Header, $"1,S,2024-09-18,{cost},USD")));

    [Fact]
    public async Task What_is_left_of_doubles_near_zero_is_read_too()
    {
        var document = await BillAsync(Header + ",ConsumedQuantity", "1,S,2024-09-18,100,USD,0.30000000000000004", "1,S,2024-09-18,4.440892098500626e-16,USD,1", "1,S,2024-09-18,-5e-324,USD,1");
        Assert.Equal(3, document.GetProperty("usage").GetProperty("imported").GetInt32());
        Assert.Equal(Fraction.Parse("110"), NetOf(document));
        Assert.Contains("1 quantities have more than 15 decimals", _sample.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2345678901234567890123456789", "more than 28 significant digits")]
    [InlineData("1e29", "larger than a number")]
    [InlineData("1e99999999999999", "larger than a number")]
    [InlineData("1,5", "no number")]
    [InlineData("0x10", "no number")]
    [InlineData("NaN", "no number")]
    [InlineData("NULL", "is empty")]
    public async Task What_is_no_number_is_refused_with_the_reason(string cost, string reason)
    {
        var document = await BillWithoutRefusedAsync(Header, "1,S,2024-09-18,1,USD", $"1,S,2024-09-18,\"{cost}\",USD");
        Assert.Contains(reason, Assert.Single(document.GetProperty("usage").GetProperty("rejected").EnumerateArray()).Text("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_sees_never_makes_another_id()
    {
        var document = await BillAsync(Header, "sub 1,S,2024-09-18,1,USD", "\uFEFFsub 1\u200B,S,2024-09-18,1,USD", "\u00A0sub\u00A01\u2060,\u00A0S,2024-09-18,1,USD", "\uFEFF\"sub\u202F1\",\uFEFF\"S\",2024-09-18,1,USD");
        Assert.Equal("sub 1", Assert.Single(document.Nets()).Key.Customer);
        Assert.Equal(4, document.GetProperty("usage").GetProperty("imported").GetInt32());
        Assert.Single(document.Invoices().Single().GetProperty("lines").EnumerateArray());
    }

    [Theory]
    [InlineData("su\u200Bb-1", "U+200B")]
    [InlineData("su\u00ADb-1", "U+00AD")]
    [InlineData("su\uFEFFb-1", "U+FEFF")]
    [InlineData("su\tb-1", "U+0009")]
    public async Task An_id_with_something_inside_that_nobody_sees_is_refused(string id, string named)
    {
        var document = await BillWithoutRefusedAsync(Header, "sub-1,S,2024-09-18,1,USD", $"{id},S,2024-09-18,7.25,USD");
        Assert.Single(document.Nets());
        Assert.Contains(named, Assert.Single(document.GetProperty("usage").GetProperty("rejected").EnumerateArray()).Text("reason"), StringComparison.Ordinal);
        Assert.Contains("with 7.25 USD", _sample.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task The_separator_is_told_by_the_header(char separator)
    {
        var table = $"{Header},Tags\n1,S,2024-09-18,10,USD,\"a,b;c\td\"\n".Replace(',', separator).Replace($"a{separator}b", "a,b", StringComparison.Ordinal);
        Assert.Equal(Fraction.Parse("11"), NetOf(await _sample.BillAsync("--usage", _sample.Write("usage.csv", table))));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-16BE", true)]
    public async Task The_encoding_is_told_by_the_first_bytes(string encoding, bool isMarked)
    {
        var text = $"{(isMarked ? "\uFEFF" : string.Empty)}{Header}\nMüller,S,2024-09-18,10,USD\n";
        var document = await _sample.BillAsync("--usage", _sample.Write("usage.csv", Encoding.GetEncoding(encoding).GetBytes(text)));
        Assert.Equal("Müller", Assert.Single(document.Nets()).Key.Customer);
    }

    [Fact]
    public async Task An_id_that_is_not_UTF_8_is_refused()
    {
        var table = $"{Header}\nMuller,S,2024-09-18,10,USD\nMüller,S,2024-09-18,10,USD\n";
        var document = await _sample.BillWithoutRefusedAsync("--usage", _sample.Write("usage.csv", Encoding.Latin1.GetBytes(table)));
        Assert.Equal("Muller", Assert.Single(document.Nets()).Key.Customer);
    }

    [Fact]
    public async Task Line_breaks_in_quotes_keep_line_numbers_right()
    {
        var document = await BillWithoutRefusedAsync(Header + ",Tags", "1,S,2024-09-18,1,USD,\"a\nb\r\nc\"", "1,S,never,2,USD,x");
        Assert.Equal(5, Assert.Single(document.GetProperty("usage").GetProperty("rejected").EnumerateArray()).GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData(Focus10)]
    [InlineData(Focus11)]
    [InlineData(Focus12)]
    public async Task All_versions_of_FOCUS_are_read(string header)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BilledCost"] = "10",
            ["BillingAccountId"] = "a",
            ["BillingAccountName"] = "Account",
            ["BillingCurrency"] = "USD",
            ["BillingPeriodStart"] = "2024-09-01T00:00:00Z",
            ["BillingPeriodEnd"] = "2024-10-01T00:00:00Z",
            ["ChargePeriodStart"] = "2024-09-18T00:00:00Z",
            ["ServiceName"] = "S",
            ["SubAccountId"] = "s",
            ["ConsumedQuantity"] = "NULL",
            ["PricingQuantity"] = "3",
            ["PricingUnit"] = "GB",
        };
        var document = await BillAsync(header, string.Join(',', header.Split(',').Select(name => values.GetValueOrDefault(name, "NULL"))));
        Assert.Equal("s", Assert.Single(document.Nets()).Key.Customer);
        Assert.Equal(Fraction.Parse("11"), NetOf(document));
    }

    [Fact]
    public async Task Columns_that_are_missing_are_named_all_at_once()
    {
        Assert.Equal(2, await _sample.RunAsync("--usage", _sample.Write("bad.csv", "servicename,Tags\nS,x\n"), "--database", _sample.Database));
        Assert.Contains("lacks ChargePeriodStart, BilledCost, BillingCurrency, SubAccountId or BillingAccountId.", _sample.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK\u0003\u0004\u0014\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u000a\0\0\0report.csv", "a ZIP archive")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0013\0\0\0[Content_Types].xml", "an Excel workbook (.xlsx)")]
    [InlineData("PAR1\u0015\u0004", "a Parquet file")]
    [InlineData("\u00FD7zXZ\0\0", "compressed by xz")]
    [InlineData("(\u00B5/\u00FD\0", "compressed by zstd")]
    [InlineData("BZh91AY", "compressed by bzip2")]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "an old Excel workbook (.xls)")]
    [InlineData("[{\"BilledCost\":1}]", "a JSON document")]
    [InlineData("<!DOCTYPE html>", "an XML or HTML document")]
    public async Task Another_file_is_refused_by_what_it_is(string start, string name)
    {
        await RequireAsync(Encoding.Latin1.GetBytes(start), name);
        await RequireAsync(SharedFiles.Gzipped(Encoding.Latin1.GetBytes(start)), name);

        async Task RequireAsync(byte[] content, string named)
        {
            Assert.Equal(2, await _sample.RunAsync("--usage", _sample.Write("usage.csv", content), "--database", _sample.Database));
            Assert.StartsWith("error usage.malformed: ", _sample.Error, StringComparison.Ordinal);
            Assert.Contains($"is {named}, no FOCUS table", _sample.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_gzip_file_that_was_cut_off_is_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"{n},S,2024-09-18,{n * 7919L % 1_000_003},USD\n"));
        var packed = SharedFiles.Gzipped(Encoding.UTF8.GetBytes($"{Header}\n{rows}"));
        var ended = await ChildProcess.RunAsync(ChildProcess.Sample, ["--usage", _sample.Write("usage.csv.gz", packed[..(packed.Length - 100)]), "--database", _sample.Database], TestContext.Current.CancellationToken);
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("error usage.malformed: ", ended.Error, StringComparison.Ordinal);
    }

    private static Fraction NetOf(JsonElement document) => Assert.Single(document.Nets()).Value;

    private Task<JsonElement> BillAsync(params string[] lines) => _sample.BillAsync("--usage", _sample.Write("usage.csv", string.Join('\n', lines)));

    private Task<JsonElement> BillWithoutRefusedAsync(params string[] lines) => _sample.BillWithoutRefusedAsync("--usage", _sample.Write("usage.csv", string.Join('\n', lines)));
}
