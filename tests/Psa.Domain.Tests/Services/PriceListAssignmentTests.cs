using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>The calls by which customers and contracts get price lists from a day on.</summary>
public sealed class PriceListAssignmentTests
{
    private static readonly LocalDate April = new(2026, 4, 1);

    [Fact]
    public async Task A_list_is_assigned_to_a_customer_once_and_withdrawn_with_a_reason()
    {
        var (office, customer, list) = await OpenedAsync();
        var assigned = await office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, list.Id));
        var entry = Assert.Single(assigned.PriceLists);
        Assert.Equal(new(April, list.Id), entry with { Id = null });
        Assert.Equal(assigned, await office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, list.Id)));
        Assert.Equal((EventKinds.CustomerChanged, null), await LastEventAsync(office));

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => office.Customers.WithdrawPriceListAsync(Ann, customer.Id, entry.Id!.Value, " "));
        Assert.Equal(CustomerErrors.ReasonMissing, refused.Code);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Customers.WithdrawPriceListAsync(Ann, customer.Id, office.Ids.Next<PriceListAssignment>(), "a slip"));
        var withdrawn = await office.Customers.WithdrawPriceListAsync(Ann, customer.Id, entry.Id!.Value, "a slip");
        Assert.Equal([entry with { Withdrawn = new("Ann", office.Clock.GetCurrentInstant(), "a slip") }], withdrawn.PriceLists);
        Assert.Equal((EventKinds.CustomerChanged, "a slip"), await LastEventAsync(office));
        Assert.Equal(withdrawn, await office.Customers.WithdrawPriceListAsync(Ann, customer.Id, entry.Id!.Value, "again"));

        // what was withdrawn can be said anew, by an entry of its own
        Assert.Equal(2, (await office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, list.Id))).PriceLists.Count);
    }

    [Fact]
    public async Task A_list_is_assigned_to_a_contract_from_its_start_or_later()
    {
        var (office, customer, list) = await OpenedAsync();
        var made = await office.Contracts.CreateAsync(Ann, AContract(customer, APart()) with { PriceList = list.Id });
        Assert.Equal([new(made.EffectiveFrom, list.Id)], made.PriceLists.AsEnumerable().Select(static entry => entry with { Id = null }));
        var ended = await office.Contracts.AssignPriceListAsync(Ann, made.Id, new(April));
        Assert.Equal(ended, await office.Contracts.AssignPriceListAsync(Ann, made.Id, new(April)));
        Assert.Equal(EventKinds.ContractChanged, (await LastEventAsync(office)).Kind);
        var withdrawn = await office.Contracts.WithdrawPriceListAsync(Ann, made.Id, ended.PriceLists[1].Id!.Value, "a slip");
        Assert.Equal("a slip", withdrawn.PriceLists[1].Withdrawn!.Reason);
        Assert.Equal((EventKinds.ContractChanged, "a slip"), await LastEventAsync(office));
        Assert.Equal(ContractErrors.ReasonMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.WithdrawPriceListAsync(Ann, made.Id, made.PriceLists[0].Id!.Value, ""))).Code);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Contracts.WithdrawPriceListAsync(Ann, made.Id, office.Ids.Next<PriceListAssignment>(), "a slip"));
    }

    [Fact]
    public async Task What_could_never_be_obeyed_is_refused()
    {
        var (office, customer, list) = await OpenedAsync();
        var contract = await office.Contracts.CreateAsync(Ann, AContract(customer, APart()));
        var dollars = await office.Catalog.SavePriceListAsync(Ann, AList(office, "Dollars") with { Currency = Currency.USD });
        var off = await office.Catalog.SavePriceListAsync(Ann, AList(office, "Off") with { IsActive = false });

        await RefusedAsync(CatalogErrors.CurrencyMismatch, () => office.Contracts.AssignPriceListAsync(Ann, contract.Id, new(April, dollars.Id)));
        await RefusedAsync(CatalogErrors.CurrencyMismatch, () => office.Contracts.CreateAsync(Ann, AContract(customer, APart()) with { Number = "C-2", PriceList = dollars.Id }));
        Assert.Single((await office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, dollars.Id))).PriceLists);
        await RefusedAsync(CatalogErrors.InactivePriceList, () => office.Contracts.AssignPriceListAsync(Ann, contract.Id, new(April, off.Id)));
        await RefusedAsync(CatalogErrors.InactivePriceList, () => office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, off.Id)));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, office.Ids.Next<PriceList>())));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Contracts.AssignPriceListAsync(Ann, contract.Id, new(April, office.Ids.Next<PriceList>())));

        // an entry that is withdrawn from the beginning, and the id of another
        var told = new PriceListAssignment(April, list.Id) { Id = office.Ids.Next<PriceListAssignment>() };
        await RefusedAsync(CatalogErrors.BadAssignment, () => office.Customers.AssignPriceListAsync(Ann, customer.Id, told with { Withdrawn = new("Ann", default, "why") }));
        var once = await office.Customers.AssignPriceListAsync(Ann, customer.Id, told);
        Assert.Equal(once, await office.Customers.AssignPriceListAsync(Ann, customer.Id, told));
        await RefusedAsync(CatalogErrors.BadAssignment, () => office.Customers.AssignPriceListAsync(Ann, customer.Id, told with { EffectiveFrom = April.PlusDays(1) }));
    }

    [Fact]
    public async Task A_plain_save_leaves_them_alone()
    {
        var (office, customer, list) = await OpenedAsync();
        var assigned = await office.Customers.AssignPriceListAsync(Ann, customer.Id, new(April, list.Id));
        await RefusedAsync(CustomerErrors.OwnStep, () => office.Customers.UpdateAsync(Ann, assigned with { PriceLists = [] }));
        Assert.Equal(assigned.PriceLists, (await office.Customers.UpdateAsync(Ann, assigned with { Name = "Other" })).PriceLists);
        var contract = await office.Contracts.CreateAsync(Ann, AContract(customer, APart()) with { PriceList = list.Id });
        await RefusedAsync(ContractErrors.OwnStep, () => office.Contracts.UpdateAsync(Ann, contract with { PriceLists = [] }));
        Assert.Equal(contract.PriceLists, (await office.Contracts.UpdateAsync(Ann, contract with { Name = "Other" })).PriceLists);
    }

    private static async Task<(AnOffice Office, Customer Customer, PriceList List)> OpenedAsync()
    {
        var office = await OpenAsync();
        var list = await office.Catalog.SavePriceListAsync(Ann, AList(office, "Friends"));
        return (office, await office.ABillableCustomerAsync(), list);
    }

    private static PriceList AList(AnOffice office, string name) => new()
    {
        Id = office.Ids.Next<PriceList>(),
        Tenant = Tenant,
        Name = name,
        Currency = Currency.EUR,
        ValidFrom = new(2026, 1, 1),
        IsDefault = false,
    };

    private static async Task RefusedAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolationException>(call)).Code);

    private static async Task<(string Kind, string? Reason)> LastEventAsync(AnOffice office)
    {
        var last = (await office.EventsAsync())[^1];
        return (last.Kind, last.Reason);
    }
}
