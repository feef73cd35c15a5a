using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.BundleDraftTests;
using static Psa.Domain.Tests.Runs.DraftPriceTests;
using static Psa.Domain.Tests.Runs.HandInvoiceTests;

namespace Psa.Domain.Tests.Runs;

/// <summary>Lines that can't be priced: where they are refused, what waits for them, and how they mend (R-BY-HAND, R-LINE).</summary>
public sealed class PricingErrorTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task An_item_of_a_bundle_is_refused_while_a_component_has_no_price()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, _, suite) = await ASuiteAsync(world, price: 100m, backups: 2m);
        await world.UpdateAsync(APriceList with { Items = [Item(seat, 60m), Item(suite, 100m)] });
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Items.CreateAsync(world.Actor, AnItem(customer, new() { Text = "Suite", Product = suite.Id, Quantity = 1m }), Token));
        Assert.Equal([(CatalogErrors.ProductNotInList, "Lines[0].UnitPrice")], refused.Problems.Select(problem => (problem.Code, problem.Where)));
        Assert.Empty(await world.AllItemsAsync());
    }

    [Fact]
    public async Task An_item_is_not_changed_so_that_its_discount_exceeds_it()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 100m));
        var line = AProductLine(2m) with { Discount = Discount.OfAmount(Eur(150m)) };
        var item = await world.Items.CreateAsync(world.Actor, AnItem(customer, line), Token);
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Items.ChangeLinesAsync(world.Actor, item.Id, [line with { Quantity = 1m }], Token));
        Assert.Equal([(CatalogErrors.DiscountExceedsLine, "Lines[0].Discount")], refused.Problems.Select(problem => (problem.Code, problem.Where)));
        Assert.Equal(item, await world.Items.FindAsync(world.Actor, item.Id, Token));
    }

    [Fact]
    public async Task A_run_passes_over_what_has_a_pricing_error_and_bills_the_rest()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 100m));
        var good = await world.Items.CreateAsync(world.Actor, AnItem(customer, AProductLine(1m)), Token);
        var bad = await world.Items.CreateAsync(world.Actor, AnItem(customer, AProductLine(1m)), Token);
        await world.UpdateAsync(bad with { Lines = [bad.Lines[0] with { PricingError = CatalogErrors.NoPriceAtDate }] });

        var run = await world.BillAsync(January);
        Assert.Equal([good.Id], Assert.Single(await world.InvoicesOfAsync(run)).Items.AsEnumerable().Select(item => item.Item));
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.PriceMissing, CatalogErrors.NoPriceAtDate), (obstacle.Reason, obstacle.Code));
        Assert.Equal(SalesItemStatus.Pending, (await world.Items.FindAsync(world.Actor, bad.Id, Token))!.Status);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(
            () => world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(AProductLine(1m)), Items = [bad.Id] }, Token));
        Assert.Equal(DocumentErrors.PricingError, refused.Code);
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(AProductLine(1m)) }, Token);
        Assert.Equal(DocumentErrors.PricingError, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Invoices.AddItemsAsync(world.Actor, draft.Id, [bad.Id], Token))).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_locked_line_without_a_price_takes_the_catalogs_once_there_is_one(bool byChange)
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(AProductLine(5m)) }, Token);
        await world.UpdateAsync(APriceList with { IsActive = false });
        await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token);
        await world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token);
        await PriceAsync(world, (Start, 12m));
        Assert.True(Assert.Single(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Follows);
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token));
        Assert.Contains("price the document anew", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        var healed = byChange
            ? await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(5m)), Token)
            : await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token);
        Assert.Equal((null, Price(12m), PriceBehaviour.Locked), (healed.Lines[0].PricingError, healed.Lines[0].UnitPrice, healed.PriceBehaviour));

        // what has a price keeps it
        await PriceAsync(world, (Start, 13m));
        Assert.Equal(healed, await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token));
        Assert.Equal("INV-0001", (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Number);
    }

    [Fact]
    public async Task A_draft_is_locked_from_the_beginning_only_by_who_may_lock()
    {
        var (world, customer) = await AWorldWithAsync();
        var sales = Actor.Create(Tenant, UserId.Of("sal"), "Sal", [Role.Sales], AccessTable.Default);
        await Assert.ThrowsAsync<PermissionDeniedException>(
            () => world.Invoices.DraftAsync(sales, new() { Customer = customer.Id, Content = AContent(AProductLine(1m)), PriceBehaviour = PriceBehaviour.Locked }, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_is_no_step_so_lines_that_it_leaves_keep_their_prices(bool refuses)
    {
        var (world, customer) = await AWorldWithAsync();
        await SetAsync(world, refuses);
        await PriceAsync(world, (Start, 10m));
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(AProductLine(5m), AProductLine(1m)) }, Token);
        await PriceAsync(world, (Start, 50m));
        var changed = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(5m) with { Text = "Disk" }, AProductLine(2m)) with { Note = "Thanks" }, Token);
        Assert.Equal([("Disk", 10m, 50m), ("Storage", 50m, 100m)], changed.Lines.AsEnumerable().Select(line => (line.Text, line.UnitPrice.Amount, line.Amount.Amount)));
        Assert.Equal([0], (await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Select(one => one.Line));
    }

    [Fact]
    public async Task Who_does_not_view_the_catalog_is_not_told_where_a_price_is_from()
    {
        var (world, customer) = await AWorldWithAsync();
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(AProductLine(5m)) }, Token);
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(1m), "deal", Token);
        var issued = await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        var client = Actor.Create(Tenant, UserId.Of("bo"), "Bo", [Role.ClientManager], AccessTable.Default, customer.Id.Value);
        var seen = await world.Invoices.FindAsync(client, draft.Id, Token);
        Assert.Equal(issued with { Lines = [issued.Lines[0] with { Source = null }] }, seen);
        Assert.Equal(seen, Assert.Single((await world.Invoices.ListAsync(client, new(), PageRequest.First, Token)).Items.AsEnumerable()));
        Assert.NotNull((await world.Invoices.FindAsync(world.Actor, draft.Id, Token))!.Lines[0].Source);

        await world.Items.CreateAsync(world.Actor, AnItem(customer, AProductLine(1m)), Token);
        var run = await world.BillAsync(January);
        Assert.Null(Assert.Single(await world.Runs.InvoicesAsync(client, run.Id, Token).ToListAsync(Token)).Lines[0].Source);
    }

    private static NewSalesItem AnItem(Customer customer, NewDocumentLine line) => new() { Customer = customer.Id, BillingDate = Start, Lines = [line] };

    private static PriceListItem Item(Product product, decimal amount) => new(product.Id, "C62", [new PriceEntry(new(2000, 1, 1), Price(amount))]);

    private static async Task<(AWorld World, Customer Customer)> AWorldWithAsync()
    {
        var (world, customer) = (await CreateAsync(store: "memory"), ACustomer());
        await world.AddAsync(customer);
        return (world, customer);
    }
}
