using System.Globalization;
using System.Text;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Services;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Services;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.BadInput;

/// <summary>A tenant with one billed customer in a store in memory, and the services over it. It notices whatever a refusal left behind.</summary>
internal sealed class Desk
{
    public static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-000000000001"));
    public static readonly TenantId Other = new(new Guid("0192d4e0-7b1f-7c3a-8e55-000000000002"));
    public static readonly Actor Ann = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
    public static readonly Actor Eve = Actor.Create(Other, UserId.Of("eve"), "Eve", [Role.Administrator], AccessTable.Default);
    private static readonly Id<BillingEntity> Entity = new(new Guid("0192d4e0-7b1f-7c3a-8e55-000000000003"));
    private static readonly TestClock Clock = new(Instant.FromUtc(2026, 3, 15, 12, 0));

    private Desk()
    {
        var ids = new OrderedIdGenerator(Clock);
        var repricing = new RepricingService(Store, Clock, ids, new TaxTableCalculator());
        Customers = new(Store, Clock, ids, repricing);
        Contracts = new(Store, Clock, ids, repricing);
        Usage = new(Store, Clock, ids);
        Numbering = new(Store, Clock);
        Runs = new(new PureRunStore(Store), Clock, ids, new TaxTableCalculator());
    }

    public InMemoryStore Store { get; } = new();

    public CustomerService Customers { get; }

    public ContractService Contracts { get; }

    public UsageService Usage { get; }

    public NumberingService Numbering { get; }

    public BillingRunService Runs { get; }

    public Customer Contoso { get; private set; } = null!;

    public Contract Contract { get; private set; } = null!;

    public static NewContract AContract(Id<Customer> customer, params ReadOnlySpan<NewContractPart> parts) => new()
    {
        Customer = customer,
        Name = "Workplaces",
        Number = "C-1",
        EffectiveFrom = new(2026, 1, 1),
        LastDay = new(2026, 12, 31),
        Cycle = BillingCycle.Monthly.OnDay(1),
        Parts = ValueList.Create(parts),
    };

    public static NewContractPart APart() => new() { Text = "Workplace", Quantity = 10m, UnitPrice = UnitPrice.Of(12m, Currency.EUR) };

    public static async Task<Desk> OpenAsync()
    {
        var desk = new Desk();
        await using (var session = await desk.Store.OpenAsync(Tenant))
        {
            session.Of<BillingEntity>().Add(new()
            {
                Id = Entity,
                Tenant = Tenant,
                Code = "ACME",
                LegalName = "Acme GmbH",
                Address = new() { City = "Graz", Country = "AT" },
                Currency = Currency.EUR,
                IsDefault = true,
            });
            session.Of<TaxTable>().Add(new()
            {
                Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-000000000004")),
                Tenant = Tenant,
                Entries = [TaxTableEntry.Taxed("S20", "20 %", new TaxRate(new(2020, 1, 1), Percent.Of(20m)))],
                DefaultCode = "S20",
            });
            await session.CommitAsync();
        }

        desk.Contoso = await desk.Customers.CreateAsync(Ann, new()
        {
            Number = "1001",
            Name = "Contoso",
            BillingInformation = new()
            {
                LegalName = "Contoso GmbH",
                Email = "invoices@contoso.example",
                Language = "de",
                Currency = Currency.EUR,
                TaxCode = "S20",
                Address = new() { City = "Wien", Country = "AT" },
            },
        });
        desk.Contract = await desk.Contracts.CreateAsync(Ann, AContract(desk.Contoso.Id, APart()));
        desk.Contract = (await desk.Contracts.ActivateAsync(Ann, desk.Contract.Id)).Contract;
        return desk;
    }

    public async Task<NumberSeries> ASeriesAsync() =>
        await Numbering.CreateSeriesAsync(Ann, new() { BillingEntity = Entity, Purpose = NumberPurpose.Invoice, Pattern = "{yyyy}-{seq:00000}" });

    public async Task<BillingRun> ACalculatedRunAsync()
    {
        var run = await Runs.PlanAsync(Ann, new() { BillingEntity = Entity, Through = new(2026, 3, 31) });
        return await Runs.CalculateAsync(Ann, run.Id);
    }

    /// <summary>Demands a refusal with a code and advice, after which the store is as it was before.</summary>
    public async Task<T> RefusesAsync<T>(string code, string advice, Func<Task> step)
        where T : PsaException
    {
        var before = await EverythingAsync();
        var refusal = await Assert.ThrowsAsync<T>(step);
        Assert.Equal(code, refusal.Code);
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync());
        return refusal;
    }

    /// <summary>Writes down all records and events of both tenants.</summary>
    public async Task<string> EverythingAsync()
    {
        var text = new StringBuilder();
        foreach (var tenant in new[] { Tenant, Other })
        {
            await using var session = await Store.OpenAsync(tenant);
            var all = new IdRange<Customer>(default, new(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff")));
            await NoteAsync(session.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(1000)));
            await NoteAsync(session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(all)));
            await NoteAsync(session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(all)));
            await NoteAsync(session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(all)));
            await NoteAsync(session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(all, LocalDate.MinIsoValue, LocalDate.MaxIsoValue)));
            await NoteAsync(session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.OfEntity(Entity)));
            await NoteAsync(session.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(Entity).Take(100)));
            await NoteAsync(session.Of<Invoice>().QueryAsync(InvoiceRecords.Matching(new() { BillingEntity = Entity, IssuedFrom = new(2026, 3, 31), IssuedThrough = new(2026, 3, 31) }).All));
            await NoteAsync(session.Events.ReadAfterAsync(0));
        }

        return text.ToString();

        async Task NoteAsync<T>(IAsyncEnumerable<T> records)
        {
            await foreach (var record in records)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{record}");
            }
        }
    }
}
