using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Domain.Tests.Services;

/// <summary>A tenant with a billing entity in an in-memory store, and the services over it.</summary>
internal sealed class AnOffice
{
    public static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
    public static readonly TenantId OtherTenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a03"));
    public static readonly Id<BillingEntity> Entity = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a21"));
    public static readonly Actor Ann = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
    public static readonly Actor Stranger = Actor.Create(OtherTenant, UserId.Of("eve"), "Eve", [Role.Administrator], AccessTable.Default);

    private AnOffice(IPsaStore store)
    {
        Store = store;
        Ids = new OrderedIdGenerator(Clock);
        Repricing = new(Store, Clock, Ids, new TaxTableCalculator());
        Customers = new(Store, Clock, Ids, Repricing);
        Contracts = new(Store, Clock, Ids, Repricing);
        Wizard = new(Store, Clock, Ids);
        Usage = new(Store, Clock, Ids);
        Items = new(Store, Clock, Ids);
        Catalog = new(Store, Clock, Ids, Repricing);
        Numbering = new(Store, Clock);
        Onboarding = new(Store);
    }

    public static BillingInformation Complete { get; } = new()
    {
        LegalName = "Contoso BV",
        Email = "billing@contoso.example",
        Language = "nl",
        Currency = Currency.EUR,
        TaxCode = "S21",
        Address = new() { City = "Gent", Country = "BE" },
    };

    public IPsaStore Store { get; }

    public TestClock Clock { get; } = new(Instant.FromUtc(2026, 3, 15, 12, 0));

    public IIdGenerator Ids { get; }

    public CustomerService Customers { get; }

    public ContractService Contracts { get; }

    public RepricingService Repricing { get; }

    public ContractWizardService Wizard { get; }

    public UsageService Usage { get; }

    public SalesItemService Items { get; }

    public CatalogService Catalog { get; }

    public NumberingService Numbering { get; }

    public OnboardingService Onboarding { get; }

    public static BillingEntity AnEntity { get; } = new()
    {
        Id = Entity,
        Tenant = Tenant,
        Code = "ACME",
        LegalName = "Acme NV",
        VatNumber = "BE0123456789",
        Address = new() { City = "Gent", Country = "BE" },
        Currency = Currency.EUR,
        TaxCode = "S21",
        IsDefault = true,
    };

    public static async Task<AnOffice> OpenAsync(IPsaStore? store = null)
    {
        var office = new AnOffice(store ?? await TestStores.CreateAsync());
        await office.Catalog.SaveBillingEntityAsync(Ann, AnEntity);
        return office;
    }

    /// <summary>The same records, through another store.</summary>
    public AnOffice Through(IPsaStore store) => new(store);

    public static NewContract AContract(Customer customer, params ReadOnlySpan<NewContractPart> parts) => new()
    {
        Customer = customer.Id,
        Name = "Managed services",
        Number = "C-1",
        EffectiveFrom = new(2026, 1, 1),
        Parts = ValueList.Create(parts),
    };

    public static NewContractPart APart(decimal quantity = 10m, decimal price = 5m) => new() { Text = "Backup", Quantity = quantity, UnitPrice = UnitPrice.Of(price, Currency.EUR) };

    public static NewContractPart AMeteredPart(string service = "storage") => new()
    {
        Text = "Storage",
        Kind = PartKind.MeteredUsage,
        QuantitySource = QuantitySource.Usage(service),
        UnitPrice = UnitPrice.Of(0.1m, Currency.EUR),
    };

    /// <summary>Stands for the usage of a customer that no part covers.</summary>
    public static ContractPart AMeteredPartOf(Customer customer, string service = "storage") =>
        AMeteredPart(service).ToPart(
            UncoveredUsage.PartId(Tenant, customer.Id, service),
            AContract(customer).ToContract(new(customer.Id.Value), Tenant, "C-0", Entity, Currency.EUR));

    public Task<Customer> ACustomerAsync(BillingInformation? information = null, string number = "10001") =>
        Customers.CreateAsync(Ann, new() { Number = number, Name = "Contoso", BillingInformation = information });

    public Task<Customer> ABillableCustomerAsync(string number = "10001") => ACustomerAsync(Complete, number);

    public Task<(Contract Contract, ContractPart[] Parts)> AnActiveContractAsync(Customer customer, params NewContractPart[] parts) => AnActiveContractAsync(customer, parts, "C-1");

    public async Task<(Contract Contract, ContractPart[] Parts)> AnActiveContractAsync(Customer customer, NewContractPart[] parts, string number)
    {
        var draft = await Contracts.CreateAsync(Ann, AContract(customer, parts) with { Number = number });
        var contract = (await Contracts.ActivateAsync(Ann, draft.Id)).Contract;
        return (contract, [.. await Contracts.PartsOfAsync(Ann, contract.Id)]);
    }

    public async Task<T> InSessionAsync<T>(Func<IPsaSession, Task<T>> work)
    {
        await using var session = await Store.OpenAsync(Tenant);
        return await work(session);
    }

    /// <summary>Notes that a part was billed, as a run does.</summary>
    public Task<PartLedger> BilledThroughAsync(ContractPart part, LocalDate through) => InSessionAsync(async session =>
    {
        var known = await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(part.Id));
        var ledger = known is null
            ? session.Of<PartLedger>().Add(new() { Id = Ledgers.IdOf(part.Id), Tenant = Tenant, Part = part.Id, Customer = part.Customer, Through = through })
            : session.Of<PartLedger>().Update(known with { Through = through, DirtyFrom = null });
        await session.CommitAsync();
        return ledger;
    });

    public Task<PartLedger?> LedgerOfAsync(Id<ContractPart> part) => InSessionAsync(session => session.Of<PartLedger>().FindAsync(Ledgers.IdOf(part)).AsTask());

    public Task<PartLedger?> UncoveredAsync(Customer customer, string service = "storage") => LedgerOfAsync(UncoveredUsage.PartId(Tenant, customer.Id, service));

    public Task<SalesItem> StoreAsync(SalesItem item) => InSessionAsync(async session =>
    {
        var stored = session.Of<SalesItem>().Add(item);
        await session.CommitAsync();
        return stored;
    });

    public SalesItem AnItem(Customer customer, SalesItemStatus status, decimal net = 50m) => new()
    {
        Id = Ids.Next<SalesItem>(),
        Tenant = Tenant,
        Customer = customer.Id,
        BillingEntity = Entity,
        Currency = Currency.EUR,
        Source = SalesItemSource.ContractPart,
        SourceId = Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a77"),
        PeriodStart = new(2026, 1, 1),
        BillingDate = new(2026, 1, 1),
        Status = status,
        Lines = [new() { Text = "Backup", Quantity = 1m, UnitPrice = UnitPrice.Of(net, Currency.EUR), Amount = Money.Of(net, Currency.EUR) }],
        TotalBeforeDiscount = Money.Of(net, Currency.EUR),
        Computed = Money.Of(net, Currency.EUR),
        Net = Money.Of(net, Currency.EUR),
    };

    public Task<List<PsaEvent>> EventsAsync() => InSessionAsync(async session =>
    {
        var events = new List<PsaEvent>();
        await foreach (var one in session.Events.ReadAfterAsync(0))
        {
            events.Add(one);
        }

        return events;
    });
}
