namespace Psa.Samples.BillingRun.Worlds;

/// <summary>
/// A world of any size from a seed: each customer depends on seed and place alone, so it is the same in worlds of all sizes, on all machines.
/// Four services each: fixed by month in advance, prorated by quarter, metered in tiers in arrears, at catalog price. Some change, end or lack something.
/// </summary>
public static class GeneratedWorld
{
    /// <summary>The vendor's code of the service that some use without a contract.</summary>
    public const string StorageService = "storage-gb";

    /// <summary>The catalog's products: storage, then three licences.</summary>
    public const int Products = 4;

    private const int CustomersABatch = 500;

    private static readonly Currency[] Currencies = [Currency.EUR, Currency.USD, Currency.CHF, Currency.GBP, Currency.JPY, Currency.KWD];

    /// <summary>Makes the world.</summary>
    /// <param name="customers">How many customers.</param>
    /// <param name="seed">The seed.</param>
    public static World Create(int customers, int seed)
    {
        var ids = new WorldIds(unchecked(0x1000_0000u ^ (uint)seed));
        return new()
        {
            Name = FormattableString.Invariant($"{customers} generated customers (seed {seed})"),
            Through = new(2026, 3, 31),
            Entity = Seller.Entity(ids, "Generated Managed Services GmbH", Currency.EUR) with { MinimumInvoice = Money.Of(2m, Currency.EUR) },
            Taxes = Seller.Taxes(ids),
            Products = [.. Enumerable.Range(0, Products).Select(place => Product(ids, place))],
            PriceLists = [.. Currencies.Select((currency, place) => Prices(ids, place, currency))],
            Series = Seller.Series(ids),
            CustomerCount = customers,
            Batches = Batches(ids, customers, seed),
        };
    }

    private static IEnumerable<WorldBatch> Batches(WorldIds ids, int customers, int seed)
    {
        for (var first = 0; first < customers; first += CustomersABatch)
        {
            var batch = new WorldBatch();
            for (var place = first; place < Math.Min(customers, first + CustomersABatch); place++)
            {
                new GeneratedCustomer(ids, batch, place, new Dice(seed, place)).Write();
            }

            yield return batch;
        }
    }

    private static Product Product(WorldIds ids, int place) => new()
    {
        Id = ids.Of<Product>(place),
        Tenant = WorldIds.Tenant,
        Number = FormattableString.Invariant($"P-{place:00}"),
        Name = place == 0 ? "Storage" : FormattableString.Invariant($"Licence {place}"),
        Unit = place == 0 ? "E34" : "C62",
        Kind = place == 0 ? ProductKind.ManagedService : ProductKind.Service,
        ServiceCode = place == 0 ? StorageService : null,
    };

    // each currency's list lacks the last licence except the first's: some catalog prices are missing
    private static PriceList Prices(WorldIds ids, int place, Currency currency) => new()
    {
        Id = ids.Of<PriceList>(place),
        Tenant = WorldIds.Tenant,
        Name = $"List {currency}",
        Currency = currency,
        ValidFrom = new(2020, 1, 1),
        Items = Enumerable.Range(0, place == 0 ? Products : Products - 1)
            .Select(product => new PriceListItem(
                ids.Of<Product>(product),
                product == 0 ? "E34" : "C62",
                [new(new(2020, 1, 1), UnitPrice.Of(PriceOf(product) - 0.5m, currency)), new(new(2026, 3, 1), UnitPrice.Of(PriceOf(product), currency))]))
            .ToValueList(),
    };

    private static decimal PriceOf(int product) => product == 0 ? 0.6183m : 4.25m + (3.5m * product);
}
