using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store on SQLite.</summary>
public static class PsaSqliteExtensions
{
    /// <summary>Keeps everything in an SQLite file; see <see cref="SqliteStore(string)"/>. A store that is registered already stays.</summary>
    /// <param name="services">The container.</param>
    /// <param name="pathOrConnectionString">The path of the file, or a connection string.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UseSqlite(this IServiceCollection services, string pathOrConnectionString)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        services.TryAddSingleton<IPsaStore>(_ => new SqliteStore(pathOrConnectionString));
        return services;
    }

    /// <summary>Writes in the host's own transactions; see <see cref="SqliteStore(Func{SqliteTransaction})"/>. A store that is registered already stays.</summary>
    /// <param name="services">The container.</param>
    /// <param name="transaction">Gives the transaction that is open for the current call, when a session is opened. It is given the root container, so it asks for no scoped service.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UseSqlite(this IServiceCollection services, Func<IServiceProvider, SqliteTransaction> transaction)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(transaction);
        services.TryAddSingleton<IPsaStore>(provider => new SqliteStore(() => transaction(provider)));
        return services;
    }
}
