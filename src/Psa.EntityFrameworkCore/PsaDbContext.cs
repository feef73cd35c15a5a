using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// The database: a table for each kind of record. What is asked for, sorted or summed is a column of its own; nested values are JSON.
/// Every key and index starts with the tenant, as every query does.
/// </summary>
internal sealed class PsaDbContext(DbContextOptions<PsaDbContext> options) : DbContext(options)
{
    /// <summary>Runs that are closed, as a filter of an index: all others are open.</summary>
    internal const string OpenRuns = "status NOT IN ('Issued', 'RolledBack', 'Canceled')";

    /// <summary>Items that aren't invoiced, as a filter of an index: few, however much was billed.</summary>
    internal const string OpenItems = "status <> 'Invoiced'";

    private static readonly Type[] Records =
    [
        typeof(Customer), typeof(Product), typeof(PriceList), typeof(TaxTable), typeof(Contract), typeof(ContractPart), typeof(UsageRecord), typeof(SalesItem),
        typeof(Invoice), typeof(BillingEntity), typeof(NumberSeries), typeof(PartLedger), typeof(BillingRun), typeof(RunPartition), typeof(RunObstacle), typeof(PsaEvent),
    ];

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => PsaModel.ConfigureColumns(configurationBuilder, Records);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapMasterData(modelBuilder);
        MapFacts(modelBuilder);
        MapBilling(modelBuilder);
        PsaModel.NameColumns(modelBuilder.Model);
    }

    private static void MapMasterData(ModelBuilder model)
    {
        Table<Customer>(model, "customer").HasIndex(e => new { e.Tenant, e.Number }).IsUnique();
        Table<Product>(model, "product");
        Table<PriceList>(model, "price_list");
        Table<TaxTable>(model, "tax_table");
        Table<BillingEntity>(model, "billing_entity");
        Table<NumberSeries>(model, "number_series").HasIndex(e => new { e.Tenant, e.BillingEntity, e.Purpose }).IsUnique();
    }

    private static void MapFacts(ModelBuilder model)
    {
        var contracts = Table<Contract>(model, "contract");
        contracts.HasIndex(e => new { e.Tenant, e.Customer, e.Id });
        contracts.HasIndex(e => new { e.Tenant, e.Number }).IsUnique().HasFilter("number <> ''");
        Table<ContractPart>(model, "contract_part").HasIndex(e => new { e.Tenant, e.Customer, e.Id });
        Table<UsageRecord>(model, "usage").HasIndex(e => new { e.Tenant, e.Customer, e.Date, e.Id });
        var items = Table<SalesItem>(model, "sales_item");

        // a run adds items to old contracts as to new ones: an index in the order of customers or sources would spread them over as many pages as there are customers
        // and years, and writing pages is what a run takes longest for. So all indexes grow at their end, and only what isn't invoiced is found by customer.
        items.HasIndex(e => new { e.Tenant, e.Status, e.Customer, e.BillingDate, e.Id }).HasFilter(OpenItems);
        items.HasIndex(e => new { e.Tenant, e.PeriodStart, e.Source, e.SourceId, e.Charge, e.Ordinal, e.Id }).HasFilter("period_start IS NOT NULL");
        items.HasIndex(e => new { e.Tenant, e.Run, e.Id }).HasFilter("run IS NOT NULL");
        items.HasIndex(e => new { e.Tenant, e.Invoice }).HasFilter("invoice IS NOT NULL");
    }

    private static void MapBilling(ModelBuilder model)
    {
        var invoices = Table<Invoice>(model, "invoice");
        invoices.HasIndex(e => new { e.Tenant, e.Run, e.CustomerNumber, e.GroupingKey, e.Id }, "ix_invoice_run").HasFilter("run IS NOT NULL");
        invoices.HasIndex(e => new { e.Tenant, e.Run, e.Status, e.CustomerNumber, e.GroupingKey, e.Id }, "ix_invoice_drafts_of_run").HasFilter("status = 'Draft' AND run IS NOT NULL");
        invoices.HasIndex(e => new { e.Tenant, e.BillingEntity, e.IssueDate, e.Number, e.Id });
        invoices.HasIndex(e => new { e.Tenant, e.Number, e.BillingEntity }).IsUnique().HasFilter("number IS NOT NULL");
        Table<PartLedger>(model, "part_ledger").HasIndex(e => new { e.Tenant, e.Customer, e.Id });
        var runs = Table<BillingRun>(model, "billing_run");
        runs.HasIndex(e => new { e.Tenant, e.BillingEntity }).IsUnique().HasFilter(OpenRuns);
        runs.HasIndex(e => new { e.Tenant, e.BillingEntity, e.PlannedAt, e.Id });
        Table<RunPartition>(model, "run_partition").HasIndex(e => new { e.Tenant, e.Run, e.Index, e.Id });
        Table<RunObstacle>(model, "run_obstacle").HasIndex(e => new { e.Tenant, e.Run, e.CustomerNumber, e.Id });
        var events = model.Entity<PsaEvent>().ToTable("event");
        events.HasKey(e => new { e.Tenant, e.Sequence });
        events.Property(e => e.Sequence).ValueGeneratedNever();
        var counters = model.Entity<EventCounter>().ToTable("event_counter");
        counters.HasKey(e => e.Tenant);
        counters.Property(e => e.Tenant).ValueGeneratedNever();
    }

    private static EntityTypeBuilder<T> Table<T>(ModelBuilder model, string name)
        where T : class, IEntity<T>
    {
        var table = model.Entity<T>().ToTable(name);
        table.HasKey(e => new { e.Tenant, e.Id });
        table.Property(e => e.Id).ValueGeneratedNever();
        foreach (var property in typeof(T).GetProperties())
        {
            if (property.CanWrite && (property.PropertyType == typeof(Money) || property.PropertyType == typeof(Money?)))
            {
                var money = table.ComplexProperty(property.PropertyType, property.Name);
                money.Property<long>(nameof(Money.MinorUnits));
                money.Property<Currency>(nameof(Money.Currency));
            }
        }

        return table;
    }
}
