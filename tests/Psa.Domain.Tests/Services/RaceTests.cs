using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>
/// Two callers decide by the same records at the same moment: the second commits after the first has read, and before it commits. What both decided together must be what one after
/// the other would have; the refusal is the documented one.
/// </summary>
public sealed class RaceTests
{
    private static readonly Product AProduct = new() { Id = default, Tenant = Tenant, Number = "A", Name = "Backup", Kind = ProductKind.Service, Unit = "C62", ServiceCode = "backup" };

    [Fact]
    public async Task A_part_is_added_while_the_contract_is_activated()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        await office.BilledThroughAsync(AMeteredPartOf(customer), new(2026, 2, 28));
        var draft = await office.Contracts.CreateAsync(Ann, AnOffice.AContract(customer, APart()));
        await AfterAsync(office, o => o.Contracts.AddPartAsync(Ann, draft.Id, AMeteredPart()), () => office.Contracts.ActivateAsync(Ann, draft.Id));

        // what was billed as uncovered is covered now, and looked at again
        Assert.Equal(new(2026, 1, 1), (await office.LedgerOfAsync(AMeteredPartOf(customer).Id))!.DirtyFrom);
    }

    [Fact]
    public async Task A_part_is_removed_while_the_contract_is_activated()
    {
        var office = await OpenAsync();
        var draft = await office.Contracts.CreateAsync(Ann, AnOffice.AContract(await office.ABillableCustomerAsync(), APart()));
        var part = (await office.Contracts.PartsOfAsync(Ann, draft.Id))[0];
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            AfterAsync(office, o => o.Contracts.RemovePartAsync(Ann, part.Id), () => office.Contracts.ActivateAsync(Ann, draft.Id)));
        Assert.Equal(ContractErrors.PartInForce, refused.Code);
    }

    [Fact]
    public async Task Two_price_lists_that_overlap_are_saved()
    {
        var office = await OpenAsync();
        var product = await office.Catalog.SaveProductAsync(Ann, AProduct);
        var list = new PriceList
        {
            Id = default,
            Tenant = Tenant,
            Name = "List",
            Currency = Currency.EUR,
            ValidFrom = new(2026, 1, 1),
            Items = [new(product.Id, "C62", [new(new(2026, 1, 1), UnitPrice.Of(1m, Currency.EUR))])],
        };
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() =>
            AfterAsync(office, o => o.Catalog.SavePriceListAsync(Ann, list), () => office.Catalog.SavePriceListAsync(Ann, list with { Name = "Other" })));
        Assert.Equal(CatalogErrors.OverlappingPriceLists, refused.Code);
    }

    [Fact]
    public async Task Two_tax_tables_are_saved()
    {
        var office = await OpenAsync();
        var table = new TaxTable { Id = default, Tenant = Tenant, Entries = [TaxTableEntry.Taxed("S21", "VAT", new TaxRate(new(2020, 1, 1), Percent.Of(21m)))] };
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() =>
            AfterAsync(office, o => o.Catalog.SaveTaxTableAsync(Ann, table), () => office.Catalog.SaveTaxTableAsync(Ann, table)));
        Assert.Equal(CatalogErrors.TaxTableExists, refused.Code);
    }

    [Theory]
    [InlineData("A", "other")]
    [InlineData("B", "backup")]
    public async Task Two_products_of_one_number_or_service_are_saved(string number, string service)
    {
        var office = await OpenAsync();
        var other = AProduct with { Number = number, ServiceCode = service };
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() =>
            AfterAsync(office, o => o.Catalog.SaveProductAsync(Ann, AProduct), () => office.Catalog.SaveProductAsync(Ann, other)));
        Assert.Equal(CatalogErrors.DuplicateProduct, refused.Code);
    }

    [Fact]
    public async Task Two_entities_of_one_code_are_saved()
    {
        var office = await OpenAsync();
        var entity = AnEntity with { Id = default, Code = "NEW", IsDefault = false };
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() =>
            AfterAsync(office, o => o.Catalog.SaveBillingEntityAsync(Ann, entity), () => office.Catalog.SaveBillingEntityAsync(Ann, entity with { Code = "new" })));
        Assert.Equal(SellerErrors.EntityCodeTaken, refused.Code);
    }

    [Fact]
    public async Task Two_entities_become_the_default()
    {
        var office = await OpenAsync();
        var (one, two) = (AnEntity with { Id = default, Code = "ONE" }, AnEntity with { Id = default, Code = "TWO" });
        await AfterAsync(office, o => o.Catalog.SaveBillingEntityAsync(Ann, one), () => office.Catalog.SaveBillingEntityAsync(Ann, two));
        var all = await office.InSessionAsync(session => session.Of<BillingEntity>().QueryAsync(Storage.RecordType<BillingEntity>.All).ToListAsync().AsTask());
        Assert.Equal("ONE", Assert.Single(all, entity => entity.IsDefault).Code);
    }

    [Fact]
    public async Task Two_customers_become_each_others_parent()
    {
        var office = await OpenAsync();
        var (one, two) = (await office.ACustomerAsync(number: "1"), await office.ACustomerAsync(number: "2"));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => AfterAsync(
            office,
            o => o.Customers.UpdateAsync(Ann, one with { Parent = two.Id }),
            () => office.Customers.UpdateAsync(Ann, two with { Parent = one.Id })));
        Assert.Equal(CustomerErrors.ParentCycle, refused.Code);
    }

    [Fact]
    public async Task An_item_is_written_while_the_billing_information_goes()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var item = new NewSalesItem { Customer = customer.Id, BillingDate = new(2026, 3, 1), Lines = [new() { Text = "Work", Quantity = 1m, UnitPrice = UnitPrice.Of(80m, Currency.EUR) }] };
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() =>
            AfterAsync(office, o => o.Items.CreateAsync(Ann, item), () => office.Customers.RemoveBillingInformationAsync(Ann, customer.Id)));
        await office.Customers.SaveBillingInformationAsync(Ann, customer.Id, Complete);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            AfterAsync(office, o => o.Customers.RemoveBillingInformationAsync(Ann, customer.Id), () => office.Items.CreateAsync(Ann, item)));
        Assert.Equal(CustomerErrors.BillingInformationInUse, refused.Code);
    }

    [Fact]
    public async Task An_item_is_moved_while_the_billing_information_of_its_new_customer_goes()
    {
        var office = await OpenAsync();
        var (from, to) = (await office.ABillableCustomerAsync(), await office.ABillableCustomerAsync("2"));
        var item = await office.StoreAsync(office.AnItem(from, SalesItemStatus.Pending));
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() =>
            AfterAsync(office, o => o.Items.MoveAsync(Ann, item.Id, to.Id), () => office.Customers.RemoveBillingInformationAsync(Ann, to.Id)));
    }

    [Fact]
    public async Task A_run_bills_while_the_billing_information_comes_or_goes()
    {
        foreach (var goes in new[] { true, false })
        {
            var world = await AWorld.CreateAsync();
            var customer = AWorld.ACustomer() with { BillingInformation = goes ? AWorld.Complete : null };
            var contract = AWorld.AContract(customer);
            await world.AddAsync(customer, contract, AWorld.APart(contract));
            var run = await world.Runs.PlanAsync(world.Actor, AWorld.Plan(new(2025, 1, 31)));
            var hooked = new HookedStore(world.Store);
            hooked.BeforeCommit = async session =>
            {
                if (await session.Of<SalesItem>().FindAsync(DerivedId.Create<SalesItem>(new(2025, 1, 1), AWorld.Tenant, customer.Id.Value, AWorld.APart(contract).Id.Value, 0, 0)) is not null)
                {
                    hooked.BeforeCommit = null;
                    await (goes
                        ? world.Customers.RemoveBillingInformationAsync(world.Actor, customer.Id)
                        : world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, AWorld.Complete));
                }
            };
            await world.Through(hooked).Runs.CalculateAsync(world.Actor, run.Id);
            Assert.Null(hooked.BeforeCommit);
            var item = Assert.Single(await world.AllItemsAsync());
            Assert.Equal(goes ? SalesItemStatus.Draft : SalesItemStatus.Invoiced, item.Status);
        }
    }

    /// <summary>Calls; just before its first commit, somebody else calls and commits.</summary>
    private static async Task<T> AfterAsync<T>(AnOffice office, Func<AnOffice, Task<T>> call, Func<Task> other)
    {
        var hooked = new HookedStore(office.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            await other();
        };
        return await call(office.Through(hooked));
    }
}
