namespace Psa.Samples.Tests;

/// <summary>A price list that somebody has in a file.</summary>
public sealed class PriceFileTests : IDisposable
{
    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Rows_that_are_wrong_are_said_by_line_and_field_and_the_others_go_in()
    {
        var file = _sample.Write("prices.csv", "Price;number;from\n0.15;BCK-GB;2026-04-01\n1,20;BCK-GB;2026-05-01\n2.00;NOBODY;\n3.00;;2026-13-01\n0.15;BCK-GB;2026-04-01\n");

        Assert.Equal(4, await _sample.RunAsync("--database", _sample.Database, "--prices", file));

        Assert.Contains("5 rows: 1 new, 0 changed, 1 unchanged, 3 refused.", _sample.Output, StringComparison.Ordinal);
        Assert.Contains("line 3, Price: '1,20' is no price", _sample.Output, StringComparison.Ordinal);
        Assert.Contains("line 4, Number: There is no product of the number 'NOBODY'", _sample.Output, StringComparison.Ordinal);
        Assert.Contains("line 5, Number: The row has no article number", _sample.Output, StringComparison.Ordinal);
        Assert.Contains("line 5, From: '2026-13-01' is no day", _sample.Output, StringComparison.Ordinal);
        Assert.Contains("error usage.rows_not_imported: 3 of 5 rows of prices were refused", _sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var file = _sample.Write("prices.csv", "number,price,from\nBCK-GB,0.15,2026-04-01\n");

        Assert.Equal(0, await _sample.RunAsync("--database", _sample.Database, "--prices", file));
        Assert.Equal(0, await _sample.RunAsync("--database", _sample.Database, "--prices", file));

        Assert.Contains("1 rows: 0 new, 0 changed, 1 unchanged, 0 refused.", _sample.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("article;price\nA;1\n")]
    [InlineData("")]
    public async Task A_file_without_the_columns_is_refused_before_anything_is_changed(string content)
    {
        Assert.Equal(2, await _sample.RunAsync("--database", _sample.Database, "--prices", _sample.Write("prices.csv", content)));

        Assert.Contains("error prices.unreadable:", _sample.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", _sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() =>
        Assert.Equal(2, await _sample.RunAsync("--database", _sample.Database, "--prices", _sample.PathOf("missing.csv")));
}
