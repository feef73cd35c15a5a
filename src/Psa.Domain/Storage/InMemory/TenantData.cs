using System.Collections.Immutable;
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

namespace Psa.Storage;

/// <summary>All that is committed of one tenant at one moment. Immutable.</summary>
internal sealed record TenantData
{
    internal static TenantData Empty { get; } = new();

    internal Table<Customer> Customers { get; init; } = InMemoryCustomers.Empty;

    internal Table<Product> Products { get; init; } = Table<Product>.Create();

    internal Table<PriceList> PriceLists { get; init; } = Table<PriceList>.Create();

    internal Table<TaxTable> TaxTables { get; init; } = Table<TaxTable>.Create();

    internal Table<Contract> Contracts { get; init; } = InMemoryContracts.Empty;

    internal Table<ContractPart> ContractParts { get; init; } = InMemoryContractParts.Empty;

    internal Table<UsageRecord> Usage { get; init; } = InMemoryUsage.Empty;

    internal Table<SalesItem> SalesItems { get; init; } = InMemorySalesItems.Empty;

    internal Table<Invoice> Invoices { get; init; } = InMemoryInvoices.Empty;

    internal Table<BillingEntity> BillingEntities { get; init; } = Table<BillingEntity>.Create();

    internal Table<NumberSeries> NumberSeries { get; init; } = InMemoryNumberSeries.Empty;

    internal Table<PartLedger> PartLedgers { get; init; } = InMemoryPartLedgers.Empty;

    internal Table<BillingRun> BillingRuns { get; init; } = InMemoryBillingRuns.Empty;

    internal Table<RunPartition> RunPartitions { get; init; } = InMemoryRunPartitions.Empty;

    internal Table<RunObstacle> RunObstacles { get; init; } = InMemoryRunObstacles.Empty;

    /// <summary>Gets the events; the one of sequence n stands at n - 1.</summary>
    internal ImmutableList<PsaEvent> Events { get; init; } = [];
}
