using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Psa.EntityFrameworkCore.Sqlite;

namespace Psa.Attack.Worker;

/// <summary>Makes one file after the other, writes to it, lets it grow by checkpoints, and closes it, while others open it.</summary>
internal static class Stirring
{
    internal static async Task RunAsync(string folder, int seconds)
    {
        var clock = Stopwatch.StartNew();
        for (var n = 0; clock.Elapsed.TotalSeconds < seconds; n++)
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{n:00000}.db"));
            using (var store = new SqliteStore(file))
            {
                await using var world = new AttackedWorld(store, 30);
                await world.SeedAsync();
            }

            // the last one that closes it writes everything back and removes the log; the next begins with a new one
            for (var time = 0; time < 5; time++)
            {
                using var store = new SqliteStore(file);
                await using var world = new AttackedWorld(store, 30);
                await world.BillAsync();
                Checkpoint(file, time % 2 == 0 ? "TRUNCATE" : "PASSIVE");
            }
        }
    }

    private static void Checkpoint(string file, string how)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // one of two words
        command.CommandText = $"PRAGMA wal_checkpoint({how})";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
