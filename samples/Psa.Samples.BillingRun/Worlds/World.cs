namespace Psa.Samples.BillingRun.Worlds;

/// <summary>What the sample bills: the seller's master data, and customers with all their facts in batches, so that a world of any size fits into memory.</summary>
public sealed record World
{
    /// <summary>Gets what the sample calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the date through which it is billed unless <c>--through</c> says otherwise.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the company that bills; its id tells worlds apart.</summary>
    public required BillingEntity Entity { get; init; }

    /// <summary>Gets the taxes.</summary>
    public required TaxTable Taxes { get; init; }

    /// <summary>Gets the catalog.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>Gets the prices of the catalog.</summary>
    public IReadOnlyList<PriceList> PriceLists { get; init; } = [];

    /// <summary>Gets how invoices and credit notes are numbered; not confirmed yet.</summary>
    public required IReadOnlyList<NumberSeries> Series { get; init; }

    /// <summary>Gets how many customers there are.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Gets whether customers that exist may get new contracts or parts: a second usage file brings new services.</summary>
    public bool Grows { get; init; }

    /// <summary>Gets whose invoice is followed after it was issued, or <see langword="null"/> for nobody's.</summary>
    public Aftermath? Aftermath { get; init; }

    /// <summary>Gets the customers, ascending by id, made while they are read.</summary>
    public required IEnumerable<WorldBatch> Batches { get; init; }
}

/// <summary>Customers with everything that belongs to them, seeded in one commit.</summary>
public sealed record WorldBatch
{
    public List<Customer> Customers { get; } = [];

    public List<Contract> Contracts { get; } = [];

    public List<ContractPart> Parts { get; } = [];

    public List<UsageRecord> Usage { get; } = [];

    /// <summary>Gets what vendors delivered, the earliest first; imported after the customers are there.</summary>
    public List<WorldDelivery> Deliveries { get; } = [];

    /// <summary>Gets what an earlier system billed already.</summary>
    public List<SalesItem> Billed { get; } = [];

    /// <summary>Gets how far an earlier system billed.</summary>
    public List<PartLedger> Ledgers { get; } = [];
}

/// <summary>One delivery of usage.</summary>
/// <param name="Delivery">What it is of, and when it was made.</param>
/// <param name="Readings">All its rows.</param>
public sealed record WorldDelivery(NewUsageDelivery Delivery, IReadOnlyList<UsageReading> Readings);
