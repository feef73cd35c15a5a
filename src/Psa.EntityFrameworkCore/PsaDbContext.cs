using Microsoft.EntityFrameworkCore;
using Psa.Records;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// The tables as Entity Framework must know them to make and apply migrations: one for each kind of record. Every key and index starts with the tenant, as every query does.
/// Nothing is read or written through it.
/// </summary>
internal abstract class PsaDbContext(DbContextOptions options, SqlDialect sql) : DbContext(options)
{
    internal SqlDialect Sql { get; } = sql;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var mapping = new RecordMapping(modelBuilder, Sql);
        foreach (var type in RecordTypes.All)
        {
            type.Accept(mapping);
        }

        mapping.MapEvents();
    }
}
