using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Psa.Attack.Worker;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Testing;

namespace Psa.Attack.Tests.Files;

/// <summary>
/// A process is killed just before one of its writes, cuts or removals: whichever it is, the files that it leaves open, and the work goes on to the same documents.
/// The files are copied at that moment instead of killing the process, so that every single write can be tried.
/// </summary>
public sealed class KilledWriteTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public KilledWriteTests()
    {
        Assert.SkipUnless(SqliteWrites.IsPossible, "SQLite's calls are taken over on 64-bit Linux only.");
        SqliteWrites.Install();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteWrites.Handler = null;
        _scratch.Dispose();
    }

    [Fact]
    public async Task The_first_migration_can_be_killed_at_any_write()
    {
        var left = await LeftByAsync(1, () => MigrateAsync(_scratch.Database));
        Assert.True(left.Count > 50, $"only {left.Count} writes");
        foreach (var file in left)
        {
            await MigrateAsync(file);
            Assert.Equal("ok", Execute(file, "PRAGMA integrity_check"));
            Assert.Equal("wal", Execute(file, "PRAGMA journal_mode"));
            Assert.Equal(0L, Execute(file, "SELECT count(*) FROM psa_customer"));
            Scratch.Remove(file);
        }
    }

    [Fact]
    public async Task A_checkpoint_that_lets_the_file_grow_can_be_killed_at_any_write()
    {
        await MigrateAsync(_scratch.Database);
        using var store = Scratch.Store(_scratch.Database);
        await using var keeps = await store.OpenAsync(Psa.Samples.BillingRun.Worlds.WorldIds.Tenant, Ct);
        await using (var world = new AttackedWorld(store, 150))
        {
            await world.SeedAsync(Ct);
        }

        var expected = Execute(_scratch.Database, "SELECT count(*) FROM psa_contract_part");
        var before = new FileInfo(_scratch.Database).Length;
        var left = await LeftByAsync(1, () =>
        {
            Execute(_scratch.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
            return Task.CompletedTask;
        });
        Assert.True(new FileInfo(_scratch.Database).Length > before && left.Count > 50, $"only {left.Count} writes");
        foreach (var file in left)
        {
            await MigrateAsync(file);
            Assert.Equal(expected, Execute(file, "SELECT count(*) FROM psa_contract_part"));
            Assert.Equal("ok", Execute(file, "PRAGMA integrity_check"));
            Scratch.Remove(file);
        }
    }

    [Fact]
    public async Task Calculating_rolling_back_and_issuing_can_be_killed_at_any_write()
    {
        const int Customers = 40;
        var undisturbed = await _scratch.UndisturbedAsync(Customers);
        await MigrateAsync(_scratch.Database);

        // of two runs one may need fewer writes, so more kills are meant than are asked for
        var every = await CountAsync(_scratch.PathOf("counted.db"), Customers) / Depth.Of(32, 500);
        var left = await LeftByAsync(Math.Max(1, every), () => BillAsync(_scratch.Database, Customers));
        Assert.True(left.Count >= Depth.Of(25, 400), $"only {left.Count}");
        foreach (var file in left)
        {
            using (var store = Scratch.Store(file))
            {
                // the lease of the killed process is over
                var clock = new SetClock();
                clock.Now += Duration.FromMinutes(1);
                await using var world = new AttackedWorld(store, Customers, clock);
                if ((long)Execute(file, "SELECT count(*) FROM psa_number_series WHERE confirmed_at IS NOT NULL")! < 2)
                {
                    await world.SeedAgainAsync(Ct);
                }

                await world.FinishAsync(Ct);
                Assert.Equal(undisturbed, await world.DocumentsAsync(Ct));
                Assert.Empty(await world.FlawsAsync(Ct));
            }

            Assert.Equal("ok", Execute(file, "PRAGMA integrity_check"));
            Scratch.Remove(file);
        }
    }

    private static async Task BillAsync(string file, int customers)
    {
        using var store = Scratch.Store(file);
        await using var world = new AttackedWorld(store, customers, new SetClock());
        await world.SeedAsync(Ct);
        await world.BillAsync(Ct);
    }

    private static async Task MigrateAsync(string file) => await SqliteStore.MigrateAsync($"Data Source={file};Pooling=False", Ct);

    private static async Task<int> CountAsync(string file, int customers)
    {
        var writes = 0;
        SqliteWrites.Handler = write => write.Path.StartsWith(file, StringComparison.Ordinal) ? Interlocked.Increment(ref writes) * 0 : 0;
        await BillAsync(file, customers);
        SqliteWrites.Handler = null;
        return writes;
    }

    private static object? Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own text
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>Does something, and gives what a kill before every n-th write would leave.</summary>
    private async Task<List<string>> LeftByAsync(int every, Func<Task> act)
    {
        var (left, writes) = (new List<string>(), 0);
        SqliteWrites.Handler = write =>
        {
            if (write.Path.StartsWith(_scratch.Database, StringComparison.Ordinal) && writes++ % every == 0)
            {
                var copy = _scratch.PathOf(string.Create(CultureInfo.InvariantCulture, $"left-{writes:000000}.db"));
                Scratch.CopyAsKilled(_scratch.Database, copy);
                left.Add(copy);
            }

            return SqliteWrites.Allowed;
        };
        await act();
        SqliteWrites.Handler = null;
        return left;
    }
}
