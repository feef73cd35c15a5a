using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Numbering;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Runs;

/// <summary>
/// A tenant on the in-memory store with a billing entity, confirmed numbers, taxes and a catalog. All ids derive from names, so that two worlds with the same facts
/// can be compared record by record.
/// </summary>
internal sealed partial class AWorld
{
    public static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4aa1"));
    public static readonly LocalDate Start = new(2025, 1, 1);

    private AWorld(IPsaStore store, FakeClock clock)
    {
        (Store, Clock) = (store, clock);
        var ids = new OrderedIdGenerator(clock);
        Runs = new(new PureRunStore(store), clock, ids, new TaxTableCalculator(), NullLogger<BillingRunService>.Instance);
        Repricing = new(store, clock, ids, new TaxTableCalculator());
        Catalog = new(store, clock, ids, Repricing);
        Contracts = new(store, clock, ids, Repricing);
        Usage = new(store, clock, ids);
        Items = new(store, clock, ids);
        Customers = new(store, clock, ids, Repricing);
        Numbering = new(store, clock);
        Invoices = new(store, clock, ids, new TaxTableCalculator());
        CreditNotes = new(store, clock, ids);
        Payments = new(store, clock, ids);
    }

    public static BillingEntity Seller { get; } = new()
    {
        Id = DerivedId.Create<BillingEntity>(Tenant, "entity"),
        Tenant = Tenant,
        Code = "ACME",
        LegalName = "Acme NV",
        Address = new() { City = "Gent", Country = "BE" },
        Currency = Currency.EUR,
        TaxCode = "STD",
        IsDefault = true,
    };

    /// <summary>20 %, and 25 % from July 2025 on; and nothing.</summary>
    public static TaxTable Taxes { get; } = new()
    {
        Id = DerivedId.Create<TaxTable>(Tenant, "taxes"),
        Tenant = Tenant,
        DefaultCode = "STD",
        Entries =
        [
            TaxTableEntry.Taxed("STD", "VAT", new TaxRate(new(2000, 1, 1), Percent.Of(20m)), new TaxRate(new(2025, 7, 1), Percent.Of(25m))),
            TaxTableEntry.Untaxed("ZERO", "Zero", TaxCategory.ZeroRated),
        ],
    };

    /// <summary>Sold for what the service <c>svc</c> counts, at 0.50.</summary>
    public static Product AProduct { get; } = new()
    {
        Id = DerivedId.Create<Product>(Tenant, "storage"),
        Tenant = Tenant,
        Number = "STORAGE",
        Name = "Storage",
        Kind = ProductKind.Service,
        Unit = "C62",
        ServiceCode = "svc",
    };

    public static PriceList APriceList { get; } = new()
    {
        Id = DerivedId.Create<PriceList>(Tenant, "prices"),
        Tenant = Tenant,
        Name = "List",
        Currency = Currency.EUR,
        ValidFrom = new(2000, 1, 1),
        Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), Price(0.50m))])],
    };

    public IPsaStore Store { get; }

    public FakeClock Clock { get; }

    public Actor Actor { get; } = Actor.System(Tenant);

    public BillingRunService Runs { get; }

    public CatalogService Catalog { get; }

    public RepricingService Repricing { get; }

    public ContractService Contracts { get; }

    public UsageService Usage { get; }

    public SalesItemService Items { get; }

    public CustomerService Customers { get; }

    public NumberingService Numbering { get; }

    public InvoiceService Invoices { get; }

    public CreditNoteService CreditNotes { get; }

    public PaymentService Payments { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AWorld> CreateAsync(Func<BillingEntity, BillingEntity>? entity = null, bool confirmed = true, TaxTable? taxes = null, string? store = null)
    {
        var world = new AWorld(await (store is null ? TestStores.CreateAsync() : TestStores.CreateAsync(store)), new(Instant.FromUtc(2025, 1, 1, 6, 0)));
        await world.InSessionAsync(session =>
        {
            session.Of<BillingEntity>().Add((entity ?? (e => e))(Seller));
            session.Of<TaxTable>().Add(taxes ?? Taxes);
            session.Of<Product>().Add(AProduct);
            session.Of<PriceList>().Add(APriceList);
            session.Of<NumberSeries>().Add(Series(NumberPurpose.Invoice, "INV-{seq:0000}", confirmed));
            session.Of<NumberSeries>().Add(Series(NumberPurpose.CreditNote, "CN-{seq:0000}", confirmed));
            return Task.CompletedTask;
        });
        return world;
    }

    /// <summary>A world with seven customers, C0 to C6, of one part each: 10.00, 11.00 and so on a month.</summary>
    public static async Task<AWorld> OfSevenAsync()
    {
        var world = await CreateAsync();
        for (var n = 0; n < 7; n++)
        {
            var customer = ACustomer($"C{n}");
            var contract = AContract(customer);
            await world.AddAsync(customer, contract, APart(contract, 10m + n));
        }

        return world;
    }

    /// <summary>Other workers on the same records: what they do goes through another store.</summary>
    public AWorld Through(IPsaStore store) => new(store, Clock);

    public async Task InSessionAsync(Func<IPsaSession, Task> work)
    {
        await using var session = await Store.OpenAsync(Tenant, Token);
        await work(session);
        await session.CommitAsync(Token);
    }

    public async Task<T> ReadAsync<T>(Func<IPsaSession, Task<T>> query)
    {
        await using var session = await Store.OpenAsync(Tenant, Token);
        return await query(session);
    }

    public Task AddAsync(params object[] records) => InSessionAsync(session =>
    {
        foreach (var record in records)
        {
            _ = record switch
            {
                Customer customer => (object)session.Of<Customer>().Add(customer),
                Contract contract => session.Of<Contract>().Add(contract),
                ContractPart part => session.Of<ContractPart>().Add(part),
                SalesItem item => session.Of<SalesItem>().Add(item),
                BillingEntity entity => session.Of<BillingEntity>().Add(entity),
                PriceList list => session.Of<PriceList>().Add(list),
                Product product => session.Of<Product>().Add(product),
                UnitGroup group => session.Of<UnitGroup>().Add(group),
                VolumeDiscount volume => session.Of<VolumeDiscount>().Add(volume),
                _ => throw new ArgumentException($"Can't add a {record.GetType().Name}.", nameof(records)),
            };
        }

        return Task.CompletedTask;
    });

    /// <summary>Stores a record as somebody saved it meanwhile.</summary>
    public Task UpdateAsync<T>(T record)
        where T : class, IEntity<T> => InSessionAsync(async session =>
    {
        var type = RecordTypes.Of<T>();
        session.Of<T>().Update(type.WithVersion(record, (await session.Of<T>().FindAsync(record.Id, Token))!.Version));
    });

    public async Task<UsageImportResult> UseAsync(
        Customer customer, string source, LocalDate date, decimal quantity, decimal cost = 1m, string service = "svc", string counter = "", int hour = 0, string? text = null) =>
        await UseAsync(new("vendor"), new UsageReading
        {
            SourceId = source,
            Customer = customer.Id,
            ServiceCode = service,
            Counter = counter,
            Start = date.At(new(hour, 0)).InUtc().ToInstant(),
            Quantity = quantity,
            Unit = "C62",
            Cost = cost,
            CostCurrency = "EUR",
            Text = text,
        });

    public Task<UsageImportResult> UseAsync(UsageSource source, params UsageReading[] readings) => Usage.ImportAsync(Actor, source, Readings(readings), Token);

    private static async IAsyncEnumerable<UsageReading> Readings(params UsageReading[] readings)
    {
        await Task.CompletedTask;
        foreach (var reading in readings)
        {
            yield return reading;
        }
    }

    private static NumberSeries Series(NumberPurpose purpose, string pattern, bool confirmed) => new()
    {
        Id = DerivedId.Create<NumberSeries>(Tenant, "series", purpose.ToString()),
        Tenant = Tenant,
        BillingEntity = Seller.Id,
        Purpose = purpose,
        Pattern = pattern,
        ConfirmedBy = confirmed ? "Ann" : null,
        ConfirmedAt = confirmed ? Instant.FromUtc(2025, 1, 1, 0, 0) : null,
    };
}
