using System.Globalization;
using System.Text.Json;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.Tests;

/// <summary>
/// kill -9 in the middle of seeding, calculating and issuing, again and again: the run that is resumed ends with the same invoices as one that nobody disturbed.
/// <c>PSA_SAMPLE_KILLS=50</c> kills more often, <c>PSA_SAMPLE_KILL_SEED</c> at other moments.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int FewestKills = 10;

    // the first start seeds, the last kills hit the second run
    private static readonly (string Phase, int MostLines)[] Moments =
    [
        ("seeding", 1), ("seeding", 3), ("seeding", 3), ("calculating", 2), ("calculating", 2), ("calculating", 3), ("calculating", 1), ("issuing", 1), ("issuing", 1), ("The same run again", 1),
    ];

    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_like_one_that_was_not()
    {
        string[] world = ["--customers", "2000", "--seed", "11"];
        using var other = new SampleRun();
        var undisturbed = await other.BillAsync(world);
        Billed.RequireSound(undisturbed);
        var json = _sample.PathOf("out.json");
        string[] args = [.. world, "--database", _sample.Database, "--json", json];
        var dice = new Dice(Number("PSA_SAMPLE_KILL_SEED", 42), 0);
        var (kills, resumed, wanted) = (0, 0, Math.Max(FewestKills, Number("PSA_SAMPLE_KILLS", FewestKills)));
        for (var attempt = 0; attempt < wanted * 2 && kills < wanted; attempt++)
        {
            var (phase, mostLines) = Moments[kills * Moments.Length / wanted];
            var lines = dice.From(1, mostLines);
            var (_, killed) = await ChildProcess.RunAsync(
                args,
                line =>
                {
                    resumed += line.Contains("An interrupted run", StringComparison.Ordinal) ? 1 : 0;
                    return line.Contains(phase, StringComparison.Ordinal) && --lines == 0;
                },
                TimeSpan.FromMilliseconds(dice.From(0, 60)));
            kills += killed ? 1 : 0;
        }

        await ChildProcess.RunAsync(args, _ => false, TimeSpan.Zero);
        Assert.True(resumed >= 4, $"only {resumed} runs were interrupted in their middle: choose other moments");
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        Assert.Equal(wanted, kills);
        Billed.RequireSound(document.RootElement);
        Assert.Equal(undisturbed.GetProperty("invoices").GetRawText(), document.RootElement.GetProperty("invoices").GetRawText());
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
