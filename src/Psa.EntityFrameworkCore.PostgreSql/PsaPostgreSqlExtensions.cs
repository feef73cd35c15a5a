using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store on PostgreSQL.</summary>
public static class PsaPostgreSqlExtensions
{
    /// <summary>Keeps everything in a schema of a PostgreSQL database; see <see cref="PostgreSqlStore(string, string)"/>. A store that is registered already stays.</summary>
    /// <param name="services">The container.</param>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UsePostgreSql(this IServiceCollection services, string connectionString, string schema = "psa")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        services.TryAddSingleton<IPsaStore>(_ => new PostgreSqlStore(connectionString, schema));
        return services;
    }

    /// <summary>Writes in the host's own transactions; see <see cref="PostgreSqlStore(Func{NpgsqlTransaction}, string)"/>. A store that is registered already stays.</summary>
    /// <param name="services">The container.</param>
    /// <param name="transaction">Gives the transaction that is open for the current call, when a session is opened. It is given the root container, so it asks for no scoped service.</param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UsePostgreSql(this IServiceCollection services, Func<IServiceProvider, NpgsqlTransaction> transaction, string schema = "psa")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(transaction);
        services.TryAddSingleton<IPsaStore>(provider => new PostgreSqlStore(() => transaction(provider), schema));
        return services;
    }
}
