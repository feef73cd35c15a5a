using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Psa.EntityFrameworkCore;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store on PostgreSQL.</summary>
public static class PsaPostgreSqlExtensions
{
    /// <summary>Keeps everything in a schema of a PostgreSQL database; see <see cref="PostgreSqlStore(string, string, MigrationOptions, ILogger{PostgreSqlStore})"/>. A store that was registered before is replaced.</summary>
    /// <param name="services">The container.</param>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <param name="migrations">When the tables are made or brought up to date, and what the host does before; <see langword="null"/> for at first use, and nothing.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UsePostgreSql(this IServiceCollection services, string connectionString, string schema = "psa", MigrationOptions? migrations = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return services.RemoveAll<IPsaStore>().AddSingleton<IPsaStore>(provider => new PostgreSqlStore(connectionString, schema, migrations, provider.GetService<ILogger<PostgreSqlStore>>()));
    }

    /// <summary>Writes in the host's own transactions; see <see cref="PostgreSqlStore(Func{NpgsqlTransaction}, string)"/>. A store that was registered before is replaced.</summary>
    /// <param name="services">The container.</param>
    /// <param name="transaction">Gives the transaction that is open for the current call, when a session is opened. It is given the root container, so it asks for no scoped service.</param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UsePostgreSql(this IServiceCollection services, Func<IServiceProvider, NpgsqlTransaction> transaction, string schema = "psa")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(transaction);
        return services.RemoveAll<IPsaStore>().AddSingleton<IPsaStore>(provider => new PostgreSqlStore(() => transaction(provider), schema));
    }
}
