using Psa.Samples.Tests.Recomputed;

namespace Psa.Samples.Tests;

/// <summary>Exports of a cloud bill as deliveries: a later one replaces the earlier one, unless that would be a mistake.</summary>
public sealed class FocusTests : IDisposable
{
    private const string Header = "Id,BillingAccountId,SubAccountId,SubAccountName,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,BillingPeriodStart";

    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Rows_that_can_not_be_used_are_reported_with_line_and_reason_and_their_money()
    {
        var file = Write("bad.csv", new Row("1"), new Row("2") { SubAccount = "su\u200Bb" }, new Row("3") { Date = "yesterday" }, new Row("4") { Cost = "twelve" }, "6,too,short", new Row("8") { Currency = "XXX" }, new Row("9") { Service = "NULL" }, new Row("10") { Currency = "EUR" }, new Row("11") { Date = "2024-10-01" }, new Row("12") { Quantity = "1.5", Cost = "-0.25" });
        var document = await _sample.BillWithoutRefusedAsync("--usage", file);
        var usage = document.GetProperty("usage");
        Assert.Equal(10, usage.GetProperty("rows").GetInt32());
        Assert.Equal(2, usage.GetProperty("imported").GetInt32());
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], usage.GetProperty("rejected").EnumerateArray().Select(row => row.GetProperty("line").GetInt32()));
        Assert.All(usage.GetProperty("rejected").EnumerateArray(), row => Assert.NotEmpty(row.Text("reason")));
        Assert.Equal(Fraction.Parse("10.73"), Assert.Single(document.Nets()).Value);
        Assert.StartsWith("error usage.rows_not_imported: 8 of 10 rows were not imported, with 10.00 EUR and 40.00 USD,", _sample.Error, StringComparison.Ordinal);
        Assert.Contains("  line 9: 4711 is billed in USD, and this row is in EUR", _sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_export_replaces_the_earlier_one_and_bills_the_difference()
    {
        var first = Write("first.csv", new Row("1") { Cost = "10.00" }, new Row("2") { Cost = "5.00" });
        Assert.Equal(Fraction.Parse("16.50"), Assert.Single((await _sample.BillAsync("--usage", first)).Nets()).Value);
        var second = Write("second.csv", new Row("1") { Cost = "10.00" }, new Row("2") { Cost = "7.00" }, new Row("3") { Cost = "1.00", Service = "Storage" });
        var document = await _sample.BillAsync("--usage", second);
        Assert.Equal(1, document.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(Fraction.Parse("19.80"), Assert.Single(document.Nets()).Value);
        Assert.Contains("2 new, 1 unchanged, 0 not imported; 1 rows of the export before are gone", _sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_back_from_the_vendor_is_a_credit_note_with_negative_amounts()
    {
        await _sample.BillAsync("--usage", Write("first.csv", new Row("1") { Cost = "10.00" }));
        var document = await _sample.BillAsync("--usage", Write("second.csv", new Row("1") { Cost = "4.00" }));
        var note = document.Invoices().Single(invoice => invoice.Text("number").StartsWith("CRN-", StringComparison.Ordinal));
        Assert.Equal("-6.60", note.Text("net"));
        Assert.Equal(Fraction.Parse("4.40"), Assert.Single(document.Nets()).Value);
    }

    [Fact]
    public async Task A_quantity_that_was_not_consumed_falls_back_to_the_priced_one()
    {
        var document = await _sample.BillAsync("--usage", Write("credit.csv", new Row("1") { Quantity = "NULL", Cost = "2.00" }));
        Assert.Equal(Fraction.Parse("2.20"), Assert.Single(document.Nets()).Value);
    }

    [Fact]
    public async Task Files_of_one_export_are_one_delivery()
    {
        var (one, other) = (Write("part-1.csv", new Row("1"), new Row("1")), Write("part-2.csv", new Row("1"), new Row("2") { Cost = "5.00" }, new Row("3") { Date = "never", Cost = "3.00" }));
        var document = await _sample.BillWithoutRefusedAsync("--usage", one, other);
        Assert.Equal(Fraction.Parse("38.50"), Assert.Single(document.Nets()).Value);
        var refused = Assert.Single(document.GetProperty("usage").GetProperty("rejected").EnumerateArray());
        Assert.Equal(("part-2.csv", 4), (refused.Text("file"), refused.GetProperty("line").GetInt32()));

        var (whole, _) = (Write("whole.csv", new Row("2") { Cost = "5.00" }, new Row("1"), new Row("1"), new Row("1")), 0);
        var again = await _sample.BillAsync("--usage", whole);
        Assert.Equal(0, again.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Contains("0 new, 4 unchanged, 0 not imported; 0 rows of the export before are gone", _sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_twice_in_one_export_is_refused()
    {
        var file = Write("part.csv", new Row("1"));
        Assert.Equal(2, await _sample.RunAsync("--usage", file, file, "--database", _sample.Database));
        Assert.StartsWith("error cli.conflicting_options:", _sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_and_months_are_replaced_each_for_itself()
    {
        await _sample.BillAsync("--usage", Write("first.csv", new Row("1") { Cost = "10.00" }, new Row("2") { Account = "b", SubAccount = "s2", Cost = "20.00" }, new Row("3") { Date = "2024-08-05", Period = "2024-08-01", Cost = "40.00" }));
        var document = await _sample.BillAsync("--usage", Write("second.csv", new Row("1") { Cost = "11.00" }));
        Assert.Equal(
            [("4711", Fraction.Parse("56.10")), ("s2", Fraction.Parse("22"))],
            document.Nets().Select(one => (one.Key.Customer, one.Value)).OrderBy(one => one.Customer, StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_would_give_money_back_by_mistake_is_refused_until_it_is_said()
    {
        Row[] rows = [new("1"), new("2"), new("3"), new("4")];
        await _sample.BillAsync("--delivered", "2024-09-13T06:00:00Z", "--usage", Write("first.csv", rows));
        await RequireSaidAsync("usage.older_delivery", "older", "2024-09-10T06:00:00Z", [.. rows, new("5")]);
        await RequireSaidAsync("usage.delivery_shrinks", "shrinking", "2024-09-14T06:00:00Z", [rows[0]]);
        await RequireSaidAsync("usage.delivery_differs", "different", "2024-09-15T06:00:00Z", [rows[0] with { Service = "Other" }]);
        await RequireSaidAsync("usage.rows_refused", "refused-rows", "2024-09-16T06:00:00Z", [rows[0] with { Service = "Other" }, rows[0] with { Date = "never" }]);

        async Task RequireSaidAsync(string code, string allowance, string deliveredAt, Row[] later)
        {
            string[] args = ["--usage", Write("later.csv", later), "--delivered", deliveredAt, "--database", _sample.Database];
            Assert.Equal(2, await _sample.RunAsync(args));
            Assert.StartsWith($"error {code}: ", _sample.Error, StringComparison.Ordinal);
            Assert.Contains($"say --allow {allowance}", _sample.Error, StringComparison.Ordinal);
            Assert.InRange(await _sample.RunAsync([.. args, "--allow", allowance]), 0, 4);
            Assert.DoesNotContain($"error {code}", _sample.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Exports_of_one_account_are_told_apart_by_the_scope_that_is_named()
    {
        var (compute, storage) = (Write("compute.csv", new Row("1") { Cost = "10.00" }), Write("storage.csv", new Row("2") { Cost = "5.00", Service = "Storage" }));
        await _sample.BillAsync("--usage", compute, "--scope", "compute export");
        var document = await _sample.BillAsync("--usage", storage, "--scope", "storage export");
        Assert.Equal(Fraction.Parse("16.50"), Assert.Single(document.Nets()).Value);
    }

    [Fact]
    public async Task Customers_that_are_not_known_are_reported_with_their_rows_and_made_only_when_it_is_said()
    {
        await _sample.BillAsync("--usage", Write("september.csv", new Row("1")));
        var october = Write("october.csv", new Row("2") { Date = "2024-10-02", Period = "2024-10-01" }, new Row("3") { SubAccount = "4711x", Date = "2024-10-02", Period = "2024-10-01", Cost = "3.00" }, new Row("4") { SubAccount = "4711x", Date = "2024-10-03", Period = "2024-10-01", Cost = "4.00" });
        var without = await _sample.BillWithoutRefusedAsync("--usage", october);
        Assert.Equal("4711", Assert.Single(without.Nets()).Key.Customer);
        Assert.Contains("line 3, line 4: there is no customer '4711x'", _sample.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 3 rows were not imported, with 7.00 USD,", _sample.Error, StringComparison.Ordinal);
        var with = await _sample.BillAsync("--usage", october, "--new-customers");
        Assert.Equal(Fraction.Parse("7.70"), with.Nets()[("4711x", "USD")]);
    }

    [Theory]
    [InlineData("--scope", "a")]
    [InlineData("--delivered", "2024-09-10T06:00:00Z")]
    [InlineData("--new-customers")]
    [InlineData("--allow", "older")]
    [InlineData("--usage", "a.csv", "--allow", "everything")]
    [InlineData("--usage", "a.csv", "--delivered", "yesterday")]
    [InlineData("--usage", "a.csv", "--scope", " ")]
    [InlineData("--usage", "a.csv", " ")]
    public async Task Options_of_a_bill_that_mean_nothing_are_refused(params string[] args)
    {
        Assert.Equal(2, await _sample.RunAsync([.. args, "--database", _sample.Database]));
        Assert.StartsWith("error cli.bad_option: ", _sample.Error, StringComparison.Ordinal);
    }

    private string Write(string name, params object[] rows) => _sample.Write(name, $"{Header}\n{string.Join('\n', rows)}\n");
}

/// <summary>One row of a bill.</summary>
internal sealed record Row(string Id)
{
    internal string Account { get; init; } = "a";

    internal string SubAccount { get; init; } = "4711";

    internal string Service { get; init; } = "Compute";

    internal string Date { get; init; } = "2024-09-18 22:00:00";

    internal string Cost { get; init; } = "10.00";

    internal string Currency { get; init; } = "USD";

    internal string Quantity { get; init; } = "1";

    internal string Period { get; init; } = "2024-09-01 00:00:00";

    public override string ToString() => $"{Id},{Account},{SubAccount},Somebody,{Service},{Date},{Cost},{Currency},{Quantity},Hours,0,Hours,{Period}";
}
