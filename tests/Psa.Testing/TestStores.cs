using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Records;
using Psa.Storage;

namespace Psa.Testing;

/// <summary>
/// The store that a test of services is given, empty: in memory, or in what <c>PSA_TEST_STORE</c> names, <c>sqlite</c> or <c>postgresql</c>. So the same tests run on each.
/// </summary>
public static class TestStores
{
    // each world has a database and a store of its own; those of worlds that are over are emptied for later ones
    private const int Kept = 16;

    private static readonly string Chosen = Environment.GetEnvironmentVariable("PSA_TEST_STORE") is { Length: > 0 } name ? name : "memory";
    private static readonly Queue<(string Database, PostgreSqlStore Store)> Databases = new();
    private static readonly Lazy<string> Folder = new(MakeFolder);
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    /// <summary>Gets whether worlds are dear, so that fewer of them are tried.</summary>
    public static bool IsDatabase => Chosen != "memory";

    public static Task<IPsaStore> CreateAsync() => CreateAsync(Chosen);

    /// <summary>Makes an empty store of a kind: for tests that go through all kinds themselves.</summary>
    /// <param name="kind"><c>memory</c>, <c>sqlite</c> or <c>postgresql</c>.</param>
    public static async Task<IPsaStore> CreateAsync(string kind) => kind switch
    {
        "memory" => new InMemoryStore(),
        "sqlite" => await CreateSqliteAsync(),
        "postgresql" => await CreatePostgreSqlAsync(),
        _ => throw new InvalidOperationException($"There is no store '{kind}': name memory, sqlite or postgresql."),
    };

    /// <summary>Makes an SQLite file with our tables: copying one costs less than making them.</summary>
    /// <param name="file">Where.</param>
    public static async Task MakeSqliteFileAsync(string file) => File.Copy(await SqliteTemplate.Value, file);

    private static async Task<IPsaStore> CreateSqliteAsync()
    {
        var file = Path.Combine(Folder.Value, Path.GetRandomFileName());
        await MakeSqliteFileAsync(file);
        return new SqliteStore($"Data Source={file};Pooling=false");
    }

    private static async Task<IPsaStore> CreatePostgreSqlAsync()
    {
        (string Database, PostgreSqlStore Store)? kept = null;
        lock (Databases)
        {
            kept = Databases.Count >= Kept ? Databases.Dequeue() : null;
        }

        if (kept is { } over)
        {
            await PostgreSqlServer.EmptyAsync(over.Database);
        }

        var one = kept ?? await OpenPostgreSqlAsync();
        lock (Databases)
        {
            Databases.Enqueue(one);
        }

        return one.Store;
    }

    // a connection of its own for each session, or for each store, would cost the server more than all that is asked on it
    private static async Task<(string Database, PostgreSqlStore Store)> OpenPostgreSqlAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await PostgreSqlServer.NewStoreAsync()) { ConnectionIdleLifetime = 10, ConnectionPruningInterval = 5 }.ConnectionString;
        return (database, new PostgreSqlStore(database));
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Folder.Value, "template.db");
        await SqliteStore.MigrateAsync($"Data Source={file};Pooling=false");
        return file;
    }

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("psa-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
