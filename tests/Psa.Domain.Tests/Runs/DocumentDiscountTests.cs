using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Orders;
using Psa.Events;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What a discount on the whole document takes off what runs bill is decided with its issue: they give back what was billed, and no more (R-DECIDED, R-HEADER).</summary>
public sealed class DocumentDiscountTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task A_run_gives_back_what_was_billed_and_not_what_was_discounted()
    {
        var (world, invoice) = await BilledAsync(Discount.OfPercent(Percent.Of(10m), "goodwill"));
        Assert.Equal(Eur(135m), invoice.Totals.TotalWithoutTax);
        var item = Assert.Single(await world.AllItemsAsync(), static item => item.Source == SalesItemSource.ContractPart);
        Assert.Equal((Eur(100m), Eur(90m), Eur(100m), "goodwill"), (item.Computed, item.Net, item.Override!.Original, item.Override.Reason));
        Assert.Equal((Eur(90m), Eur(90m)), (item.Lines[0].Amount, item.Lines[0].UnitPrice.Extend(item.Lines[0].Quantity, Rounding.HalfUp)));
        var told = Assert.Single(await EventsAsync(world), static e => e.Kind == EventKinds.SalesItemOverridden);
        Assert.Equal((item.Id.Value, "100.00 EUR", "90.00 EUR"), (told.RecordId, told.From, told.To));

        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
        await SuspendAsync(world);
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(90m), Eur(18m)), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Totals.TaxTotal));
        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
    }

    [Theory]
    [InlineData(10000, 90, 0)]
    [InlineData(5000, 45, 45)]
    [InlineData(3333, 30, 60)]
    public async Task What_a_credit_note_gave_back_with_its_share_of_the_discount_is_not_given_back_again(int cents, int credited, int left)
    {
        var (world, invoice) = await BilledAsync(Discount.OfPercent(Percent.Of(10m)));
        Assert.Equal(Eur(100m), (await world.CreditNotes.CreditableAsync(world.Actor, invoice.Id, Token)).Lines[1].Borne);
        var note = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "agreed", Lines = [new(1, Amount: Eur(cents / 100m))] }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);
        Assert.Equal(Eur(credited), note.Totals.TotalWithoutTax);

        await SuspendAsync(world);
        var credits = await world.InvoicesOfAsync(await world.BillAsync(January));
        Assert.Equal(left == 0 ? [] : [Eur(left)], credits.Select(static document => document.Totals.TotalWithoutTax));
    }

    [Fact]
    public async Task A_voided_document_is_billed_anew_without_its_discount()
    {
        var (world, invoice) = await BilledAsync(Discount.OfAmount(Eur(15m)));
        var note = await world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "wrong address", cancellationToken: Token);
        Assert.Equal(Eur(135m), note.Totals.TotalWithoutTax);
        var again = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(Eur(100m), again.Totals.TotalWithoutTax);
    }

    [Fact]
    public async Task A_discounted_override_keeps_the_net_it_had_first()
    {
        var world = await AWorldAsync();
        var item = await PendingAsync(world);
        await world.Items.OverrideAsync(world.Actor, item.Id, Eur(80m), "agreed", Token);
        await IssuedAsync(world, item, Discount.OfPercent(Percent.Of(50m), "goodwill"));
        var after = await world.Items.FindAsync(world.Actor, item.Id, Token);
        Assert.Equal((Eur(40m), Eur(100m), "agreed; goodwill"), (after!.Net, after.Override!.Original, after.Override.Reason));
    }

    [Fact]
    public async Task Prices_freed_of_their_tax_give_back_what_the_document_billed()
    {
        var world = await AWorldAsync(
            static entity => entity with { PriceMode = PriceMode.TaxInclusive },
            Complete with { VatNumber = "DE123456789", TaxExemption = new(TaxCategory.ReverseCharge, "reverse charge") });
        var item = await PendingAsync(world);
        var invoice = await IssuedAsync(world, item, Discount.OfPercent(Percent.Of(10m)));
        await SuspendAsync(world);
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((Eur(75m), Eur(0m)), (credit.Totals.TotalWithTax, credit.Totals.TaxTotal));
        Assert.Equal(invoice.Totals.Lines[1].Total, credit.Totals.TotalWithTax);
    }

    [Theory]
    [InlineData(16, 1936)]
    [InlineData(1, 0)]
    public async Task A_charge_and_its_correction_on_one_document_are_discounted_as_what_they_come_to(int from, int cents)
    {
        var billed = cents / 100m;
        var world = await AWorldAsync();
        await PendingAsync(world);
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, from), January), Token);
        var run = await world.CalculateAsync(January);
        await world.Invoices.DeleteAsync(world.Actor, Assert.Single(await world.InvoicesOfAsync(run)).Id, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var items = await world.AllItemsAsync();
        Assert.Equal(2, items.Count);
        var draft = await world.Invoices.DraftAsync(
            world.Actor,
            new() { Customer = items[0].Customer, Items = [.. items.Select(static item => item.Id)], Content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("Desk", 50m)) with { IssueDate = January, Discounts = [Discount.OfPercent(Percent.Of(60m))] } },
            Token);
        var issued = await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal(Eur(billed + 20m), issued.Totals.TotalWithoutTax);
        Assert.Equal(Eur(billed), (await world.AllItemsAsync()).Where(static item => item.Source == SalesItemSource.ContractPart).Aggregate(Eur(0m), static (sum, item) => sum + item.Net));

        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(AContract(ACustomer())).Id, new(Start, 0m), Token);
        Assert.Equal(billed == 0m ? [] : [Eur(billed)], (await world.InvoicesOfAsync(await world.BillAsync(January))).Select(static credit => credit.Totals.TotalWithoutTax));

        // of what both lines have on the document nothing is left, in whichever order they are looked at
        var rest = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = issued.Id, Reason = "all that is left", Whole = true }, Token);
        Assert.Equal(Eur(20m), rest.Totals.TotalWithoutTax);
    }

    [Fact]
    public async Task What_is_credited_by_a_half_cent_is_all_given_back()
    {
        var (world, invoice) = await BilledAsync(Discount.OfPercent(Percent.Of(50m)));
        var note = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "agreed", Lines = [new(1, Amount: Eur(33.33m))] }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);
        await SuspendAsync(world);
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(Eur(50m), note.Totals.TotalWithoutTax + credit.Totals.TotalWithoutTax);
    }

    [Fact]
    public async Task A_discount_by_amount_above_what_a_period_comes_to_is_not_billed_later()
    {
        var world = await AWorldAsync();
        var first = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        var note = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = first.Id, Reason = "all", Whole = true }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(AContract(ACustomer())).Id, new(Start, 1m, Price(160m)), Token);
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(Start, new(2025, 1, 10)), Token);
        var run = await world.CalculateAsync(January);
        await world.Invoices.DeleteAsync(world.Actor, Assert.Single(await world.InvoicesOfAsync(run)).Id, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var item = (await world.AllItemsAsync()).Single(static item => item.Status == SalesItemStatus.Pending);
        Assert.Equal(Eur(8.39m), item.Net);
        await IssuedAsync(world, item, Discount.OfAmount(Eur(50m)));
        Assert.Equal(Eur(0m), (await world.Items.FindAsync(world.Actor, item.Id, Token))!.Net);
        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
    }

    [Fact]
    public async Task An_order_gives_back_what_its_document_billed()
    {
        var desk = await OrderDesk.OpenAsync();
        var order = await desk.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(25m, 4m)));
        await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        var invoice = await IssuedAsync(desk.World, Assert.Single(await desk.World.AllItemsAsync()), Discount.OfPercent(Percent.Of(20m)));
        Assert.Equal(Eur(120m), invoice.Totals.TotalWithoutTax);

        await desk.Orders.CancelAsync(desk.World.Actor, order.Id, "not wanted", Token);
        Assert.Equal(Eur(-80m), (await desk.World.AllItemsAsync()).Single(static item => item.Source == SalesItemSource.Order && item.Ordinal == 1).Net);
        var credit = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(80m)), (credit.Kind, credit.Totals.TotalWithoutTax));
    }

    private static async Task<(AWorld World, Invoice Invoice)> BilledAsync(Discount discount)
    {
        var world = await AWorldAsync();
        return (world, await IssuedAsync(world, await PendingAsync(world), discount));
    }

    private static async Task<AWorld> AWorldAsync(Func<BillingEntity, BillingEntity>? entity = null, BillingInformation? information = null)
    {
        var world = await CreateAsync(entity);
        var customer = ACustomer() with { BillingInformation = information ?? Complete };
        await world.AddAsync(customer, AContract(customer) with { LastDay = January }, APart(AContract(customer)));
        return world;
    }

    // what a run billed on a draft that somebody deleted waits for another document
    private static async Task<SalesItem> PendingAsync(AWorld world)
    {
        var run = await world.CalculateAsync(January);
        await world.Invoices.DeleteAsync(world.Actor, Assert.Single(await world.InvoicesOfAsync(run)).Id, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        return Assert.Single(await world.AllItemsAsync());
    }

    private static async Task<Invoice> IssuedAsync(AWorld world, SalesItem item, Discount discount)
    {
        var content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("Desk", 50m)) with { IssueDate = January, Discounts = [discount] };
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = item.Customer, Content = content }, Token);
        draft = await world.Invoices.AddItemsAsync(world.Actor, draft.Id, [item.Id], Token);
        return await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
    }

    private static Task<Contract> SuspendAsync(AWorld world) =>
        world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(Start, January), Token);

    private static async Task<List<PsaEvent>> EventsAsync(AWorld world) => await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).ToListAsync(Token);
}
