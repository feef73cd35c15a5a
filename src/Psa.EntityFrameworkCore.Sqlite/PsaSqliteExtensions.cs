using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Psa.EntityFrameworkCore;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store on SQLite.</summary>
public static class PsaSqliteExtensions
{
    /// <summary>Keeps everything in an SQLite file; see <see cref="SqliteStore(string, MigrationOptions, ILogger{SqliteStore})"/>. A store that was registered before is replaced.</summary>
    /// <param name="services">The container.</param>
    /// <param name="pathOrConnectionString">The path of the file, or a connection string.</param>
    /// <param name="migrations">When the tables are made or brought up to date, and what the host does before; <see langword="null"/> for at first use, and nothing.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UseSqlite(this IServiceCollection services, string pathOrConnectionString, MigrationOptions? migrations = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        return services.RemoveAll<IPsaStore>().AddSingleton<IPsaStore>(provider => new SqliteStore(pathOrConnectionString, migrations, provider.GetService<ILogger<SqliteStore>>()));
    }

    /// <summary>Writes in the host's own transactions; see <see cref="SqliteStore(Func{SqliteTransaction})"/>. A store that was registered before is replaced.</summary>
    /// <param name="services">The container.</param>
    /// <param name="transaction">Gives the transaction that is open for the current call, when a session is opened. It is given the root container, so it asks for no scoped service.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UseSqlite(this IServiceCollection services, Func<IServiceProvider, SqliteTransaction> transaction)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(transaction);
        return services.RemoveAll<IPsaStore>().AddSingleton<IPsaStore>(provider => new SqliteStore(() => transaction(provider)));
    }
}
