using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Psa.Samples.BillingRun;

/// <summary>The library on a SQLite file or on PostgreSQL: all that a host must write to use it.</summary>
internal static class Database
{
    private const int SecondsToWaitForLocks = 5;

    /// <summary>Registers the library on a file. Nothing is opened yet.</summary>
    internal static ServiceProvider OnSqlite(string file) =>
        Services().UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = SecondsToWaitForLocks }.ToString()).BuildServiceProvider();

    /// <summary>Registers the library on a PostgreSQL database. Nothing is opened yet.</summary>
    /// <exception cref="SampleException">It is no connection string.</exception>
    internal static ServiceProvider OnPostgreSql(string connection)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException problem)
        {
            throw new SampleException(SampleErrors.DatabaseUnusable, $"That is no connection string: {problem.Message} Give --postgres one as Host=localhost;Username=me;Database=psa.", problem);
        }

        return Services().UsePostgreSql(connection).BuildServiceProvider();
    }

    private static IServiceCollection Services() => new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddPsa();

    /// <summary>Checks that a file may lie there, before anything else is done.</summary>
    /// <exception cref="SampleException">It is a folder, a device or a pipe, or its folder isn't there.</exception>
    internal static void Probe(string file)
    {
        string? folder;
        try
        {
            file = FilePlace.Of(file);
            folder = Path.GetDirectoryName(file);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException or IOException)
        {
            throw new SampleException(SampleErrors.DatabaseUnusable, $"'{file}' is no name of a file: {problem.Message} Give --database another.", problem);
        }

        if (Directory.Exists(file) || !Directory.Exists(folder) || FilePlace.IsOfTheSystem(file) || IsPipe(file))
        {
            throw new SampleException(SampleErrors.DatabaseUnusable, $"'{file}' is a folder, a device or a pipe, or lies in a folder that isn't there: give --database a file in a folder that exists.");
        }
    }

    private static bool IsPipe(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: 0 })
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return !stream.CanSeek;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false; // SQLite says what is wrong with it
        }
    }
}
