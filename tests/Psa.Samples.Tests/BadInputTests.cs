using Microsoft.Data.Sqlite;

namespace Psa.Samples.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("stray")]
    [InlineData("--customers")]
    [InlineData("--customers", "many")]
    [InlineData("--customers", "0")]
    [InlineData("--customers", "-5")]
    [InlineData("--customers", "1000001")]
    [InlineData("--customers", "5", "--seed", "x")]
    [InlineData("--seed", "5")]
    [InlineData("--usage", "a.csv", "--customers", "5")]
    [InlineData("--through", "31.03.2026")]
    [InlineData("--through", "2026-02-30")]
    [InlineData("--through", "1999-12-31")]
    [InlineData("--database", "")]
    [InlineData("--json", "")]
    public async Task A_command_line_that_can_not_be_read_is_refused(params string[] args) => await RequireRefusalAsync("cli.bad_option", args);

    [Fact]
    public async Task A_usage_file_that_is_not_there_is_refused() =>
        await RequireRefusalAsync("usage.unreadable", "--usage", _sample.PathOf("missing.csv"));

    [Fact]
    public async Task A_usage_file_that_is_a_folder_is_refused() =>
        await RequireRefusalAsync("usage.unreadable", "--usage", Path.GetDirectoryName(_sample.Database)!);

    [Theory]
    [InlineData("")]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("\0\u0001\u0002binary")]
    [InlineData("SubAccountId,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency\n1,S,2024-09-01,\"1.00,USD\n2,S,2024-09-01,1.00,USD\n")]
    public async Task A_file_that_is_no_table_of_costs_is_refused(string content) =>
        await RequireRefusalAsync("usage.malformed", "--usage", _sample.Write("bad.csv", content));

    [Theory]
    [InlineData("SubAccountId,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency\n")]
    [InlineData("SubAccountId,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency\n1,S,never,1.00,USD\n")]
    public async Task A_file_without_a_row_to_bill_is_refused(string content) =>
        await RequireRefusalAsync("usage.no_usable_row", "--usage", _sample.Write("empty.csv", content));

    [Fact]
    public async Task A_document_that_can_not_be_written_is_refused_before_anything_is_billed() =>
        await RequireRefusalAsync("json.unwritable", "--json", _sample.PathOf("no/such/folder/out.json"));

    [Fact]
    public async Task A_database_in_a_folder_that_is_not_there_is_refused()
    {
        Assert.Equal(2, await _sample.RunAsync("--database", _sample.PathOf("no/such/folder/world.db")));
        Assert.Contains("error database.unusable:", _sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var file = _sample.Write("notes.txt", new string('x', 5000));
        Assert.Equal(2, await _sample.RunAsync("--database", file));
        Assert.Contains("error store.not_ours:", _sample.Error, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_with_a_table_that_is_called_as_one_of_ours_is_refused_and_left_as_it_is()
    {
        await using (var connection = new SqliteConnection($"Data Source={_sample.Database};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync(connection, "CREATE TABLE psa_customer (title TEXT)");
        }

        var before = await File.ReadAllBytesAsync(_sample.Database, TestContext.Current.CancellationToken);
        Assert.Equal(2, await _sample.RunAsync("--database", _sample.Database));
        Assert.StartsWith("error store.not_ours: ", _sample.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_sample.Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_that_another_process_has_locked_is_refused_after_a_wait()
    {
        await _sample.BillAsync("--customers", "2");
        await using var connection = new SqliteConnection($"Data Source={_sample.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, "BEGIN IMMEDIATE");
        Assert.Equal(2, await _sample.RunAsync("--customers", "3", "--database", _sample.Database));
        Assert.StartsWith("error store.locked: ", _sample.Error, StringComparison.Ordinal);
        await ExecuteAsync(connection, "ROLLBACK");
        Assert.Equal(0, await _sample.RunAsync("--customers", "3", "--database", _sample.Database));
    }

    [Fact]
    public async Task A_date_before_the_last_invoice_is_refused_before_a_run_is_planned()
    {
        await _sample.BillAsync("--customers", "5");
        Assert.Equal(2, await _sample.RunAsync("--customers", "5", "--database", _sample.Database, "--through", "2026-01-31"));
        Assert.Contains("error numbering.date_before_last:", _sample.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _sample.BillAsync("--customers", "5")).GetProperty("run").GetProperty("created").GetInt32());
    }

    [Fact]
    public async Task Help_says_what_there_is_and_what_exit_codes_mean()
    {
        Assert.Equal(0, await _sample.RunAsync("--help"));
        foreach (var word in new[] { "--usage", "--customers", "--seed", "--database", "--through", "--json", "Exit codes", "Examples" })
        {
            Assert.Contains(word, _sample.Output, StringComparison.Ordinal);
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own text
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    // one line with the code on the error output, and no database made
    private async Task RequireRefusalAsync(string code, params string[] args)
    {
        var all = args.Contains("--database") ? args : [.. args, "--database", _sample.Database];
        Assert.Equal(2, await _sample.RunAsync(all));
        Assert.StartsWith($"error {code}: ", _sample.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_sample.Database));
    }
}
