using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>The database on PostgreSQL, in one of its schemas.</summary>
internal sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options, string schema) : PsaDbContext(options, new PostgreSqlDialect(schema))
{
    internal const string History = "migration";

    internal static PostgreSqlDbContext On(NpgsqlConnection connection, string schema) => new(
        new DbContextOptionsBuilder<PostgreSqlDbContext>()
            .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(History, schema))
            .ReplaceService<IModelCacheKeyFactory, ModelOfSchema>().Options,
        schema);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var index in modelBuilder.Model.GetEntityTypes().SelectMany(static entity => entity.GetIndexes()))
        {
            // nothing comes first, as in every store of ours
            if (index.Properties.Any(static column => column.IsNullable))
            {
                index.SetNullSortOrder(index.Properties.Select(static column => column.IsNullable ? NullSortOrder.NullsFirst : NullSortOrder.Unspecified).ToArray());
            }
        }
    }
}
