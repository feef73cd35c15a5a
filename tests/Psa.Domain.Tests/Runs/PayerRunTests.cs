using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.Families;

namespace Psa.Domain.Tests.Runs;

/// <summary>Runs bill payers: all their customers on their documents, each once, also when somebody else pays meanwhile.</summary>
public sealed class PayerRunTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static readonly LocalDate February = new(2025, 2, 28);

    [Fact]
    public async Task One_invoice_names_the_customer_of_each_line()
    {
        var world = await AFamilyAsync();
        var run = await world.BillAsync(January);
        var invoice = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((IdOf("P"), "P", "Parent"), (invoice.Customer, invoice.CustomerNumber, invoice.Buyer.Name));
        Assert.Equal(new[] { (IdOf("P"), Eur(10m)), (IdOf("C"), Eur(20m)), (IdOf("D"), Eur(30m)) }.OrderBy(line => line.Item1), invoice.Lines.Select((line, place) => (invoice.ItemOf(place).Customer, line.Amount)));
        Assert.All(await world.ItemsOfAsync(run), item => Assert.Equal(IdOf("P"), item.Payer));
        Assert.Equal(3, run.Counts.Customers);

        // the document is its payer's
        Assert.Single(await SeenByAsync(world, run, "P"));
        Assert.Empty(await SeenByAsync(world, run, "C"));
    }

    [Fact]
    public async Task A_preview_shows_the_same_documents_by_payer()
    {
        var world = await AFamilyAsync();
        var plan = Plan(January) with { Id = new OrderedIdGenerator(world.Clock).Next<BillingRun>() };
        var preview = Assert.Single(await world.Runs.PreviewAsync(world.Actor, plan, Token).ToListAsync(Token));
        Assert.Equal((IdOf("P"), 3), (preview.Payer.Id, preview.Customers.Count));
        var run = await world.Runs.CalculateAsync(world.Actor, (await world.Runs.PlanAsync(world.Actor, plan, Token)).Id, cancellationToken: Token);
        Assert.Equal((await world.InvoicesOfAsync(run)).Select(i => i.Id), preview.Invoices.Select(i => i.Id));
    }

    [Fact]
    public async Task A_payer_that_can_not_be_billed_blocks_each_of_its_customers_with_its_money()
    {
        var world = await AFamilyAsync();
        await world.Customers.RemoveBillingInformationAsync(world.Actor, IdOf("P"), Token);
        await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf("C"), Complete, Token);
        var run = await world.CalculateAsync(January);
        Assert.Equal(
            [("C", Eur(20m)), ("D", Eur(30m)), ("P", Eur(10m))],
            (await world.ObstaclesOfAsync(run)).Select(o => (o.CustomerNumber, o.Waiting[0])));
        Assert.All(await world.ItemsOfAsync(run), item => Assert.Equal(SalesItemStatus.Draft, item.Status));
        await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf("P"), Complete, Token);
        Assert.All(await world.ItemsOfAsync(run), item => Assert.Equal(SalesItemStatus.Pending, item.Status));
        Assert.Equal(1, (await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token)).Counts.Documents);
    }

    [Fact]
    public async Task Vector_payer_changed_correction()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        await world.PlaceAsync("P", information: Complete with { LegalName = "Parent" });
        await world.PlaceAsync("C", information: Complete with { LegalName = "Child" });
        var contract = await world.SellAsync("C", 100m, change: c => c with { LastDay = January });
        await world.SellAsync("P", 5m);
        await world.BillAsync(January);
        await world.MoveAsync("C", "P", consolidated: true);
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 16), January), Token);
        var run = await world.BillAsync(January, new(2025, 2, 1));
        var note = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((InvoiceKind.CreditNote, IdOf("C"), "Child", Eur(51.61m)), (note.Kind, note.Customer, note.Buyer.Name, note.Totals.TotalWithoutTax));
        Assert.Equal(48.39m, (await world.AllItemsAsync()).Where(i => i.Customer == IdOf("C")).Sum(i => i.Net.Amount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_given_back_of_what_waits_before_it_is_billed_to_who_pays_then(bool moves)
    {
        var world = await CreateAsync();
        await world.PlaceAsync("P", information: Complete);
        await world.PlaceAsync("C", information: Complete);
        var contract = await world.SellAsync("C", 100m);
        var april = new LocalDate(2025, 4, 1);
        await world.BillAsync(new(2025, 3, 1));
        var run = await world.CalculateAsync(april);
        await world.Invoices.DeleteAsync(world.Actor, Assert.Single(await world.InvoicesOfAsync(run)).Id, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 4, 16), new(2025, 4, 30)), Token);
        if (moves)
        {
            await world.MoveAsync("C", "P", consolidated: true);
        }

        run = await world.BillAsync(new(2025, 3, 31));
        Assert.Equal((SalesItemStatus.Pending, Eur(-50m), april), Assert.Single((await world.ItemsOfAsync(run)).Select(static item => (item.Status, item.Net, item.BillingDate))));
        Assert.Empty(await world.InvoicesOfAsync(run));

        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(april)));
        Assert.Equal((InvoiceKind.Invoice, moves ? "P" : "C", Eur(50m)), (invoice.Kind, invoice.CustomerNumber, invoice.Totals.TotalWithoutTax));
    }

    [Fact]
    public async Task A_correction_for_who_was_invoiced_waits_for_their_information_and_never_for_a_minimum()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(50m) });
        await world.PlaceAsync("P", information: Complete);
        await world.PlaceAsync("C", information: Complete);
        var contract = await world.SellAsync("C", 100m);
        await world.BillAsync(January);
        await world.MoveAsync("C", "P", consolidated: true);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(110m)), Token);
        await world.Customers.RemoveBillingInformationAsync(world.Actor, IdOf("C"), Token);
        var run = await world.CalculateAsync(January);
        var waits = Assert.Single(await world.ItemsOfAsync(run));
        Assert.Equal((SalesItemStatus.Draft, IdOf("C"), Eur(10m)), (waits.Status, waits.Payer!.Value, waits.Net));
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((PsaErrors.BillingInformationRequired, "C"), (obstacle.Code, obstacle.CustomerNumber));

        await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf("C"), Complete, Token);
        run = await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal((IdOf("C"), Eur(10m)), Assert.Single((await world.InvoicesOfAsync(run)).Select(i => (i.Customer, i.Totals.TotalWithoutTax))));

        // taken off its draft it still waits for the same one
        await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(IdOf("C"), Assert.Single(await world.ItemsOfAsync(run)).Payer);
    }

    [Fact]
    public async Task Pending_items_follow_the_new_payer_and_drafts_keep_theirs()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("H", information: Complete);
        var run = await world.CalculateAsync(January);
        await world.MoveAsync("C", "H", consolidated: true);
        Assert.Contains(IdOf("C"), Assert.Single(await world.InvoicesOfAsync(run)).Items.Select(item => item.Customer));
        await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        run = await world.BillAsync(January);
        Assert.Equal([("H", Eur(50m)), ("P", Eur(10m))], (await world.InvoicesOfAsync(run)).Select(i => (i.CustomerNumber, i.Totals.TotalWithoutTax)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_customer_whose_payer_changes_while_a_run_calculates_is_billed_once(bool comesLater)
    {
        var (to, other) = (Beside(comesLater), Beside(!comesLater));
        for (var commit = 1; commit <= 6; commit++)
        {
            var world = await AFamilyAsync();
            await world.PlaceAsync(to, information: Complete);
            await world.PlaceAsync(other, information: Complete);
            await world.SellAsync(to, 1m);
            await world.SellAsync(other, 2m);
            var hooked = new HookedStore(world.Store);
            var (commits, at) = (0, commit);
            hooked.BeforeCommit = async _ =>
            {
                if (Interlocked.Increment(ref commits) == at)
                {
                    await world.MoveAsync("C", to, consolidated: true);
                }
            };
            var plan = await world.Runs.PlanAsync(world.Actor, Plan(January, partitions: 3), Token);
            var run = await world.Through(hooked).Runs.CalculateAsync(world.Actor, plan.Id, new() { BatchSize = 1, Parallelism = 1 }, cancellationToken: Token);
            await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
            Assert.Empty(await world.ObstaclesOfAsync(run));
            var next = await world.BillAsync(January, new(2025, 2, 1));
            var documents = (await world.InvoicesOfAsync(run)).Concat(await world.InvoicesOfAsync(next)).ToList();
            Assert.Equal(Eur(20m), Assert.Single(documents.SelectMany(i => i.Lines.Select((line, place) => (i.ItemOf(place).Customer, line.Amount))), line => line.Customer == IdOf("C")).Amount);
            Assert.Equal(63m, documents.Sum(i => i.Totals.TotalWithoutTax.Amount));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_customer_that_moved_before_its_facts_were_read_is_billed_with_its_new_family(bool comesLater)
    {
        var world = await AFamilyAsync();
        var to = Beside(comesLater);
        await world.PlaceAsync(to, information: Complete);
        await world.SellAsync(to, 1m);
        var hooked = new HookedStore(world.Store);
        hooked.OnRecords = type =>
        {
            if (type == typeof(PartLedger))
            {
                hooked.OnRecords = null;
                Blocking.Run(() => world.MoveAsync("C", to, consolidated: true));
            }
        };
        var plan = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        var run = await world.Through(hooked).Runs.CalculateAsync(world.Actor, plan.Id, new() { BatchSize = 1 }, cancellationToken: Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var (documents, later) = (await world.InvoicesOfAsync(run), await world.InvoicesOfAsync(await world.BillAsync(January, new(2025, 2, 1))));
        Assert.Equal(documents.Count, documents.DistinctBy(document => document.Customer).Count());
        Assert.Equal(
            new[] { ("C", to), ("D", to), (to, to), ("P", "P") }.Select(one => (IdOf(one.Item1), IdOf(one.Item2))).Order(),
            documents.Concat(later).SelectMany(document => document.Items.Select(item => (item.Customer, document.Customer))).Order());
    }

    [Fact]
    public async Task An_item_is_never_left_pending_for_who_was_invoiced_when_their_information_goes_meanwhile()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("P", information: Complete);
        await world.PlaceAsync("C", information: Complete);
        var contract = await world.SellAsync("C", 100m);
        await world.BillAsync(January);
        await world.MoveAsync("C", "P", consolidated: true);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(110m)), Token);
        var hooked = new HookedStore(world.Store);
        var commits = 0;
        hooked.BeforeCommit = async _ =>
        {
            if (++commits == 2)
            {
                await world.Customers.RemoveBillingInformationAsync(world.Actor, IdOf("C"), Token);
            }
        };
        var plan = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        var run = await world.Through(hooked).Runs.CalculateAsync(world.Actor, plan.Id, cancellationToken: Token);
        Assert.Equal(SalesItemStatus.Draft, Assert.Single(await world.ItemsOfAsync(run)).Status);
    }

    [Fact]
    public async Task Items_are_never_left_pending_at_a_payer_that_lost_its_information_while_a_run_made_them()
    {
        var world = await AFamilyAsync();
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async session =>
        {
            if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(APart(AContract(ACustomer("C"))).Id)) is not null)
            {
                hooked.BeforeCommit = null;
                await world.Customers.RemoveBillingInformationAsync(world.Actor, IdOf("P"), Token);
            }
        };
        var plan = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        await world.Through(hooked).Runs.CalculateAsync(world.Actor, plan.Id, cancellationToken: Token);
        Assert.All(await world.AllItemsAsync(), item => Assert.Equal(SalesItemStatus.Draft, item.Status));
    }

    [Fact]
    public async Task A_minimum_keeps_a_payer_waiting_as_long_as_more_will_come_for_any_of_its_customers()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(50m) });
        await world.PlaceAsync("P", information: Complete);
        await world.PlaceAsync("C", "P", consolidated: true);
        await world.SellAsync("P", 10m, change: c => c with { LastDay = January });
        await world.SellAsync("C", 20m, change: c => c with { LastDay = February });
        var run = await world.BillAsync(January);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ChargeErrors.BelowMinimum, "P", Eur(30m)), (obstacle.Code, obstacle.CustomerNumber, obstacle.Waiting[0]));
        Assert.Equal(Eur(50m), Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(February))).Totals.TotalWithoutTax);
    }

    [Fact]
    public async Task A_minimum_is_net_and_of_its_currency()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(100m), PriceMode = Psa.Sellers.PriceMode.TaxInclusive });
        await world.PlaceAsync("P", information: Complete);
        await world.SellAsync("P", 110m);
        var run = await world.BillAsync(January);
        Assert.Equal(ChargeErrors.BelowMinimum, Assert.Single(await world.ObstaclesOfAsync(run)).Code);

        // what goes on in another currency brings no more of this one
        world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(100m) });
        await world.PlaceAsync("P", information: Complete);
        await world.SellAsync("P", 10m, change: c => c with { LastDay = January });
        var dollars = AContract(ACustomer("P"), name: "2") with { Currency = Currency.USD };
        await world.AddAsync(dollars, APart(dollars) with { Terms = [new(Start, 1m, UnitPrice.Of(5m, Currency.USD))] });
        Assert.Equal(2, (await world.BillAsync(January)).Counts.Documents);
    }

    [Fact]
    public async Task A_bad_customer_stops_neither_its_family_nor_others()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("Z", information: Complete);
        await world.SellAsync("Z", 2m);
        await world.SellAsync("D", 9_000_000_000_000m, "2");
        var run = await world.CalculateAsync(January, options: new() { BatchSize = 1 });
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ChargeErrors.TooLarge, "P"), (obstacle.Code, obstacle.CustomerNumber));
        Assert.Equal("Z", Assert.Single(await world.InvoicesOfAsync(run)).CustomerNumber);
    }

    [Fact]
    public async Task Terms_of_a_document_are_the_payers()
    {
        var world = await AFamilyAsync();
        await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf("C"), Complete with { PaymentTerms = PaymentTerms.DueIn(3), Language = "fr", TaxCode = "ZERO" }, Token);
        await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf("P"), Complete with { PaymentTerms = PaymentTerms.DueIn(9), Language = "nl" }, Token);
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((PaymentTerms.DueIn(9), "nl", Eur(12m)), (invoice.PaymentTerms, invoice.Language, invoice.Totals.TaxTotal));
    }

    /// <summary>Gives the number of a customer that comes before or after P in a run.</summary>
    private static string Beside(bool comesLater) => Enumerable.Range(0, 1000).Select(n => $"T{n}").First(number => IdOf(number) > IdOf("P") == comesLater);

    /// <summary>P pays for C and D: 10.00, 20.00 and 30.00 a month.</summary>
    private static async Task<AWorld> AFamilyAsync()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("P", information: Complete with { LegalName = "Parent" });
        await world.PlaceAsync("C", "P", consolidated: true);
        await world.PlaceAsync("D", "C", consolidated: true);
        await world.SellAsync("P", 10m);
        await world.SellAsync("C", 20m);
        await world.SellAsync("D", 30m);
        return world;
    }

    private static async Task<List<Invoice>> SeenByAsync(AWorld world, BillingRun run, string number) =>
        await world.Runs.InvoicesAsync(Actor.Create(Tenant, UserId.Of("cleo"), "Cleo", [Role.Client], AccessTable.Default, IdOf(number).Value), run.Id, Token).ToListAsync(Token);
}
