using Psa.Attack.Worker;
using Psa.EntityFrameworkCore.Sqlite;

namespace Psa.Attack.Tests.Files;

/// <summary>A folder of a test's own, which goes away with it.</summary>
internal sealed class Scratch : IDisposable
{
    private static readonly string[] Ends = ["", "-wal", "-shm", "-journal"];

    private readonly string _folder = Directory.CreateTempSubdirectory("psa-attack-").FullName;

    /// <summary>Gets the worker that tests start as a process.</summary>
    public static string Worker { get; } = Path.Combine(AppContext.BaseDirectory, "Psa.Attack.Worker.dll");

    public string Database => PathOf("world.db");

    /// <summary>Opens a file without a pool, so that nothing of it stays open.</summary>
    public static SqliteStore Store(string file) => new($"Data Source={file};Pooling=False");

    /// <summary>Copies a database as it lies there, which is what a process that is killed now leaves.</summary>
    public static void CopyAsKilled(string file, string target)
    {
        foreach (var end in Ends)
        {
            if (File.Exists(file + end))
            {
                File.Copy(file + end, target + end, overwrite: true);
            }
        }
    }

    /// <summary>Removes a database.</summary>
    public static void Remove(string file)
    {
        foreach (var end in Ends)
        {
            File.Delete(file + end);
        }
    }

    /// <summary>Bills a company that nobody disturbs, and gives its documents.</summary>
    public async Task<string> UndisturbedAsync(int customers)
    {
        using var store = Store(PathOf("undisturbed.db"));
        await using var world = new AttackedWorld(store, customers, new SetClock());
        await world.SeedAsync(TestContext.Current.CancellationToken);
        await world.BillAsync(TestContext.Current.CancellationToken);
        var documents = await world.DocumentsAsync(TestContext.Current.CancellationToken);
        Assert.Contains("INV-2026-00001", documents, StringComparison.Ordinal);
        return documents;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
