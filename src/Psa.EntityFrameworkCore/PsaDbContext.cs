using System.Linq;
using Microsoft.EntityFrameworkCore;
using Psa.Events;
using Psa.Records;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// The database: a table for each kind of record. What is asked for, sorted or summed is a column of its own; nested values are JSON.
/// Every key and index starts with the tenant, as every query does.
/// </summary>
internal abstract class PsaDbContext(DbContextOptions options, DatabaseTypes types) : DbContext(options)
{
    internal DatabaseTypes Types { get; } = types;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        PsaModel.ConfigureColumns(configurationBuilder, [.. RecordTypes.All.Select(static type => type.Type), typeof(PsaEvent)], Types);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var mapping = new RecordMapping(modelBuilder);
        foreach (var type in RecordTypes.All)
        {
            type.Accept(mapping);
        }

        var events = modelBuilder.Entity<PsaEvent>().ToTable("event");
        events.HasKey(e => new { e.Tenant, e.Sequence });
        events.Property(e => e.Sequence).ValueGeneratedNever();
        events.HasIndex(e => new { e.Tenant, e.RecordId, e.Sequence }, "ix_event_by_record");
        events.HasIndex(e => new { e.Tenant, e.WholeId, e.Sequence }, "ix_event_by_whole");
        events.HasIndex(e => new { e.Tenant, e.Kind, e.Sequence }, "ix_event_by_kind");
        var counters = modelBuilder.Entity<EventCounter>().ToTable("event_counter");
        counters.HasKey(e => e.Tenant);
        counters.Property(e => e.Tenant).ValueGeneratedNever();
        PsaModel.Finish(modelBuilder.Model, Types);
    }
}
