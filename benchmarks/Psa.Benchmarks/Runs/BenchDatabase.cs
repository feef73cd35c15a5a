using Npgsql;

namespace Psa.Benchmarks.Runs;

/// <summary>Where runs are measured: a database is filled once, and each round works on a copy.</summary>
internal abstract class BenchDatabase : IDisposable
{
    internal abstract string Name { get; }

    /// <summary>Gets the database that is filled and then copied.</summary>
    internal abstract string Seeded { get; }

    public abstract void Dispose();

    internal static BenchDatabase Open(string? postgres) => postgres is null ? new OfFiles() : new OfServer(postgres);

    /// <summary>Gets the size of the filled one in megabytes.</summary>
    internal abstract double Megabytes();

    /// <summary>Makes a copy instead of the last one.</summary>
    internal abstract string Copy();

    private sealed class OfFiles : BenchDatabase
    {
        private readonly TemporaryFolder _folder = new();

        internal override string Name => "an SQLite file";

        internal override string Seeded => _folder.File("seeded.db");

        public override void Dispose() => _folder.Dispose();

        internal override double Megabytes() => new FileInfo(Seeded).Length / 1e6;

        internal override string Copy()
        {
            var file = _folder.File("run.db");
            File.Copy(Seeded, file, overwrite: true);
            return file;
        }
    }

    private sealed class OfServer : BenchDatabase
    {
        private const string Filled = "psa_bench_seeded";
        private const string Copied = "psa_bench_run";

        private readonly string _server;

        internal OfServer(string server)
        {
            _server = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;
            Execute($"DROP DATABASE IF EXISTS {Filled} WITH (FORCE)");
            Execute($"CREATE DATABASE {Filled}");
        }

        internal override string Name => "PostgreSQL";

        internal override string Seeded => ConnectionString(Filled);

        public override void Dispose()
        {
            Execute($"DROP DATABASE IF EXISTS {Copied} WITH (FORCE)");
            Execute($"DROP DATABASE IF EXISTS {Filled} WITH (FORCE)");
        }

        internal override double Megabytes() => (long)Execute($"SELECT pg_database_size('{Filled}')")! / 1e6;

        internal override string Copy()
        {
            Execute($"DROP DATABASE IF EXISTS {Copied} WITH (FORCE)");
            Execute($"CREATE DATABASE {Copied} TEMPLATE {Filled}");
            return ConnectionString(Copied);
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
