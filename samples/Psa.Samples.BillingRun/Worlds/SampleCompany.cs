namespace Psa.Samples.BillingRun.Worlds;

/// <summary>The shipped company: a managed-service provider in Hamburg whose every customer shows one thing, with what it is billed worked out by hand.</summary>
public static class SampleCompany
{
    /// <summary>The catalog's backup storage: sold by usage to those without a contract as well.</summary>
    public const int Backup = 0;

    /// <summary>The catalog's endpoint protection, whose price rose on 1 March.</summary>
    public const int Endpoint = 1;

    /// <summary>A product that no price list names.</summary>
    public const int Unpriced = 2;

    /// <summary>The hourly rate of support.</summary>
    public const int Hour = 3;

    /// <summary>Goods, bought and kept in stock.</summary>
    public const int Firewall = 4;

    /// <summary>The vendor's code of backup storage.</summary>
    public const string BackupService = "backup-gb";

    /// <summary>The tax code of Québec: two taxes on the same net.</summary>
    public const string Quebec = "GST-QST";

    /// <summary>The tax code of Sweden, 25 %.</summary>
    public const string Sweden = "MOMS25";

    private const uint Key = 1;

    // who orders servers
    private const int Offered = 0;

    // Birke & Söhne: three servers in arrears
    private const int Followed = 1;

    /// <summary>Gets the customers in the order of their numbers.</summary>
    public static IReadOnlyList<SampleCase> Cases { get; } = [.. RecurringCases.All, .. UsageCases.All, .. CurrencyCases.All, .. TroubleCases.All, .. FurtherCases.All];

    /// <summary>Makes the company.</summary>
    public static World Create()
    {
        var ids = new WorldIds(Key);
        return new()
        {
            Name = "the sample company",
            Through = new(2026, 3, 31),
            Entity = Seller.Entity(ids, "Nordlicht IT GmbH", Currency.EUR) with
            {
                MinimumInvoice = Money.Of(5m, Currency.EUR),
                PayableSteps = [Money.Of(0.05m, Currency.CHF), Money.Of(1m, Currency.SEK)],
            },
            Taxes = TaxesOf(ids),
            Products = CatalogOf(ids),
            PriceLists = [PricesOf(ids, 0, Currency.EUR, 12.00m, 12.90m, 0.12m), PricesOf(ids, 1, Currency.USD, 13.00m, 14.00m, 0.13m)],
            Series = Seller.Series(ids),
            CustomerCount = Cases.Count,
            Aftermath = new(
                ids.Of<Customer>(Followed),
                new(new Guid("5a3b1e00-0000-4000-8000-0000000000c1")),
                new(new Guid("5a3b1e00-0000-4000-8000-0000000000d1")),
                ids.Of<Customer>(Offered),
                new(new Guid("5a3b1e00-0000-4000-8000-0000000000e1")),
                new(new Guid("5a3b1e00-0000-4000-8000-0000000000f1")),
                ids.Of<Product>(Hour),
                new(new Guid("5a3b1e00-0000-4000-8000-000000000101")),
                new(new Guid("5a3b1e00-0000-4000-8000-000000000111")),
                ids.Of<Product>(Firewall)),
            Batches = Batches(ids),
        };
    }

    /// <summary>Gives the number of a customer.</summary>
    /// <param name="place">The place in <see cref="Cases"/>.</param>
    public static string NumberOf(int place) => FormattableString.Invariant($"C-{place + 1:000}");

    internal static IReadOnlyList<Product> CatalogOf(WorldIds ids) =>
    [
        Product(ids, Backup, "BCK-GB", "Backup storage", "E34", ProductKind.ManagedService) with { ServiceCode = BackupService },
        Product(ids, Endpoint, "EDR-1", "Endpoint protection", "C62", ProductKind.Service),
        Product(ids, Unpriced, "LOG-1", "Log archive", "C62", ProductKind.Service),
        Product(ids, Hour, "SUP-H", "Support", "HUR", ProductKind.HourlyRate),
        Product(ids, Firewall, "FW-1", "Firewall", "C62", ProductKind.Goods),
    ];

    private static TaxTable TaxesOf(WorldIds ids)
    {
        var taxes = Seller.Taxes(ids);
        return taxes with
        {
            Entries =
            [
                .. taxes.Entries,
                new() { Code = Quebec, Name = "GST and QST", Components = [Tax("GST", 5m), Tax("QST", 9.975m)] },
                TaxTableEntry.Taxed(Sweden, "Moms 25 %", new TaxRate(new(2000, 1, 1), Percent.Of(25m))),
            ],
        };
    }

    private static TaxComponent Tax(string name, decimal percent) => new() { Name = name, Category = TaxCategory.Standard, Rates = [new(new(2000, 1, 1), Percent.Of(percent))] };

    private static Product Product(WorldIds ids, int place, string number, string name, string unit, ProductKind kind) => new()
    {
        Id = ids.Of<Product>(place),
        Tenant = WorldIds.Tenant,
        Number = number,
        Name = name,
        Unit = unit,
        Kind = kind,
    };

    private static PriceList PricesOf(WorldIds ids, int place, Currency currency, decimal endpoint, decimal endpointFromMarch, decimal backup) => new()
    {
        Id = ids.Of<PriceList>(place),
        Tenant = WorldIds.Tenant,
        Name = $"List {currency}",
        Currency = currency,
        ValidFrom = new(2025, 1, 1),
        Items =
        [
            new(ids.Of<Product>(Backup), "E34", [new(new(2025, 1, 1), UnitPrice.Of(backup, currency))]),
            new(ids.Of<Product>(Endpoint), "C62",
            [
                new(new(2025, 1, 1), UnitPrice.Of(endpoint, currency)),
                new(CaseFacts.March, UnitPrice.Of(endpointFromMarch, currency)),
            ]),
        ],
    };

    private static IEnumerable<WorldBatch> Batches(WorldIds ids)
    {
        var batch = new WorldBatch();
        for (var place = 0; place < Cases.Count; place++)
        {
            var one = Cases[place];
            var customer = one.Change(new()
            {
                Id = ids.Of<Customer>(place),
                Tenant = WorldIds.Tenant,
                Payer = ids.Of<Customer>(place),
                Number = NumberOf(place),
                Name = one.Name,
                BillingInformation = FactsWriter.Complete(one.Name, one.Currency, one.TaxCode, country: one.Country),
            });
            one.Write(new CaseFacts(ids, new FactsWriter(ids, batch, place, customer), one.Currency));
        }

        yield return batch;
    }
}
