using System.Globalization;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Samples.BillingRun;
using Psa.Storage;

namespace Psa.Attack.Worker;

/// <summary>What tests start as processes of their own.</summary>
public static class Commands
{
    /// <summary>
    /// <c>bill STORE CUSTOMERS SECONDS SEED</c> calculates, issues and takes back whatever run is open; <c>edit</c> likewise changes facts meanwhile;
    /// <c>stir FOLDER SECONDS</c> makes, fills and empties files; <c>die N STORE CUSTOMERS</c> bills and ends at the n-th write; <c>sample N ARGS…</c> runs the sample likewise.
    /// A store is <c>sqlite:FILE</c> or <c>postgresql:CONNECTION</c>.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        switch (args)
        {
            case [("bill" or "edit") and var what, var store, var customers, var seconds, var seed]:
                await using (var fight = new RunFight(Open(store), Number(customers), Number(seconds), Number(seed)))
                {
                    await (what == "bill" ? fight.BillAsync() : fight.EditAsync());
                }

                return 0;
            case ["stir", var folder, var seconds]:
                await Stirring.RunAsync(folder, Number(seconds));
                return 0;
            case ["die", var writes, var store, var customers]:
                DieAt(Number(writes));
                await using (var world = new AttackedWorld(Open(store), Number(customers)))
                {
                    await Console.Out.WriteLineAsync("begins");
                    await world.SeedAsync();
                    await world.BillAsync();
                }

                return 0;
            case ["sample", var writes, .. var rest]:
                DieAt(Number(writes));
                return await Cli.RunAsync(rest, Console.Out, Console.Error);
            default:
                await Console.Error.WriteLineAsync($"what is {string.Join(' ', args)}?");
                return 2;
        }
    }

    /// <summary>Opens a store by what the command line calls it.</summary>
    public static IPsaStore Open(string store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var (kind, place) = (store[..store.IndexOf(':', StringComparison.Ordinal)], store[(store.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return kind == "sqlite" ? new SqliteStore(place) : new PostgreSqlStore(place, "attack");
    }

    // says at its end how many there were, so that a test can choose; shared memory isn't written this way
    private static void DieAt(int writes)
    {
        var done = 0;
        SqliteWrites.Install();
        SqliteWrites.Handler = _ =>
        {
            if (Interlocked.Increment(ref done) == writes)
            {
                SqliteWrites.Die();
            }

            return SqliteWrites.Allowed;
        };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"writes: {done}"));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
