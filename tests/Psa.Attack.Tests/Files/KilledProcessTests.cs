using System.Diagnostics;
using System.Globalization;
using Psa.Attack.Worker;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Attack.Tests.Files;

/// <summary>
/// Real processes that end by SIGKILL: at the n-th write on SQLite, at any moment on PostgreSQL; while they make tables, seed, calculate, roll back and issue.
/// What is left opens at once, is taken to its end within a minute, and has the documents of a run that nobody killed.
/// </summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Customers = 60;

    // what a shell says of SIGKILL
    private const int KilledCode = 128 + 9;

    private static readonly TimeSpan MostToResume = TimeSpan.FromMinutes(1);

    private readonly Scratch _scratch = new();
    private readonly Random _dice = new(Depth.Seed(3));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task On_SQLite_a_process_can_be_killed_at_any_write()
    {
        Assert.SkipUnless(SqliteWrites.IsPossible, "SQLite's calls are taken over on 64-bit Linux only.");
        var undisturbed = await _scratch.UndisturbedAsync(Customers);
        var writes = await DieAsync(0, $"sqlite:{_scratch.PathOf("counted.db")}", dies: false);
        var kills = Depth.Of(4, 50);
        for (var kill = 0; kill < kills; kill++)
        {
            // each part of the work is hit, the first migration too
            var at = 1 + (writes * kill / kills) + _dice.Next(Math.Max(1, writes / kills));
            var file = _scratch.PathOf($"{kill}.db");
            await DieAsync(at, $"sqlite:{file}", dies: true);
            using var store = new SqliteStore(file);
            await RequireSameAsync(store, undisturbed);
        }
    }

    [Fact]
    public async Task On_PostgreSQL_a_process_can_be_killed_at_any_moment()
    {
        var undisturbed = await _scratch.UndisturbedAsync(Customers);
        var kills = Depth.Of(3, 50);
        for (var kill = 0; kill < kills; kill++)
        {
            var database = await PostgreSqlServer.NewStoreAsync();
            try
            {
                // the tables are made by the process that is killed, in a schema of its own
                var after = TimeSpan.FromMilliseconds(2500.0 * kill / kills);
                await ChildProcess.RunAsync(
                    Scratch.Worker, ["die", "0", $"postgresql:{database}", $"{Customers}"], line => line.StartsWith("begins", StringComparison.Ordinal), after, cancellationToken: Ct);
                using var store = (PostgreSqlStore)Commands.Open($"postgresql:{database}");
                await RequireSameAsync(store, undisturbed);
            }
            finally
            {
                await PostgreSqlServer.DropAsync(database);
            }
        }
    }

    private static async Task<int> DieAsync(int at, string store, bool dies)
    {
        var ended = await ChildProcess.RunAsync(Scratch.Worker, ["die", $"{at}", store, $"{Customers}"], Ct);
        Assert.True(ended.ExitCode == (dies ? KilledCode : 0), $"exit {ended.ExitCode}: {ended.Error}");
        return dies ? 0 : int.Parse(ended.Output.AsSpan(ended.Output.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
    }

    // the lease of the killed process has to run out by the real clock
    private static async Task RequireSameAsync(IPsaStore store, string undisturbed)
    {
        var clock = Stopwatch.StartNew();
        await using var world = new AttackedWorld(store, Customers);
        await world.SeedAgainAsync(Ct);
        await world.FinishAsync(Ct);
        Assert.True(clock.Elapsed < MostToResume, $"it took {clock.Elapsed}");
        Assert.Equal(undisturbed, await world.DocumentsAsync(Ct));
        Assert.Empty(await world.FlawsAsync(Ct));
    }
}
