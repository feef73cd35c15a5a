using Microsoft.Extensions.DependencyInjection.Extensions;
using Psa.EntityFrameworkCore;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store on Entity Framework Core.</summary>
public static class PsaSqliteExtensions
{
    /// <summary>Keeps everything in an SQLite file; see <see cref="EfStore.Sqlite"/>. A store that is registered already stays.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="pathOrConnectionString">The path of the file, or a connection string.</param>
    /// <returns>The same builder.</returns>
    public static PsaBuilder UseSqlite(this PsaBuilder builder, string pathOrConnectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        builder.Services.TryAddSingleton<IPsaStore>(_ => EfStore.Sqlite(pathOrConnectionString));
        return builder;
    }
}
