using Npgsql;

namespace Psa.Benchmarks.Runs;

/// <summary>Where runs are measured: a database is filled once, and each round works on a copy. A store in memory can't be copied, so each round fills its own.</summary>
internal abstract class BenchDatabase : IDisposable
{
    internal const string Memory = "memory";

    internal abstract string Name { get; }

    /// <summary>Gets the database that is filled and then copied.</summary>
    internal abstract string Seeded { get; }

    /// <summary>Gets where the last copy is, whoever made it.</summary>
    internal abstract string Copied { get; }

    /// <summary>Gets whether what is filled lives on, so that another process can copy it.</summary>
    internal virtual bool IsLasting => true;

    /// <summary>Removes what was made, by whoever made it.</summary>
    public abstract void Dispose();

    /// <summary>Makes a place to fill; what is there is gone when it is disposed.</summary>
    /// <param name="store">sqlite, memory or postgres.</param>
    /// <param name="postgres">The server's connection string.</param>
    private static BenchDatabase Create(string store, string? postgres) => store switch
    {
        "sqlite" => new OfFiles(),
        Memory => new OfMemory(),
        "postgres" => new OfServer(postgres ?? throw new ArgumentException("Give the server's connection string: --postgres, or the variable PSA_TEST_POSTGRES.", nameof(postgres))),
        _ => throw new ArgumentException($"There is no store '{store}': use sqlite, memory or postgres.", nameof(store)),
    };

    /// <summary>Makes the place that the arguments name; an SQLite file when they name none.</summary>
    internal static BenchDatabase Of(string[] arguments) =>
        Create(Arguments.Text(arguments, "--store") ?? "sqlite", Arguments.Text(arguments, "--postgres") ?? Environment.GetEnvironmentVariable("PSA_TEST_POSTGRES"));

    /// <summary>Opens what another process filled.</summary>
    internal static BenchDatabase Of(string seeded) =>
        seeded == Memory ? new OfMemory() : IsServer(seeded) ? new OfServer(seeded, isOwner: false) : new OfFiles(seeded);

    internal static bool IsServer(string database) => database.StartsWith("Host=", StringComparison.Ordinal);

    /// <summary>Gets the size of the filled one in megabytes.</summary>
    internal abstract double Megabytes();

    /// <summary>Makes a copy instead of the last one.</summary>
    internal abstract string Copy();

    private sealed class OfMemory : BenchDatabase
    {
        internal override string Name => "in memory";

        internal override string Seeded => Memory;

        internal override string Copied => Memory;

        internal override bool IsLasting => false;

        public override void Dispose()
        {
        }

        internal override double Megabytes() => 0;

        internal override string Copy() => Memory;
    }

    private sealed class OfFiles : BenchDatabase
    {
        private readonly TemporaryFolder? _folder;

        internal OfFiles()
        {
            _folder = new();
            Seeded = _folder.File("seeded.db");
        }

        internal OfFiles(string seeded) => Seeded = seeded;

        internal override string Name => "on an SQLite file";

        internal override string Seeded { get; }

        internal override string Copied => Path.ChangeExtension(Seeded, "run.db");

        public override void Dispose() => _folder?.Dispose();

        internal override double Megabytes() => new FileInfo(Seeded).Length / 1e6;

        internal override string Copy()
        {
            foreach (var part in (string[])["", "-wal", "-shm"])
            {
                File.Delete(Copied + part);
            }

            File.Copy(Seeded, Copied);
            return Copied;
        }
    }

    private sealed class OfServer : BenchDatabase
    {
        private const string Filled = "psa_bench_seeded";
        private const string Billed = "psa_bench_run";

        private readonly string _server;
        private readonly bool _isOwner;

        internal OfServer(string server, bool isOwner = true)
        {
            _server = new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString;
            _isOwner = isOwner;
            if (isOwner)
            {
                Execute($"DROP DATABASE IF EXISTS {Filled} WITH (FORCE)");
                Execute($"CREATE DATABASE {Filled}");
            }
        }

        internal override string Name => "on PostgreSQL";

        internal override string Seeded => ConnectionString(Filled);

        internal override string Copied => ConnectionString(Billed);

        public override void Dispose()
        {
            if (_isOwner)
            {
                Execute($"DROP DATABASE IF EXISTS {Billed} WITH (FORCE)");
                Execute($"DROP DATABASE IF EXISTS {Filled} WITH (FORCE)");
            }
        }

        internal override double Megabytes() => (long)Execute($"SELECT pg_database_size('{Filled}')")! / 1e6;

        internal override string Copy()
        {
            Execute($"DROP DATABASE IF EXISTS {Billed} WITH (FORCE)");
            Execute($"CREATE DATABASE {Billed} TEMPLATE {Filled}");
            return Copied;
        }

        private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_server) { Database = database, Pooling = true }.ConnectionString;

        private object? Execute(string sql)
        {
            using var connection = new NpgsqlConnection(_server);
            connection.Open();
#pragma warning disable CA2100 // the benchmark's own
            using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            return command.ExecuteScalar();
        }
    }
}
