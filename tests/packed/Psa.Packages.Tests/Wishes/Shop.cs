using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Sellers;
using Psa.Services;
using Psa.Usage;

namespace Psa.Packages.Tests.Wishes;

/// <summary>A host in small, over an SQLite file: what every wish begins with.</summary>
internal sealed class Shop : IAsyncDisposable
{
    internal static readonly Currency EUR = Currency.EUR;

    private readonly string _folder;
    private readonly ServiceProvider _services;
    private int _contracts;

    private Shop(string folder, Action<IServiceCollection>? configure)
    {
        _folder = folder;
        var services = new ServiceCollection();
        configure?.Invoke(services);
        _services = services.AddPsa().UseSqlite(Path.Combine(folder, "shop.db")).BuildServiceProvider();
    }

    internal Actor Actor { get; } = Actor.System(TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59"));

    internal TaxTable Taxes { get; private set; } = null!;

    internal BillingEntity Acme { get; private set; } = null!;

    internal Customer Bart { get; private set; } = null!;

    internal BillingInformation Billing { get; } = new()
    {
        LegalName = "Bakery Bart NV",
        Email = "bart@example.com",
        InvoiceRecipients = ["books@example.com"],
        Language = "en",
        Address = new() { City = "Ghent", Country = "BE" },
        Currency = EUR,
        TaxCode = "VAT21",
    };

    internal CatalogService Catalog => Of<CatalogService>();

    internal CustomerService Customers => Of<CustomerService>();

    internal ContractService Contracts => Of<ContractService>();

    internal UsageService Usage => Of<UsageService>();

    internal SalesItemService Items => Of<SalesItemService>();

    internal BillingRunService Runs => Of<BillingRunService>();

    internal static async Task<Shop> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        var shop = new Shop(Directory.CreateTempSubdirectory("psa-wishes").FullName, configure);
        var vat = TaxTableEntry.Taxed("VAT21", "VAT 21 %", new TaxRate(new(2021, 1, 1), Percent.Of(21)));
        shop.Taxes = await shop.Catalog.SaveTaxTableAsync(shop.Actor, new() { Id = default, Tenant = shop.Actor.Tenant, Entries = [vat] });
        shop.Acme = await shop.SellerAsync("ACME", EUR);
        shop.Bart = await shop.Customers.CreateAsync(shop.Actor, new() { Number = "10001", Name = "Bakery Bart", BillingInformation = shop.Billing });
        return shop;
    }

    internal T Of<T>()
        where T : notnull => _services.GetRequiredService<T>();

    internal static UnitPrice Euro(decimal price) => UnitPrice.Of(price, EUR);

    internal async Task<BillingEntity> SellerAsync(string code, Currency currency)
    {
        var seller = await Catalog.SaveBillingEntityAsync(Actor, new() { Id = default, Tenant = Actor.Tenant, Code = code, IsDefault = code == "ACME", LegalName = code, VatNumber = "BE0123456749", Address = new() { City = "Ghent", Country = "BE" }, Currency = currency });
        foreach (var (purpose, pattern) in new[] { (NumberPurpose.Invoice, code + "-{yyyy}-{seq:0000}"), (NumberPurpose.CreditNote, code + "-CN-{yyyy}-{seq:0000}") })
        {
            var series = await Of<NumberingService>().CreateSeriesAsync(Actor, new() { BillingEntity = seller.Id, Purpose = purpose, Pattern = pattern });
            await Of<NumberingService>().ConfirmAsync(Actor, series.Id);
        }

        return seller;
    }

    internal async Task<ContractPart> AgreeAsync(NewContractPart part, BillingCycle? cycle = null, LocalDate? from = null, BillingTiming timing = BillingTiming.InAdvance, BillingEntity? seller = null)
    {
        var contract = await Contracts.CreateAsync(Actor, new()
        {
            Customer = Bart.Id,
            BillingEntity = (seller ?? Acme).Id,
            Number = $"C-{++_contracts}",
            Name = "Managed workplaces",
            EffectiveFrom = from ?? new(2026, 3, 1),
            Cycle = cycle ?? BillingCycle.Monthly.OnDay(1),
            Timing = timing,
            Parts = [part],
        });
        await Contracts.ActivateAsync(Actor, contract.Id);
        return (await Contracts.PartsOfAsync(Actor, contract.Id))[0];
    }

    /// <summary>Ten workplaces at 31.00 a month, March billed.</summary>
    internal async Task<ContractPart> TenWorkplacesAsync(Discount? discount = null)
    {
        var part = await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(31m), Discount = discount });
        await BillAsync(new(2026, 3, 1));
        return part;
    }

    internal async Task<List<Invoice>> BillAsync(LocalDate through, BillingEntity? seller = null)
    {
        var run = await Runs.PlanAsync(Actor, new() { BillingEntity = (seller ?? Acme).Id, Through = through });
        await Runs.CalculateAsync(Actor, run.Id);
        await Runs.IssueAsync(Actor, run.Id);
        return await Runs.InvoicesAsync(Actor, run.Id).ToListAsync();
    }

    internal async Task<decimal> BilledAsync(LocalDate through) => (await BillAsync(through)).Sum(one => one.Totals.TotalWithoutTax.Amount);

    internal static UsageReading Used(string id, LocalDate date, decimal quantity) => new() { SourceId = id, CustomerNumber = "10001", ServiceCode = "backup", Date = date, Quantity = quantity, Unit = "GB" };

    internal Task<UsageImportResult> ImportAsync(UsageSource source, params UsageReading[] readings) => Usage.ImportAsync(Actor, source, readings.ToAsyncEnumerable());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
