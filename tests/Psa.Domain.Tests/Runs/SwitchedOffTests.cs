using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Billing entities, products and price lists that are switched off take nothing new; what has them goes on, or says why not (R-SETTINGS).</summary>
public sealed class SwitchedOffTests
{
    private static readonly BillingEntity Off = Seller with { IsActive = false };

    [Fact]
    public async Task R21c_an_entity_that_is_switched_off_plans_previews_and_calculates_nothing()
    {
        var world = await AWorldWithAPartAsync();
        var planned = await world.Runs.PlanAsync(world.Actor, Plan(Start), Token);
        await world.UpdateAsync(Off);

        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Runs.CalculateAsync(world.Actor, planned.Id, cancellationToken: Token));
        Assert.Equal(BillingRunStatus.Planned, (await world.Runs.FindAsync(world.Actor, planned.Id, Token))!.Status);
        await world.Runs.CancelAsync(world.Actor, planned.Id, Token);
        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Runs.PlanAsync(world.Actor, Plan(Start), Token));
        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Runs.PreviewAsync(world.Actor, Plan(Start), Token).ToListAsync(Token).AsTask());
    }

    [Fact]
    public async Task Its_drafts_can_be_issued_and_not_be_drafted_anew()
    {
        var world = await AWorldWithAPartAsync();
        var run = await world.CalculateAsync(Start);
        await world.UpdateAsync(Off);

        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token));
        Assert.Equal(BillingRunStatus.Issued, (await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token)).Status);
        Assert.Equal("INV-0001", Assert.Single(await world.InvoicesOfAsync(run)).Number);
    }

    [Fact]
    public async Task Its_drafts_can_be_taken_back()
    {
        var world = await AWorldWithAPartAsync();
        var run = await world.CalculateAsync(Start);
        await world.UpdateAsync(Off);

        Assert.Equal(BillingRunStatus.RolledBack, (await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token)).Status);
        Assert.Empty(await world.InvoicesOfAsync(run));
    }

    [Fact]
    public async Task No_contract_or_sales_item_takes_it()
    {
        var world = await AWorldWithAPartAsync();
        var draft = await world.Contracts.CreateAsync(world.Actor, ANewContract(), Token);
        await world.UpdateAsync(Off);

        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Contracts.CreateAsync(world.Actor, ANewContract() with { Number = "N-2", BillingEntity = Off.Id }, Token));
        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Contracts.ActivateAsync(world.Actor, draft.Id, cancellationToken: Token));
        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Items.CreateAsync(world.Actor, AnItem(null) with { BillingEntity = Off.Id }, Token));
        await RefusedAsync(SellerErrors.InactiveEntity, () => world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer().Id, Complete with { DefaultBillingEntity = Off.Id }, Token));
    }

    [Fact]
    public async Task Usage_of_a_customer_that_names_it_is_an_obstacle_of_every_run()
    {
        var world = await AWorldWithAPartAsync();
        var other = Seller with { Id = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a99")), Code = "OLD", IsDefault = false };
        await world.AddAsync(other);
        await world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer().Id, Complete with { DefaultBillingEntity = other.Id }, Token);
        await world.UseAsync(ACustomer(), "1", Start, 10m);
        Assert.Empty(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 1, 31))));
        await world.UpdateAsync(other with { IsActive = false });

        var obstacle = Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 1, 31))));
        Assert.Equal((ObstacleReason.EntityMissing, Eur(5m)), (obstacle.Reason, Assert.Single(obstacle.Waiting)));
    }

    [Fact]
    public async Task No_new_line_takes_a_product_that_is_switched_off()
    {
        var world = await AWorldWithAPartAsync();
        var item = await world.Items.CreateAsync(world.Actor, AnItem(AProduct.Id), Token);
        await world.UpdateAsync(AProduct with { IsActive = false });

        await RefusedAsync(CatalogErrors.InactiveProduct, () => world.Items.CreateAsync(world.Actor, AnItem(AProduct.Id), Token));
        await RefusedAsync(CatalogErrors.InactiveProduct, () => world.Contracts.AddPartAsync(world.Actor, AContract(ACustomer()).Id, ANewPart(PriceBehaviour.Locked), Token));
        await RefusedAsync(CatalogErrors.InactiveProduct, () => world.Contracts.CreateAsync(world.Actor, ANewContract(ANewPart(PriceBehaviour.Locked)), Token));
        await world.Items.ChangeLinesAsync(world.Actor, item.Id, AnItem(AProduct.Id).Lines, Token);
    }

    [Fact]
    public async Task What_follows_the_catalog_says_so_when_it_is_priced()
    {
        var world = await AWorldWithAPartAsync();
        await world.Contracts.AddPartAsync(world.Actor, AContract(ACustomer()).Id, ANewPart(PriceBehaviour.UseCurrent), Token);
        await world.BillAsync(Start);
        await world.UpdateAsync(AProduct with { IsActive = false });
        Assert.Equal(CatalogErrors.InactiveProduct, Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 2, 1)))).Code);

        await world.UpdateAsync(AProduct);
        await world.UpdateAsync(APriceList with { IsActive = false });
        Assert.Equal(CatalogErrors.InactivePriceList, Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 2, 1)))).Code);
    }

    [Fact]
    public async Task No_new_part_follows_a_price_list_that_is_switched_off()
    {
        var world = await AWorldWithAPartAsync();
        var contract = AContract(ACustomer()).Id;
        var locked = await world.Contracts.AddPartAsync(world.Actor, contract, ANewPart(PriceBehaviour.Locked), Token);
        await world.UpdateAsync(APriceList with { IsActive = false });

        await RefusedAsync(CatalogErrors.InactivePriceList, () => world.Contracts.AddPartAsync(world.Actor, contract, ANewPart(PriceBehaviour.UseCurrent), Token));
        await RefusedAsync(CatalogErrors.InactivePriceList, () => world.Contracts.UpdatePartAsync(world.Actor, locked with { PriceBehaviour = PriceBehaviour.UseCurrent }, Token));
        await world.Contracts.AddPartAsync(world.Actor, contract, ANewPart(PriceBehaviour.Locked), Token);
    }

    [Fact]
    public async Task A_service_is_sold_as_the_product_that_is_on()
    {
        var world = await CreateAsync();
        var customer = ACustomer();
        var old = AProduct with { Id = new(Guid.Parse("00000000-0000-7000-8000-000000000001")), Number = "OLD", IsActive = false };
        await world.InSessionAsync(session =>
        {
            session.Of<Product>().Add(old);
            return Task.CompletedTask;
        });
        await world.AddAsync(customer);
        await world.UseAsync(customer, "1", Start, 10m);

        Assert.Equal(AProduct.Id, Assert.Single(await world.ItemsOfAsync(await world.BillAsync(new(2025, 1, 31)))).Lines[0].Product);
    }

    private static async Task<AWorld> AWorldWithAPartAsync()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        return world;
    }

    private static NewContract ANewContract(params ReadOnlySpan<NewContractPart> parts) =>
        new() { Customer = ACustomer().Id, Name = "New", Number = "N-1", EffectiveFrom = Start, Parts = ValueList.Create(parts) };

    private static NewContractPart ANewPart(PriceBehaviour behaviour) =>
        new() { Text = "Storage", Product = AProduct.Id, Quantity = 1m, UnitPrice = behaviour == PriceBehaviour.Locked ? Price(1m) : null, PriceBehaviour = behaviour };

    private static NewSalesItem AnItem(Id<Product>? product) => new()
    {
        Customer = ACustomer().Id,
        BillingDate = Start,
        Lines = [new() { Text = "Storage", Product = product, Quantity = 1m, UnitPrice = Price(1m) }],
    };

    private static async Task RefusedAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAnyAsync<PsaException>(call)).Code);
}
