using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.Tests.Recomputed;

/// <summary>All records of a world by customer, as the recomputation reads them.</summary>
internal sealed class Facts(World world)
{
    private readonly List<WorldBatch> _batches = [.. world.Batches];

    internal World World => world;

    internal IEnumerable<Customer> Customers => _batches.SelectMany(batch => batch.Customers);

    internal ILookup<Id<Customer>, Contract> Contracts => field ??= _batches.SelectMany(batch => batch.Contracts).ToLookup(contract => contract.Customer);

    internal ILookup<Id<Contract>, ContractPart> Parts => field ??= _batches.SelectMany(batch => batch.Parts).ToLookup(part => part.Contract);

    internal ILookup<Id<Customer>, UsageRecord> Usage => field ??= _batches.SelectMany(batch => batch.Usage).ToLookup(usage => usage.Customer);

    internal ILookup<Guid, SalesItem> Billed => field ??= _batches.SelectMany(batch => batch.Billed).ToLookup(item => item.SourceId);

    /// <summary>Finds a catalog price: the last one that has begun.</summary>
    internal Fraction? PriceOf(Id<Product>? product, Currency currency, LocalDate date) =>
        world.PriceLists.Where(list => list.Currency == currency)
            .SelectMany(list => list.Items)
            .Where(item => item.Product == product)
            .SelectMany(item => item.Prices)
            .Where(price => price.From <= date)
            .OrderBy(price => price.From)
            .Select(price => (Fraction?)Fraction.Of(price.Price.Amount))
            .LastOrDefault();
}
