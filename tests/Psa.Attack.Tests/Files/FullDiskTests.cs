using System.Diagnostics;
using NodaTime;
using Psa.Attack.Worker;
using Psa.Samples.BillingRun;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Attack.Tests.Files;

/// <summary>The disk is full at some moment: the work ends by code, and with space it goes on to the same documents.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Customers = 40;

    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteWrites.Handler = null;
        _scratch.Dispose();
    }

    [Fact]
    public async Task A_store_that_may_grow_no_more_says_so_and_goes_on_when_it_may()
    {
        Assert.SkipUnless(SqliteWrites.IsPossible, "SQLite's calls are taken over on 64-bit Linux only.");
        SqliteWrites.Install();
        var undisturbed = await _scratch.UndisturbedAsync(Customers);
        var most = await GrownAsync();
        var sizes = Depth.Of(10, 28);
        for (var size = 0; size < sizes; size++)
        {
            var file = _scratch.PathOf($"{size}.db");
            var space = most * size / sizes;
            SqliteWrites.Handler = Disk(file, () => space);
            var refusal = await Assert.ThrowsAsync<StoreException>(() => BillAsync(file));
            Assert.Equal(StoreErrors.Full, refusal.Code);
            SqliteWrites.Handler = null;
            await RequireSameAsync(file, undisturbed);
        }
    }

    [Fact]
    public async Task A_store_that_was_full_for_a_moment_needs_no_new_one()
    {
        Assert.SkipUnless(SqliteWrites.IsPossible, "SQLite's calls are taken over on 64-bit Linux only.");
        SqliteWrites.Install();
        var undisturbed = await _scratch.UndisturbedAsync(Customers);
        using var store = new SqliteStoreOf(_scratch.Database);
        await using var world = new AttackedWorld(store.Store, Customers, store.Clock);
        await world.SeedAsync(Ct);
        var (isFull, times) = (false, 0);
        SqliteWrites.Handler = Disk(_scratch.Database, () => isFull ? 0 : long.MaxValue);
        while (true)
        {
            isFull = times < Depth.Of(10, 28);
            try
            {
                await world.FinishAsync(Ct);
                break;
            }
            catch (StoreException refusal) when (refusal.Code == StoreErrors.Full)
            {
                times++;
                isFull = false;
                store.Clock.Now += Duration.FromSeconds(10);
                var left = 2 * times;
                SqliteWrites.Handler = Disk(_scratch.Database, () => isFull && left-- <= 0 ? 0 : long.MaxValue);
            }
        }

        Assert.Equal(Depth.Of(10, 28), times);
        Assert.Equal(undisturbed, await world.DocumentsAsync(Ct));
        Assert.Empty(await world.FlawsAsync(Ct));
    }

    [Fact]
    public async Task The_sample_on_a_full_disk_ends_with_a_message_and_goes_on_with_space()
    {
        var disk = _scratch.PathOf("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(await ShellAsync($"mount -t tmpfs -o size=64k tmpfs '{disk}'"), "A small disk can be mounted by root only; the other tests of this class need none.");
        try
        {
            string[] args = ["--customers", "30", "--database", Path.Combine(disk, "world.db"), "--json", Path.Combine(disk, "out.json")];
            var undisturbed = _scratch.PathOf("out.json");
            Assert.Equal((0, string.Empty), await SampleAsync("--customers", "30", "--database", _scratch.Database, "--json", undisturbed));
            var sizes = Depth.Of(8, 28);
            var most = (new FileInfo(_scratch.Database).Length / 1024 * 3) + new FileInfo(undisturbed).Length / 1024;
            var refused = 0;
            for (var size = 0; size < sizes; size++)
            {
                Assert.True(await ShellAsync($"rm -f '{disk}'/* && mount -o remount,size={64 + (most * size / sizes)}k '{disk}'"));
                var (code, error) = await SampleAsync(args);
                refused += code == 0 ? 0 : 1;
                Assert.True(code == 0 || (code == 2 && (error.StartsWith("error store.full: ", StringComparison.Ordinal) || error.StartsWith("error json.unwritable: ", StringComparison.Ordinal))), $"exit {code}: {error}");
                Assert.True(await ShellAsync($"mount -o remount,size=64m '{disk}'"));
                Assert.Equal((0, string.Empty), await SampleAsync(args));
                Assert.Equal(Invoices(undisturbed), Invoices(args[^1]));
                Assert.Equal(2, Directory.GetFiles(disk).Length);
            }

            Assert.True(refused > sizes / 2, $"only {refused} disks were full");
        }
        finally
        {
            await ShellAsync($"umount -l '{disk}'");
        }
    }

    [Fact]
    public async Task The_sample_at_a_limit_of_file_sizes_ends_with_a_message_and_goes_on_without()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no ulimit.");
        var limits = Depth.Of(2, 8);
        for (var limit = 0; limit < limits; limit++)
        {
            // the runtime's own file for compiled code would be too large as well
            var script = $"trap '' XFSZ; ulimit -f {100 + (300 * limit / limits)}; DOTNET_EnableWriteXorExecute=0 $PROGRAM --customers 30 --database {limit}.db";
            var ended = await ChildProcess.ShellAsync(ChildProcess.Sample, script, _scratch.PathOf(string.Empty), Ct);
            Assert.True(ended.ExitCode == ExitCode.BadInput && ended.Error.StartsWith("error store.full: ", StringComparison.Ordinal), $"exit {ended.ExitCode}: {ended.Error}");
            Assert.Equal((0, string.Empty), await SampleAsync("--customers", "30", "--database", _scratch.PathOf($"{limit}.db")));
        }
    }

    private static string Invoices(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(json));
        return document.RootElement.GetProperty("invoices").GetRawText();
    }

    private static async Task<(int Code, string Error)> SampleAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        return (await Cli.RunAsync(args, output, error, Ct), error.ToString());
    }

    private static async Task<bool> ShellAsync(string command)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true })!;
        await shell.WaitForExitAsync(Ct);
        return shell.ExitCode == 0;
    }

    private static async Task BillAsync(string file)
    {
        using var store = Scratch.Store(file);
        await using var world = new AttackedWorld(store, Customers, new SetClock());
        await world.SeedAsync(Ct);
        await world.BillAsync(Ct);
    }

    private static async Task RequireSameAsync(string file, string undisturbed)
    {
        using var store = Scratch.Store(file);
        var clock = new SetClock();
        clock.Now += Duration.FromMinutes(1);
        await using var world = new AttackedWorld(store, Customers, clock);
        await world.SeedAgainAsync(Ct);
        await world.FinishAsync(Ct);
        Assert.Equal(undisturbed, await world.DocumentsAsync(Ct));
        Assert.Empty(await world.FlawsAsync(Ct));
    }

    /// <summary>A disk with so much space for one database and what lies beside it: what it has already may be written over, as on a real one.</summary>
    private static Func<SqliteWrite, int> Disk(string file, Func<long> space)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        return write =>
        {
            if (!write.Path.StartsWith(file, StringComparison.Ordinal))
            {
                return SqliteWrites.Allowed;
            }

            switch (write.Operation)
            {
                case "remove":
                    sizes.Remove(write.Path);
                    break;
                case "cut":
                    sizes[write.Path] = write.Offset;
                    break;
                default:
                    var size = sizes.TryGetValue(write.Path, out var known) ? known : File.Exists(write.Path) ? new FileInfo(write.Path).Length : 0;
                    var grown = Math.Max(size, write.Offset + write.Count);
                    if (grown > size && sizes.Values.Sum() - (known > 0 ? known : 0) + grown > space())
                    {
                        return SqliteWrites.NoSpace;
                    }

                    sizes[write.Path] = grown;
                    break;
            }

            return SqliteWrites.Allowed;
        };
    }

    private async Task<long> GrownAsync()
    {
        var file = _scratch.PathOf("grown.db");
        var most = 0L;
        SqliteWrites.Handler = write =>
        {
            most = Math.Max(most, Directory.GetFiles(Path.GetDirectoryName(file)!, "grown.db*").Where(one => !one.EndsWith("-shm", StringComparison.Ordinal)).Sum(one => new FileInfo(one).Length));
            return SqliteWrites.Allowed;
        };
        await BillAsync(file);
        SqliteWrites.Handler = null;
        return most;
    }

    private sealed class SqliteStoreOf(string file) : IDisposable
    {
        public Psa.EntityFrameworkCore.Sqlite.SqliteStore Store { get; } = new(file);

        public SetClock Clock { get; } = new();

        public void Dispose() => Store.Dispose();
    }
}
