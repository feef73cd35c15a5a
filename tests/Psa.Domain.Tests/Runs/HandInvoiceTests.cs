using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.SalesItems;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Invoices that somebody writes (R-BY-HAND).</summary>
public sealed class HandInvoiceTests
{
    private static readonly LocalDate Day = new(2025, 1, 15);
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task A_draft_bills_its_lines_with_discounts_and_charges_as_a_run_does()
    {
        var (world, customer) = await AWorldWithAsync();
        var content = AContent(ALine("Desk", 100m), ANote("as agreed"), ALine("Chair", 50m, quantity: 2m)) with
        {
            Discounts = [Discount.OfPercent(Percent.Of(10m), "loyal")],
            Charges = [new(Eur(12m), "freight"), new(Eur(5m), "stamps", "ZERO")],
            BuyerReference = "cost centre 7",
            PurchaseOrderNumber = "PO-1",
            ShipTo = new() { City = "Brugge", Country = "BE" },
            Introduction = "As discussed.",
            Note = "Thank you.",
        };
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = content }, Token);

        // 200.00 − 20.00 + 12.00 at 20 %, and 5.00 without tax
        Assert.Equal((Eur(200m), Eur(20m), Eur(17m)), (draft.Totals.LineTotal, draft.Totals.DiscountTotal, draft.Totals.ChargeTotal));
        Assert.Equal((Eur(197m), Eur(38.40m), Eur(235.40m)), (draft.Totals.TotalWithoutTax, draft.Totals.TaxTotal, draft.Totals.TotalWithTax));
        Assert.Equal((InvoiceStatus.Draft, null, null), (draft.Status, draft.Number, draft.Run));
        Assert.Equal(("cost centre 7", "PO-1", "Brugge", "As discussed.", "Thank you."), (draft.BuyerReference, draft.PurchaseOrderNumber, draft.ShipTo!.City, draft.Introduction, draft.Note));
        Assert.Equal(["Desk", "as agreed", "Chair"], draft.Lines.AsEnumerable().Select(line => line.Text));
        Assert.Equal([2, 1], draft.Items.AsEnumerable().Select(item => item.Lines));
        Assert.All(await world.AllItemsAsync(), item => Assert.Equal((SalesItemSource.Manual, SalesItemStatus.Invoiced, draft.Id), (item.Source, item.Status, item.Invoice!.Value)));

        var issued = await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal(("INV-0001", InvoiceStatus.Issued, draft.Totals), (issued.Number, issued.Status, issued.Totals));
        Assert.Equal(issued, await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token));
        Assert.Equal([EventKinds.InvoiceDrafted, EventKinds.InvoiceIssued], (await EventsAsync(world)).Where(e => e.RecordId == draft.Id.Value).Select(e => e.Kind));
    }

    [Fact]
    public async Task A_repeated_call_drafts_once()
    {
        var (world, customer) = await AWorldWithAsync();
        var invoice = new NewInvoice { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a99")), Customer = customer.Id, Content = AContent(ALine("Desk", 100m)) };
        Assert.Equal(await world.Invoices.DraftAsync(world.Actor, invoice, Token), await world.Invoices.DraftAsync(world.Actor, invoice, Token));
        Assert.Single(await world.AllItemsAsync());
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => world.Invoices.DraftAsync(world.Actor, invoice with { Customer = ACustomer("C2").Id }, Token));
    }

    [Fact]
    public async Task Pending_items_of_its_key_go_on_and_off()
    {
        var (world, customer) = await AWorldWithAsync();
        var item = await world.Items.CreateAsync(world.Actor, AnItem(customer), Token);
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m)) }, Token);
        var both = await world.Invoices.AddItemsAsync(world.Actor, draft.Id, [item.Id], Token);
        Assert.Equal(Eur(140m), both.Totals.LineTotal);
        Assert.Equal(both, await world.Invoices.AddItemsAsync(world.Actor, draft.Id, [item.Id], Token));
        var one = await world.Invoices.TakeOffAsync(world.Actor, draft.Id, [item.Id], Token);
        Assert.Equal(draft.Totals, one.Totals);
        Assert.Equal(SalesItemStatus.Pending, (await world.Items.FindAsync(world.Actor, item.Id, Token))!.Status);
        Assert.Equal(DocumentErrors.NoLines, (await RefusedAsync(() => world.Invoices.TakeOffAsync(world.Actor, draft.Id, [draft.Items[0].Item], Token))).Code);
    }

    [Fact]
    public async Task An_item_of_another_key_is_refused_and_says_which()
    {
        var (world, customer) = await AWorldWithAsync();
        var contract = AContract(customer) with { PurchaseOrderNumber = "PO-9", PaymentTerms = PaymentTerms.DueIn(7) };
        var other = ACustomer("C2");
        await world.AddAsync(contract, other);
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m)) }, Token);
        var ordered = await world.Items.CreateAsync(world.Actor, AnItem(customer) with { Contract = contract.Id }, Token);
        var foreign = await world.Items.CreateAsync(world.Actor, AnItem(other), Token);
        var refused = await RefusedAsync(() => world.Invoices.AddItemsAsync(world.Actor, draft.Id, [ordered.Id], Token));
        Assert.Equal(DocumentErrors.OtherKey, refused.Code);
        Assert.Contains("payment terms, purchase-order number", refused.Message, StringComparison.Ordinal);
        Assert.Contains("payer", (await RefusedAsync(() => world.Invoices.AddItemsAsync(world.Actor, draft.Id, [foreign.Id], Token))).Message, StringComparison.Ordinal);

        // under the contract, it is of the same key
        var under = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Contract = contract.Id, Content = AContent(ALine("Desk", 100m)), Items = [ordered.Id] }, Token);
        Assert.Equal(("PO-9", Day.PlusDays(7), 2), (under.PurchaseOrderNumber, under.DueDate, under.Items.Count));
        Assert.Equal(DocumentErrors.OtherKey, (await RefusedAsync(() => world.Invoices.ChangeAsync(world.Actor, under.Id, AContent() with { PurchaseOrderNumber = "PO-10" }, Token))).Code);
    }

    [Fact]
    public async Task A_change_writes_all_anew_and_keeps_what_was_put_on_it()
    {
        var (world, customer) = await AWorldWithAsync();
        var item = await world.Items.CreateAsync(world.Actor, AnItem(customer), Token);
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m), ALine("Chair", 50m)), Items = [item.Id] }, Token);
        var changed = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(ALine("Bench", 70m)) with { IssueDate = Day.PlusDays(1), Title = "Bill" }, Token);
        Assert.Equal((Eur(110m), Day.PlusDays(1), "Bill"), (changed.Totals.LineTotal, changed.IssueDate, changed.Title));
        var items = await world.AllItemsAsync();
        Assert.Equal([(40m, SalesItemStatus.Invoiced), (50m, SalesItemStatus.Canceled), (70m, SalesItemStatus.Invoiced)], items.Select(i => (i.Net.Amount, i.Status)).OrderBy(i => i.Amount));
        Assert.Equal(draft.Items[1].Item, items.Single(i => i.Net == Eur(70m)).Id);
        Assert.Equal("Bill", (await world.Invoices.AddItemsAsync(world.Actor, draft.Id, [(await world.Items.CreateAsync(world.Actor, AnItem(customer), Token)).Id], Token)).Title);
    }

    [Fact]
    public async Task A_run_between_neither_loses_nor_doubles_what_stands_on_a_draft()
    {
        var (world, customer) = await AWorldWithAsync();
        var item = await world.Items.CreateAsync(world.Actor, AnItem(customer), Token);
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m)), Items = [item.Id] }, Token);
        var first = await world.BillAsync(January);
        Assert.Equal(0, first.Counts.Documents);
        var taken = await world.CalculateAsync(January);
        await world.Runs.RollBackAsync(world.Actor, taken.Id, cancellationToken: Token);
        Assert.Equal(draft, await world.Invoices.FindAsync(world.Actor, draft.Id, Token));
        Assert.Equal(InvoiceStatus.Deleted, (await world.Invoices.DeleteAsync(world.Actor, draft.Id, Token)).Status);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Invoices.DeleteAsync(world.Actor, draft.Id, Token));
        var second = await world.BillAsync(January);
        Assert.Equal([40m], (await world.InvoicesOfAsync(second)).Select(i => i.Totals.TotalWithoutTax.Amount));
        Assert.Equal([SalesItemStatus.Invoiced, SalesItemStatus.Canceled], (await world.AllItemsAsync()).OrderBy(i => i.Net.Amount).Select(i => i.Status));
    }

    [Fact]
    public async Task What_a_run_made_stays_on_a_draft_by_hand_when_the_run_is_taken_back()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        var customer = ACustomer();
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        var run = await world.CalculateAsync(January);
        var waiting = Assert.Single(await world.AllItemsAsync());
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(), Items = [waiting.Id] }, Token);
        await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal((SalesItemStatus.Invoiced, false), (Assert.Single(await world.AllItemsAsync()).Status, Assert.Single(await world.AllItemsAsync()).Released));
        Assert.Contains(await EventsAsync(world), e => e.Data.Contains($"\"kept\":[\"{waiting.Id}\"]", StringComparison.Ordinal));
        await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal(0, (await world.CalculateAsync(January)).Counts.Items);
    }

    [Fact]
    public async Task It_is_refused_when_it_can_t_be_issued_and_says_why()
    {
        var (world, customer) = await AWorldWithAsync(confirmed: false);
        var lessThanNothing = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m), ALine("back", 150m, quantity: -1m)) }, Token);
        Assert.Equal((InvoiceKind.Invoice, Eur(-60m)), (lessThanNothing.Kind, lessThanNothing.Totals.TotalWithTax));
        Assert.Equal(DocumentErrors.NegativeTotal, (await RefusedAsync(() => world.Invoices.IssueAsync(world.Actor, lessThanNothing.Id, cancellationToken: Token))).Code);
        var good = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m)) }, Token);
        Assert.Equal(NumberingErrors.NotConfirmed, (await RefusedAsync(() => world.Invoices.IssueAsync(world.Actor, good.Id, cancellationToken: Token))).Code);
        Assert.Equal(DocumentErrors.NoLines, (await RefusedAsync(() => world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent() }, Token))).Code);
        Assert.Equal("document.discount_exceeds_detail", (await RefusedAsync(() => world.Invoices.ChangeAsync(world.Actor, good.Id, AContent(ALine("Desk", 1m)) with { Discounts = [Discount.OfAmount(Eur(2m))] }, Token))).Code);
    }

    [Theory]
    [InlineData(92, true)]
    [InlineData(93, false)]
    public async Task A_date_far_ahead_is_refused(int days, bool isAllowed)
    {
        var (world, customer) = await AWorldWithAsync();
        var content = AContent(ALine("Desk", 100m)) with { IssueDate = new LocalDate(2025, 1, 1).PlusDays(days) };
        var refused = await Record.ExceptionAsync(() => world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = content }, Token));
        Assert.Equal(isAllowed ? null : DocumentErrors.FarDate, (refused as PsaException)?.Code);
    }

    [Fact]
    public async Task Free_text_and_discounts_need_a_permission_of_their_own()
    {
        var (world, customer) = await AWorldWithAsync();
        var table = AccessTable.Default.With(Role.Sales, Permission.DiscountLines, Grants.None);
        var actor = Actor.Create(Tenant, UserId.Of("sal"), "Sal", [Role.Sales], table);
        var product = new NewDocumentLine { Text = "Storage", Product = AProduct.Id };
        await world.Invoices.DraftAsync(actor, new() { Customer = customer.Id, Content = AContent(product, ANote("a note")) }, Token);
        foreach (var content in new[] { AContent(ALine("Free", 1m)), AContent(product with { Discount = Discount.OfPercent(Percent.Of(1m)) }), AContent(product) with { Discounts = [Discount.OfPercent(Percent.Of(1m))] } })
        {
            await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Invoices.DraftAsync(actor, new() { Customer = customer.Id, Content = content }, Token));
        }
    }

    [Fact]
    public async Task What_is_issued_or_made_by_a_run_isn_t_changed()
    {
        var (world, customer) = await AWorldWithAsync();
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m)) }, Token);
        await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        await world.Items.CreateAsync(world.Actor, AnItem(customer), Token);
        var drafted = Assert.Single(await world.InvoicesOfAsync(await world.CalculateAsync(January)));
        foreach (var id in new[] { draft.Id, drafted.Id })
        {
            Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Invoices.ChangeAsync(world.Actor, id, AContent(ALine("x", 1m)), Token))).Code);
            Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Invoices.TakeOffAsync(world.Actor, id, [], Token))).Code);
        }

        Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Invoices.DeleteAsync(world.Actor, draft.Id, Token))).Code);
    }

    [Fact]
    public async Task Its_billing_information_can_t_go_while_it_is_a_draft()
    {
        var (world, customer) = await AWorldWithAsync();
        await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = AContent(ALine("Desk", 100m)) }, Token);
        Assert.Equal("billing_information.in_use", (await RefusedAsync(() => world.Customers.RemoveBillingInformationAsync(world.Actor, customer.Id, Token))).Code);
    }

    internal static InvoiceContent AContent(params NewDocumentLine[] lines) => new() { IssueDate = Day, Lines = [.. lines] };

    internal static NewDocumentLine ALine(string text, decimal price, decimal quantity = 1m) => new() { Text = text, Quantity = quantity, UnitPrice = Price(price) };

    private static NewDocumentLine ANote(string text) => new() { Text = text, IsNote = true };

    private static NewSalesItem AnItem(Customer customer) => new() { Customer = customer.Id, BillingDate = Day, Lines = [ALine("Cable", 40m)] };

    private static async Task<List<PsaEvent>> EventsAsync(AWorld world) => await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).ToListAsync(Token);

    private static Task<RuleViolationException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<RuleViolationException>(call);

    private static async Task<(AWorld World, Customer Customer)> AWorldWithAsync(bool confirmed = true)
    {
        var (world, customer) = (await CreateAsync(confirmed: confirmed), ACustomer());
        await world.AddAsync(customer);
        return (world, customer);
    }
}
