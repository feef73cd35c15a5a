using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Numbering;
using Psa.Sellers;

namespace Psa.Attack.Tests.Calls;

/// <summary>Makes a world through the services, as people do.</summary>
internal sealed partial class WorldMaking(Office office, TenantId tenant)
{
    private readonly Actor _ann = AnnOf(tenant);

    public Id<BillingEntity> Main { get; private set; }

    public Id<Customer> Bystander { get; private set; }

    public List<Guid> Untouched { get; } = [];

    public static Actor AnnOf(TenantId tenant) => Actor.Create(tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);

    public async Task FillAsync()
    {
        await SetUpAsync();
        await MeetAsync();
        await AgreeAsync();
        await WorkAsync();
        await BillAsync();
        await SettleAsync();
        await UnderwayAsync();
        await OfferAsync();
        await WorkMoreAsync();
        await AdjustAsync();
        await StockAsync();
        await PurchaseAsync();
        await DemandAsync();
        await ApprovalAsync();
        await KeepAsync();
        await ReturnAsync();
    }

    private async Task SetUpAsync()
    {
        await office.Settings.SaveAsync(_ann, await office.Settings.GetAsync(_ann) with { TimeZone = "Europe/Vienna" });
        await office.Catalog.SaveTaxTableAsync(_ann, Samples.ATaxTable(tenant));
        Main = (await AnEntityAsync("ACME", isDefault: true)).Id;
        await ASeriesAsync(Main, isConfirmed: true);
        var contracts = await office.Numbering.CreateSeriesAsync(_ann, new() { BillingEntity = Main, Purpose = NumberPurpose.Contract, Pattern = "K{seq:000}" });
        await office.Numbering.ConfirmAsync(_ann, contracts.Id);
        Untouched.Add(Main.Value);
        Untouched.AddRange((await office.Numbering.SeriesOfAsync(_ann, Main)).AsEnumerable().Select(static series => series.Id.Value));
        _planned = (await AnEntityAsync("BETA")).Id;
        _calculated = (await AnEntityAsync("GAMMA")).Id;
        _free = (await AnEntityAsync("DELTA")).Id;
        await ASeriesAsync(_planned, isConfirmed: true);
        await ASeriesAsync(_calculated, isConfirmed: true);
        await ASeriesAsync(_free, isConfirmed: false);
        var units = await office.Catalog.SaveUnitGroupAsync(_ann, Samples.AUnitGroup(tenant));
        var discount = await office.Catalog.SaveVolumeDiscountAsync(_ann, Samples.AVolumeDiscount(tenant));
        _desk = await office.Catalog.SaveProductAsync(_ann, Samples.AProduct(tenant) with
        {
            Number = "P-1",
            Name = "Desk",
            ServiceCode = null,
            UnitGroup = units.Id,
            ListPrices = [new(new(2025, 1, 1), UnitPrice.Of(4m, Currency.EUR))],
            CurrentCosts = [new(new(2025, 1, 1), UnitPrice.Of(1m, Currency.EUR))],
            StandardCosts = [new(new(2025, 1, 1), UnitPrice.Of(1.1m, Currency.EUR))],
        });
        _storage = await office.Catalog.SaveProductAsync(_ann, Samples.AProduct(tenant) with { Number = "P-2", Name = "Storage", ServiceCode = "storage" });
        await office.Catalog.SavePriceListAsync(_ann, Samples.APriceList(tenant, _desk.Id, _storage.Id) with { Name = "2025", ValidFrom = new(2025, 1, 1), LastDay = new(2025, 12, 31) });
        _prices = await office.Catalog.SavePriceListAsync(_ann, Samples.APriceList(tenant, _desk.Id, _storage.Id));
        _bundle = await office.Catalog.SaveProductAsync(_ann, Samples.ABundle(tenant, _desk.Id, _storage.Id) with { Number = "P-3", Name = "Bundle" });
        await office.Catalog.SavePriceListAsync(_ann, Samples.ANamedList(tenant, _desk.Id, discount.Id) with { Name = "Partners" });
        await office.Catalog.SavePriceListAsync(_ann, Samples.ANamedList(tenant, _desk.Id, discount.Id) with { Name = "Later", ValidFrom = new(2028, 1, 1) });
    }

    private async Task MeetAsync()
    {
        _first = await ACustomerAsync("1001", Samples.Complete);
        _child = await ACustomerAsync("1002", Samples.Complete, _first.Id);
        _lost = await ACustomerAsync("1003", Samples.Complete);
        await ACustomerAsync("1004", information: null);
        await ACustomerAsync("1005", Samples.Complete with { Email = null });
        await ACustomerAsync("1006", Samples.Complete);
        await ACustomerAsync("1007", Samples.Complete);
        Bystander = (await ACustomerAsync("9999", Samples.Complete)).Id;
        Untouched.Add(Bystander.Value);
    }

    private Task<BillingEntity> AnEntityAsync(string code, bool isDefault = false) =>
        office.Catalog.SaveBillingEntityAsync(_ann, Samples.AnEntity(tenant) with { Code = code, LegalName = code + " GmbH", IsDefault = isDefault });

    private async Task ASeriesAsync(Id<BillingEntity> entity, bool isConfirmed)
    {
        foreach (var purpose in new[] { NumberPurpose.Invoice, NumberPurpose.CreditNote })
        {
            var series = await office.Numbering.CreateSeriesAsync(_ann, new() { BillingEntity = entity, Purpose = purpose, Pattern = purpose == NumberPurpose.Invoice ? "{yyyy}-{seq:00000}" : "C{yyyy}-{seq:00000}" });
            if (isConfirmed)
            {
                await office.Numbering.ConfirmAsync(_ann, series.Id);
            }
        }
    }

    private Task<Customer> ACustomerAsync(string number, BillingInformation? information, Id<Customer>? parent = null) =>
        office.Customers.CreateAsync(_ann, new()
        {
            Number = number,
            Name = $"Customer {number}",
            Parent = parent,
            ProfileManagedByCustomer = true,
            Contacts = [new("Bo", $"bo@{number}.example", "+43 1 2345678", "Buyer")],
            BillingInformation = information,
        });

    private async Task<Contract> AContractAsync(Customer customer, Id<BillingEntity> entity, string number, params NewContractPart[] parts) =>
        await office.Contracts.CreateAsync(_ann, Samples.AContract(customer.Id, entity) with { Number = number, Parts = [.. parts] });

    private async Task AnActiveContractAsync(Customer customer, Id<BillingEntity> entity, string number, LocalDate? lastDay, params NewContractPart[] parts)
    {
        var escalation = new PriceEscalation(new(2025, 7, 1), Percent.Of(3m));
        var contract = Samples.AContract(customer.Id, entity) with { Number = number, EffectiveFrom = new(2025, 1, 1), LastDay = lastDay, Renewal = null, Escalations = [escalation], Parts = [.. parts] };
        await office.Contracts.ActivateAsync(_ann, (await office.Contracts.CreateAsync(_ann, contract)).Id);
    }

    private async Task<Contract> AnActiveContractAsync(Customer customer, Id<BillingEntity> entity, string number, params NewContractPart[] parts) =>
        (await office.Contracts.ActivateAsync(_ann, (await AContractAsync(customer, entity, number, parts)).Id)).Contract;
}
