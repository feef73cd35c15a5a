using System.Diagnostics;
using System.Text.Json;
using Psa.Samples.BillingRun.Worlds;
using Psa.Testing;

namespace Psa.Samples.Tests;

/// <summary>
/// kill -9 in the middle of seeding, calculating and issuing, again and again: the run that is resumed ends with the same invoices as one that nobody disturbed.
/// A start costs two seconds of processor time, most of it compiling Entity Framework, so only a deep run kills often; <c>PSA_SEED</c> chooses other moments.
/// </summary>
public sealed class KillTests : IDisposable
{
    // the first start seeds, the last kills hit the second run
    private static readonly (string Phase, int MostLines)[] Moments =
    [
        ("seeding", 1), ("seeding", 3), ("seeding", 3), ("calculating", 2), ("calculating", 2), ("calculating", 3), ("calculating", 1), ("issuing", 1), ("issuing", 1), ("The same run again", 1),
    ];

    // one of each kind, and enough in the middle of a run
    private static readonly (string Phase, int MostLines)[] FewMoments =
    [
        ("seeding", 2), ("calculating", 1), ("calculating", 2), ("calculating", 1), ("calculating", 1), ("issuing", 1), ("The same run again", 1),
    ];

    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_like_one_that_was_not()
    {
        // more than a thousand, so that issuing takes several commits
        string[] world = ["--customers", $"{Depth.Of(1200, 2000)}", "--seed", "11"];
        using var other = new SampleRun();
        var undisturbed = await other.BillAsync(world);
        Billed.RequireSound(undisturbed);
        var json = _sample.PathOf("out.json");
        string[] args = [.. world, "--database", _sample.Database, "--json", json];
        var wanted = Depth.Of(FewMoments.Length, 20 * Depth.Factor);
        var (kills, resumed) = await KillAsync(args, Depth.IsDeep ? Moments : FewMoments, wanted);
        var clock = Stopwatch.StartNew();
        await ChildProcess.RunAsync(ChildProcess.Sample, args, _ => false, TimeSpan.Zero);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"it took {clock.Elapsed} to go on and to finish");
        Assert.True(resumed >= 4, $"only {resumed} runs were interrupted in their middle: choose other moments");
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        Assert.Equal(wanted, kills);
        Billed.RequireSound(document.RootElement);
        Assert.Equal(undisturbed.GetProperty("invoices").GetRawText(), document.RootElement.GetProperty("invoices").GetRawText());
    }

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_ends_like_one_that_was_not()
    {
        // several commits in each of two accounts
        var rows = Enumerable.Range(0, 6000).Select(n => FormattableString.Invariant($"{(n < 3500 ? 'a' : 'b')},s{n % 9},Compute {n % 4},2024-09-{1 + (n % 30):00}T{n % 24:00}:00Z,{n}.{n % 1000:000}7,USD"));
        string[] usage = ["--usage", _sample.Write("usage.csv", $"BillingAccountId,SubAccountId,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency\n{string.Join('\n', rows)}\n")];
        using var other = new SampleRun();
        var undisturbed = await other.BillAsync(usage);
        (string Phase, int MostLines)[] moments = [("seeding", 1), ("importing", 4), ("importing", 9), ("importing", 11), ("calculating", 1)];
        var (kills, _) = await KillAsync([.. usage, "--database", _sample.Database], moments, Depth.Of(moments.Length, 10 * Depth.Factor));
        Assert.True(kills >= moments.Length, $"only {kills} were killed");
        var document = await _sample.BillAsync(usage);
        Assert.Equal(6000, document.GetProperty("usage").GetProperty("imported").GetInt32());
        Assert.Equal(undisturbed.GetProperty("invoices").GetRawText(), document.GetProperty("invoices").GetRawText());
    }

    /// <summary>Starts the sample and kills it, again and again.</summary>
    /// <returns>How many were killed, and how many found a run that was interrupted.</returns>
    internal static async Task<(int Kills, int Resumed)> KillAsync(string[] args, (string Phase, int MostLines)[] moments, int wanted)
    {
        var dice = new Dice(Depth.Seed(42), 0);
        var (kills, resumed) = (0, 0);
        for (var attempt = 0; attempt < wanted * 2 && kills < wanted; attempt++)
        {
            var (phase, mostLines) = moments[kills * moments.Length / wanted];
            var lines = dice.From(1, mostLines);
            var (_, killed, _, _) = await ChildProcess.RunAsync(
                ChildProcess.Sample,
                args,
                line =>
                {
                    resumed += line.Contains("An interrupted run", StringComparison.Ordinal) ? 1 : 0;
                    return line.Contains(phase, StringComparison.Ordinal) && --lines == 0;
                },
                TimeSpan.FromMilliseconds(dice.From(0, 60)));
            kills += killed ? 1 : 0;
        }

        return (kills, resumed);
    }
}
