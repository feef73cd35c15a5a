using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.HandInvoiceTests;

namespace Psa.Domain.Tests.Runs;

/// <summary>Invoices by hand whose prices follow the catalog or stay (R-STALE, R-FROZEN, R-LINE).</summary>
public sealed class DraftPriceTests
{
    internal static NewInvoice New(Customer customer, params NewDocumentLine[] lines) => new() { Customer = customer.Id, Content = AContent(lines) };

    internal static Task<RuleViolationException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<RuleViolationException>(call);

    internal static async Task<(AWorld World, Customer Customer)> AWorldWithAsync()
    {
        var (world, customer) = (await CreateAsync(store: "memory"), ACustomer());
        await world.AddAsync(customer);
        return (world, customer);
    }

    private static readonly LocalDate March = new(2025, 3, 1);

    [Fact]
    public async Task A_product_without_a_price_has_the_catalogs_and_says_where_it_is_from()
    {
        var (world, customer) = await AWorldWithAsync();
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m)), Token);
        var line = Assert.Single(draft.Lines.AsEnumerable());
        Assert.Equal((Price(0.50m), Eur(2.50m), PriceBehaviour.UseCurrent), (line.UnitPrice, line.Amount, draft.PriceBehaviour));
        Assert.Equal(new PriceSource(PriceSourceKind.Catalog, APriceList.Id, "List", new LocalDate(2000, 1, 1)), line.Source);
        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [AProductLine(5m)] }, Token);
        Assert.Equal((Price(0.50m), new PriceSource(PriceSourceKind.Agreed, APriceList.Id, "List", new LocalDate(2000, 1, 1))), (item.Lines[0].UnitPrice, item.Lines[0].Source));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Vector_stale_by_time(bool refuses)
    {
        var (world, customer) = await AWorldWithAsync();
        await SetAsync(world, refuses);
        await PriceAsync(world, (Start, 10m), (March, 12m));
        On(world, new(2025, 2, 20));
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m)) with { Content = AContent(AProductLine(5m)) with { IssueDate = new(2025, 2, 20) } }, Token);
        Assert.Equal(Eur(50m), draft.Totals.LineTotal);
        Assert.Empty(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token));

        On(world, new(2025, 3, 2));
        var difference = Assert.Single(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token));
        Assert.Equal((0, true, PriceDifferenceKind.Price, Price(10m), Price(12m), Eur(50m), Eur(60m)), (difference.Line, difference.Follows, difference.Kind, difference.OldPrice, difference.NewPrice, difference.OldAmount, difference.NewAmount));
        Assert.Equal(March, difference.Source!.From);
        Assert.Equal(draft, await world.Invoices.FindAsync(world.Actor, draft.Id, Token));
        if (refuses)
        {
            foreach (var step in new Func<Task>[] { () => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token), () => world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token) })
            {
                Assert.Equal([(CatalogErrors.StalePrices, "Lines[0]")], (await Assert.ThrowsAsync<ValidationFailedException>(step)).Problems.Select(problem => (problem.Code, problem.Where)));
            }

            Assert.Equal(Eur(60m), (await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token)).Totals.LineTotal);
        }

        var issued = await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal((Eur(60m), InvoiceStatus.Issued), (issued.Totals.LineTotal, issued.Status));
        var repriced = Assert.Single(await EventsAsync(world, EventKinds.DocumentRepriced));
        Assert.Equal(("60.00 EUR", "72.00 EUR"), (repriced.From, repriced.To));
        var data = PsaJson.Read(repriced.Data, PsaJsonContext.Default.RepricedDocument);
        Assert.Equal((difference, null, null), (Assert.Single(data.Differences), data.Cause, data.Run));
        On(world, new(2025, 6, 1));
        await PriceAsync(world, (Start, 99m));
        Assert.Equal(issued, await world.Invoices.FindAsync(world.Actor, draft.Id, Token));
        Assert.Empty(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token));
    }

    [Fact]
    public async Task A_locked_draft_keeps_its_prices_until_it_is_unlocked()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m)), Token);
        Assert.Equal(CatalogErrors.AlreadyUnlocked, (await RefusedAsync(() => world.Invoices.UnlockPricesAsync(world.Actor, draft.Id, Token))).Code);
        await PriceAsync(world, (Start, 11m));
        var locked = await world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token);
        Assert.Equal((PriceBehaviour.Locked, Eur(55m)), (locked.PriceBehaviour, locked.Totals.LineTotal));
        Assert.Equal(CatalogErrors.AlreadyLocked, (await RefusedAsync(() => world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token))).Code);

        await PriceAsync(world, (Start, 12m));
        Assert.False(Assert.Single(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Follows);
        Assert.Equal(locked, await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token));
        var more = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(6m)), Token);
        Assert.Equal((Price(11m), Eur(66m)), (more.Lines[0].UnitPrice, more.Totals.LineTotal));

        // what is new takes the price of the day; free text has none to lock
        var another = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(6m), AProductLine(1m)), Token);
        Assert.Equal([Price(11m), Price(12m)], another.Lines.AsEnumerable().Select(line => line.UnitPrice));
        Assert.Equal(
            [(CatalogErrors.PricesLocked, "Lines[1].UnitPrice")],
            (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(6m), ALine("Desk", 1m)), Token))).Problems.Select(problem => (problem.Code, problem.Where)));

        var unlocked = await world.Invoices.UnlockPricesAsync(world.Actor, draft.Id, Token);
        Assert.Equal((PriceBehaviour.UseCurrent, another.Totals), (unlocked.PriceBehaviour, unlocked.Totals));
        Assert.Equal(Eur(84m), (await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token)).Totals.LineTotal);
        Assert.Equal([EventKinds.DocumentLocked, EventKinds.DocumentUnlocked], (await EventsAsync(world)).Where(e => e.Kind is EventKinds.DocumentLocked or EventKinds.DocumentUnlocked).Select(e => e.Kind));
    }

    [Fact]
    public async Task A_draft_can_be_locked_from_the_beginning()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m)) with { PriceBehaviour = PriceBehaviour.Locked }, Token);
        await PriceAsync(world, (Start, 12m));
        Assert.Equal(Eur(50m), (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Totals.LineTotal);
    }

    [Fact]
    public async Task An_overridden_price_never_follows_and_comes_back()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m), AProductLine(1m)), Token);
        var overridden = await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(9m), "loyal", Token);
        Assert.Equal((Price(9m), Eur(55m)), (overridden.Lines[0].UnitPrice, overridden.Totals.LineTotal));
        var source = overridden.Lines[0].Source!;
        Assert.Equal((PriceSourceKind.Override, world.Actor.DisplayName, "loyal", Price(10m)), (source.Kind, source.By, source.Reason, source.Original!.Value));

        await PriceAsync(world, (Start, 12m));
        Assert.Equal([1], (await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Select(one => one.Line));
        Assert.Equal(Eur(57m), (await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token)).Totals.LineTotal);
        var changed = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(7m), AProductLine(1m)), Token);
        Assert.Equal((Price(9m), source), (changed.Lines[0].UnitPrice, changed.Lines[0].Source));
        Assert.Equal(Eur(96m), (await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token)).Totals.LineTotal);

        // a locked draft gives back what the line had
        await world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token);
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(9m), "loyal", Token);
        await PriceAsync(world, (Start, 13m));
        var restored = await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token);
        Assert.Equal((Price(12m), PriceSourceKind.Catalog), (restored.Lines[0].UnitPrice, restored.Lines[0].Source!.Kind));
        Assert.Equal(restored, await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token));
    }

    [Fact]
    public async Task An_override_is_refused_where_there_is_nothing_to_override()
    {
        var (world, customer) = await AWorldWithAsync();
        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [AProductLine(5m)] }, Token);
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m), ALine("Desk", 1m)) with { Items = [item.Id] }, Token);
        var placed = draft.Items.AsEnumerable().Select((one, place) => (one.Item, place)).Single(one => one.Item == item.Id).place;
        Assert.Equal(MoneyErrors.OutOfRange, (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.OverridePriceAsync(world.Actor, draft.Id, -1, Price(9m), "loyal", Token))).Code);
        foreach (var line in new[] { 3, placed, draft.Lines.AsEnumerable().Select((one, place) => (one, place)).Single(one => one.one.Product is null).place })
        {
            Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Invoices.OverridePriceAsync(world.Actor, draft.Id, line, Price(9m), "loyal", Token))).Code);
        }

        Assert.Equal(["Line"], (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.OverridePriceAsync(world.Actor, draft.Id, -1, Price(9m), "loyal", Token))).Problems.Select(problem => problem.Where));
        var own = Enumerable.Range(0, 3).First(place => place != placed && draft.Lines[place].Product is not null);
        Assert.Equal(CatalogErrors.NegativePrice, (await RefusedAsync(() => world.Invoices.OverridePriceAsync(world.Actor, draft.Id, own, Price(-1m), "loyal", Token))).Code);
        Assert.Equal(SalesItemErrors.ReasonMissing, (await RefusedAsync(() => world.Invoices.OverridePriceAsync(world.Actor, draft.Id, own, Price(1m), " ", Token))).Code);
        await Assert.ThrowsAsync<CurrencyMismatchException>(() => world.Invoices.OverridePriceAsync(world.Actor, draft.Id, own, UnitPrice.Of(1m, Currency.USD), "loyal", Token));
    }

    [Fact]
    public async Task Another_price_than_the_catalogs_needs_a_permission_and_what_was_read_may_be_sent_back()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var sales = Actor.Create(Tenant, UserId.Of("sal"), "Sal", [Role.Sales], AccessTable.Default);
        var said = AProductLine(5m) with { UnitPrice = Price(9m) };
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Invoices.DraftAsync(sales, New(customer, said), Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Items.CreateAsync(sales, new() { Customer = customer.Id, BillingDate = Start, Lines = [said] }, Token));
        var draft = await world.Invoices.DraftAsync(sales, New(customer, said with { UnitPrice = Price(10m) }), Token);
        Assert.Equal(PriceSourceKind.Catalog, draft.Lines[0].Source!.Kind);
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(9m), "loyal", Token);
        var same = await world.Invoices.ChangeAsync(sales, draft.Id, AContent(said with { Quantity = 6m }), Token);
        Assert.Equal((Price(9m), PriceSourceKind.Override, world.Actor.DisplayName), (same.Lines[0].UnitPrice, same.Lines[0].Source!.Kind, same.Lines[0].Source!.By));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Invoices.ChangeAsync(sales, draft.Id, AContent(said with { UnitPrice = Price(8m) }), Token));
    }

    [Fact]
    public async Task A_line_without_a_price_keeps_its_last_one_and_isn_t_issued()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, ALine("Desk", 1m), AProductLine(5m)), Token);
        await world.UpdateAsync(APriceList with { IsActive = false });
        Assert.Equal(PriceDifferenceKind.PricingError, Assert.Single(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Kind);
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token));
        Assert.Equal([(DocumentErrors.PricingError, "Lines[1]")], refused.Problems.Select(problem => (problem.Code, problem.Where)));
        var repriced = await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token);
        Assert.Equal((Price(10m), draft.Totals), (repriced.Lines[1].UnitPrice, repriced.Totals));
        Assert.NotNull(repriced.Lines[1].PricingError);

        var fresh = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m)), Token);
        Assert.Equal((0m, repriced.Lines[1].PricingError), (fresh.Totals.LineTotal.Amount, fresh.Lines[0].PricingError));
        Assert.Equal(
            [(repriced.Lines[1].PricingError!, "Lines[0].UnitPrice")],
            (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [AProductLine(5m)] }, Token))).Problems.Select(problem => (problem.Code, problem.Where)));

        await world.UpdateAsync(APriceList);
        await world.UpdateAsync(AProduct with { IsActive = false });
        Assert.Equal(CatalogErrors.InactiveProduct, (await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token)).Lines[1].PricingError);
        await world.UpdateAsync(AProduct);
        Assert.Equal("INV-0001", (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Number);
    }

    [Theory]
    [InlineData(PriceBehaviour.UseCurrent)]
    [InlineData(PriceBehaviour.Locked)]
    public async Task A_line_that_never_had_a_price_has_none_again_without_its_override(PriceBehaviour behaviour)
    {
        var (world, customer) = await AWorldWithAsync();
        await world.UpdateAsync(APriceList with { Items = [] });
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(5m)) with { PriceBehaviour = behaviour }, Token);
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(3m), "loyal", Token);
        var restored = await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token);
        Assert.Equal((draft.Lines, Eur(0m)), (restored.Lines, restored.Totals.LineTotal));
    }

    [Fact]
    public async Task A_discount_that_becomes_too_much_marks_its_line()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var line = AProductLine(5m) with { Discount = Discount.OfUnitAmount(Price(8m)) };
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.DraftAsync(world.Actor, New(customer, line with { Discount = Discount.OfUnitAmount(Price(10.01m)) }), Token));
        Assert.Equal([(CatalogErrors.DiscountExceedsLine, "Lines[0].Discount")], refused.Problems.Select(problem => (problem.Code, problem.Where)));
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, line), Token);
        Assert.Equal(Eur(10m), draft.Totals.LineTotal);
        await PriceAsync(world, (Start, 7m));
        var repriced = await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token);
        Assert.Equal((CatalogErrors.DiscountExceedsLine, Eur(0m)), (repriced.Lines[0].PricingError, repriced.Totals.LineTotal));
        Assert.Equal(DocumentErrors.PricingError, (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token))).Code);
        var mended = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { Discount = Discount.OfUnitAmount(Price(7m)) }), Token);
        Assert.Null(mended.Lines[0].PricingError);

        // less of it makes an amount off the line too much
        var whole = await world.Invoices.DraftAsync(world.Actor, New(customer, line with { Discount = Discount.OfAmount(Eur(30m)) }), Token);
        var less = await world.Invoices.ChangeAsync(world.Actor, whole.Id, AContent(line with { Quantity = 4m, Discount = Discount.OfAmount(Eur(30m)) }), Token);
        Assert.Equal((CatalogErrors.DiscountExceedsLine, Eur(0m)), (less.Lines[0].PricingError, less.Totals.LineTotal));
    }

    [Fact]
    public async Task A_discount_off_each_unit_belongs_to_a_line()
    {
        var (world, customer) = await AWorldWithAsync();
        var each = Discount.OfUnitAmount(Price(1m));
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(
            () => world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 10m)) with { Discounts = [Discount.OfPercent(Percent.Of(1m)), each] } }, Token));
        Assert.Equal([(CatalogErrors.DiscountNeedsLine, "Discounts[1]")], refused.Problems.Select(problem => (problem.Code, problem.Where)));
        var contract = AContract(customer);
        var part = APart(contract);
        await world.AddAsync(contract, part);
        Assert.Equal(CatalogErrors.DiscountNeedsLine, (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Contracts.ChangeDiscountAsync(world.Actor, part.Id, each, Start, cancellationToken: Token))).Code);
    }

    [Fact]
    public async Task An_item_put_on_a_draft_keeps_its_agreed_price()
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 10m));
        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [AProductLine(5m)] }, Token);
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(1m)) with { Items = [item.Id] }, Token);
        await PriceAsync(world, (Start, 12m));
        Assert.Equal(Eur(62m), (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Totals.LineTotal);
    }

    [Fact]
    public void Only_drafts_that_somebody_wrote_move_their_prices()
    {
        Assert.Equal([InvoiceStatus.Draft], InvoicePrices.Table.Rows.Select(row => row.Status));
        foreach (var status in InvoiceStatus.All)
        {
            var isDraft = status == InvoiceStatus.Draft;
            Assert.Equal(isDraft ? PriceMovement.Follows : PriceMovement.Frozen, InvoicePrices.Table.Of(status, isByHand: true, PriceBehaviour.UseCurrent));
            Assert.Equal(isDraft ? PriceMovement.Keeps : PriceMovement.Frozen, InvoicePrices.Table.Of(status, isByHand: true, PriceBehaviour.Locked));
            Assert.Equal(PriceMovement.Frozen, InvoicePrices.Table.Of(status, isByHand: false, PriceBehaviour.UseCurrent));
        }
    }

    internal static NewDocumentLine AProductLine(decimal quantity) => new() { Text = "Storage", Product = AProduct.Id, Quantity = quantity };

    internal static Task PriceAsync(AWorld world, params (LocalDate From, decimal Price)[] prices) =>
        world.UpdateAsync(APriceList with { Items = [new(AProduct.Id, "C62", [.. prices.Select(one => new PriceEntry(one.From, Price(one.Price)))])] });

    internal static void On(AWorld world, LocalDate day) => world.Clock.Advance(day.At(new(6, 0)).InUtc().ToInstant() - world.Clock.GetCurrentInstant());

    internal static Task SetAsync(AWorld world, bool refuses) => world.InSessionAsync(session =>
    {
        session.Of<TenantSettings>().Add(new() { Id = DerivedId.Create<TenantSettings>(Tenant, "settings"), Tenant = Tenant, RefuseStalePrices = refuses });
        return Task.CompletedTask;
    });

    internal static async Task<List<PsaEvent>> EventsAsync(AWorld world, string? kind = null) =>
        await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).Where(e => kind is null || e.Kind == kind).ToListAsync(Token);
}
