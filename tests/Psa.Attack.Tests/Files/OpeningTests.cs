using System.Diagnostics;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Samples.BillingRun.Worlds;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Attack.Tests.Files;

/// <summary>Files are opened thousands of times while another process makes them, writes to them, lets them grow and closes them: none is refused.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task No_opening_beside_a_process_that_writes_is_refused()
    {
        var folder = _scratch.PathOf("stirred");
        Directory.CreateDirectory(folder);
        var stirring = ChildProcess.RunAsync(Scratch.Worker, ["stir", folder, $"{Depth.Of(6, 60)}"], Ct);
        var (opened, refused, clock) = (0, new List<string>(), Stopwatch.StartNew());
        while (!stirring.IsCompleted)
        {
            if (Directory.EnumerateFiles(folder, "*.db").Max(StringComparer.Ordinal) is not { } file)
            {
                await Task.Delay(1, Ct);
                continue;
            }

            try
            {
                using var store = new SqliteStore(file);
                await using var session = await store.OpenAsync(WorldIds.Tenant, Ct);
                await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct);
            }
            catch (PsaException refusal)
            {
                refused.Add($"{refusal.Code} {refusal.Message}");
            }

            opened++;
        }

        var ended = await stirring;
        Assert.True(ended.ExitCode == 0, ended.Error);
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused.Count} of {opened} refused in {clock.Elapsed.TotalSeconds:0} s, {Directory.GetFiles(folder, "*.db").Length} files");
        Assert.True(opened > Depth.Of(100, 5000), $"opened only {opened} times");
        Assert.Empty(refused);
    }
}
