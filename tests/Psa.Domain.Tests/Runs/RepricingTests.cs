using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Open documents that are priced anew after a change of the catalog (R-STALE).</summary>
public sealed class RepricingTests
{
    private static readonly Product Chair = AProduct with { Id = DerivedId.Create<Product>(Tenant, "chair"), Number = "CHAIR", Name = "Chair", ServiceCode = null };

    [Fact]
    public async Task A_change_of_a_list_prices_what_follows_it_and_nothing_else()
    {
        var world = await CreateAsync();
        var follows = await DraftAsync(world, "C1", 4m);
        var locked = await DraftAsync(world, "C2", 4m, PriceBehaviour.Locked);
        var issued = await world.Invoices.IssueAsync(world.Actor, (await DraftAsync(world, "C3", 4m)).Id, cancellationToken: Token);

        await PriceAsync(world, 0.75m);

        Assert.Equal((Eur(3m), Eur(2m), Eur(2m)), (await NetAsync(world, follows), await NetAsync(world, locked), await NetAsync(world, issued)));
        var run = Assert.Single((await world.Repricing.ListAsync(world.Actor, new(), PageRequest.First, Token)).Items);
        Assert.Equal((EventKinds.PriceListChanged, APriceList.Id.Value, "System", 1L, 1L, 1L, 0L), (run.Cause, run.Record, run.ByName, run.Looked, run.Documents, run.Lines, run.FaultCount));
        Assert.Equal([new(Eur(2.40m), Eur(3.60m))], run.Totals);
        Assert.NotNull(run.FinishedAt);
        var told = Assert.Single(await EventsAsync(world, EventKinds.DocumentRepriced));
        var data = PsaJson.Read(told.Data, PsaJsonContext.Default.RepricedDocument);
        Assert.Equal((follows.Id.Value, "2.40 EUR", "3.60 EUR"), (told.RecordId, told.From, told.To));
        Assert.Equal((EventKinds.PriceListChanged, APriceList.Id.Value, "System", run.Id.Value), (data.Cause, data.Record, data.ChangedBy, data.Run));
        Assert.Equal((Price(0.50m), Price(0.75m)), (Assert.Single(data.Differences).OldPrice, data.Differences[0].NewPrice));
        Assert.Equal(run, await world.Repricing.FindAsync(world.Actor, run.Id, Token));
        Assert.Empty(await world.Repricing.ResumeAsync(world.Actor, Token));
    }

    [Fact]
    public async Task A_tenant_may_want_them_to_wait_for_their_next_step()
    {
        var world = await CreateAsync();
        await new SettingsService(world.Store, world.Clock).SaveAsync(world.Actor, new() { Id = Today.SettingsOf(Tenant), Tenant = Tenant, Repricing = RepricingTime.OnStep }, Token);
        var draft = await DraftAsync(world, "C1", 4m);

        await PriceAsync(world, 0.75m);

        Assert.Equal(Eur(2m), await NetAsync(world, draft));
        Assert.Empty((await world.Repricing.ListAsync(world.Actor, new(), PageRequest.First, Token)).Items);
        Assert.Equal(Eur(3m), (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Totals.LineTotal);
    }

    [Fact]
    public async Task A_product_that_is_switched_off_leaves_its_lines_their_price_and_an_error()
    {
        var world = await CreateAsync();
        var draft = await DraftAsync(world, "C1", 4m);

        await world.Catalog.SaveProductAsync(world.Actor, (await world.Catalog.FindProductAsync(world.Actor, AProduct.Id, Token))! with { IsActive = false }, Token);

        var run = Assert.Single((await world.Repricing.ListAsync(world.Actor, new(), PageRequest.First, Token)).Items);
        Assert.Equal([new(draft.Id.Value, CatalogErrors.InactiveProduct, 0)], run.Faults);
        var kept = (await world.Invoices.FindAsync(world.Actor, draft.Id, Token))!;
        Assert.Equal((Eur(2m), CatalogErrors.InactiveProduct), (kept.Totals.LineTotal, kept.Lines[0].PricingError));
        Assert.Equal([(DocumentErrors.PricingError, "Lines[0]")], (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token))).Problems.Select(static one => (one.Code, one.Where)));
    }

    [Fact]
    public async Task An_assignment_prices_the_documents_of_its_customer_anew()
    {
        var world = await CreateAsync();
        var (one, other) = (await DraftAsync(world, "C1", 4m), await DraftAsync(world, "C2", 4m));
        var own = APriceList with { Id = DerivedId.Create<PriceList>(Tenant, "own"), Name = "Own", IsDefault = false, Items = [new(AProduct.Id, "C62", [new(Start, Price(0.40m))])] };
        await world.Catalog.SavePriceListAsync(world.Actor, own, Token);

        await world.Customers.AssignPriceListAsync(world.Actor, one.Customer, new(Start, own.Id), Token);

        Assert.Equal((Eur(1.60m), Eur(2m)), (await NetAsync(world, one), await NetAsync(world, other)));
        var run = (await world.Repricing.ListAsync(world.Actor, new() { Descending = true }, PageRequest.First, Token)).Items[0];
        Assert.Equal((EventKinds.CustomerChanged, 1L, 1L), (run.Cause, run.Looked, run.Documents));
    }

    [Fact]
    public async Task By_hand_it_is_about_some_products_or_a_list()
    {
        var world = await CreateAsync();
        await world.AddAsync(Chair);
        await new SettingsService(world.Store, world.Clock).SaveAsync(world.Actor, new() { Id = Today.SettingsOf(Tenant), Tenant = Tenant, Repricing = RepricingTime.OnStep }, Token);
        await PriceAsync(world, 0.50m, 60m);
        var (storage, chair) = (await DraftAsync(world, "C1", 4m), await DraftAsync(world, "C2", 1m, product: Chair));
        await PriceAsync(world, 0.75m, 70m);

        var run = await world.Repricing.RepriceOpenAsync(world.Actor, new() { Products = [Chair.Id] }, Token);

        Assert.Equal((2L, 1L), (run.Looked, run.Documents));
        Assert.Equal((Eur(2m), Eur(70m)), (await NetAsync(world, storage), await NetAsync(world, chair)));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Repricing.RepriceOpenAsync(world.Actor, new() { PriceList = DerivedId.Create<PriceList>(Tenant, "none") }, Token));
        Assert.Equal(1, (await world.Repricing.RepriceOpenAsync(world.Actor, new() { PriceList = APriceList.Id }, Token)).Documents);
        Assert.Equal(Eur(3m), await NetAsync(world, storage));
    }

    [Fact]
    public async Task What_is_stopped_goes_on_where_it_stopped_and_prices_nothing_twice()
    {
        const int Drafts = 1_050; // three batches
        var world = await CreateAsync(store: "memory");
        for (var n = 0; n < Drafts; n++)
        {
            await DraftAsync(world, $"C{n}", 2m);
        }

        var store = new HookedStore(world.Store);
        var commits = 0;
        store.AfterCommit = () =>
        {
            // the change, and the first batch
            if (++commits == 2)
            {
                store.BeforeCommit = static _ => throw new IOException("the process ends here");
            }
        };
        var list = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        await world.Through(store).Catalog.SavePriceListAsync(world.Actor, list with { Items = [new(AProduct.Id, "C62", [new(Start, Price(0.75m))])] }, Token);

        var open = Assert.Single((await world.Repricing.ListAsync(world.Actor, new() { IsOpen = true }, PageRequest.First, Token)).Items);
        Assert.Equal((500L, 500L), (open.Looked, open.Documents));
        var done = Assert.Single(await world.Repricing.ResumeAsync(world.Actor, Token));

        Assert.Equal((Drafts, Drafts, open.Id), (done.Looked, done.Documents, done.Id));
        Assert.Equal([new(Eur(1.20m * Drafts), Eur(1.80m * Drafts))], done.Totals);
        Assert.Equal(Drafts, (await EventsAsync(world, EventKinds.DocumentRepriced)).Select(static one => one.RecordId).Distinct().Count());
        Assert.Equal(Drafts, (await EventsAsync(world, EventKinds.DocumentRepriced)).Count);
    }

    [Fact]
    public async Task A_document_that_somebody_keeps_changing_is_tried_ten_times_and_reported()
    {
        var world = await CreateAsync();
        var (first, busy, last) = (await DraftAsync(world, "C1", 4m), await DraftAsync(world, "C2", 4m), await DraftAsync(world, "C3", 4m));
        var store = new HookedStore(world.Store);
        var tries = 0;
        store.BeforeCommit = async session =>
        {
            if (await session.Of<Invoice>().FindAsync(busy.Id, Token) is { } staged && staged.Totals.LineTotal == Eur(3m))
            {
                tries++;
                await world.Invoices.SetMetadataAsync(world.Actor, busy.Id, Metadata.Empty.With("try", tries.ToString(System.Globalization.CultureInfo.InvariantCulture)), Token);
            }
        };
        var list = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;

        await world.Through(store).Catalog.SavePriceListAsync(world.Actor, list with { Items = [new(AProduct.Id, "C62", [new(Start, Price(0.75m))])] }, Token);

        var run = Assert.Single((await world.Repricing.ListAsync(world.Actor, new(), PageRequest.First, Token)).Items);
        Assert.Equal((3L, 2L, 1L), (run.Looked, run.Documents, run.FaultCount));
        Assert.Equal([new(busy.Id.Value, PsaErrors.Conflict)], run.Faults);
        Assert.NotNull(run.FinishedAt);
        Assert.Equal(20, tries); // ten with the others, ten alone
        Assert.Equal((Eur(3m), Eur(2m), Eur(3m)), (await NetAsync(world, first), await NetAsync(world, busy), await NetAsync(world, last)));
        Assert.Equal(Eur(3m), (await world.Invoices.IssueAsync(world.Actor, busy.Id, cancellationToken: Token)).Totals.LineTotal);
    }

    [Fact]
    public async Task Only_who_manages_the_catalog_may_and_a_strangers_tenant_has_nothing()
    {
        var world = await CreateAsync();
        var engineer = Actor.Create(Tenant, UserId.Of("e"), "E", [Role.Engineer], AccessTable.Default);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Repricing.RepriceOpenAsync(engineer, new(), Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Repricing.ResumeAsync(engineer, Token));
        await DraftAsync(world, "C1", 4m);
        await world.Repricing.RepriceOpenAsync(world.Actor, new(), Token);
        Assert.Empty((await world.Repricing.ListAsync(Actor.System(new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4aa2"))), new(), PageRequest.First, Token)).Items);
    }

    private static async Task<Invoice> DraftAsync(AWorld world, string number, decimal quantity, PriceBehaviour behaviour = PriceBehaviour.UseCurrent, Product? product = null)
    {
        var customer = ACustomer(number);
        await world.AddAsync(customer);
        var line = new NewDocumentLine { Text = "Something", Product = (product ?? AProduct).Id, Quantity = quantity };
        return await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, PriceBehaviour = behaviour, Content = new() { IssueDate = Start, Lines = [line] } }, Token);
    }

    private static async Task PriceAsync(AWorld world, decimal storage, decimal? chair = null)
    {
        var list = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        PriceListItem[] items = [new(AProduct.Id, "C62", [new(Start, Price(storage))]), .. chair is { } price ? [new PriceListItem(Chair.Id, "C62", [new(Start, Price(price))])] : Array.Empty<PriceListItem>()];
        await world.Catalog.SavePriceListAsync(world.Actor, list with { Items = items.ToValueList() }, Token);
    }

    private static async Task<Money> NetAsync(AWorld world, Invoice invoice) => (await world.Invoices.FindAsync(world.Actor, invoice.Id, Token))!.Totals.LineTotal;

    private static async Task<List<PsaEvent>> EventsAsync(AWorld world, string kind) =>
        (await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).ToListAsync(Token)).FindAll(one => one.Kind == kind);
}
