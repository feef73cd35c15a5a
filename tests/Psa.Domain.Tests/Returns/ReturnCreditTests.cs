using Psa.Domain.Tests.Orders;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
using Psa.Returns;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>What customers get for what comes back (R-RMA, R-CHARGE, R-CN-LINE, R-ORDER-STATE): not billed where no issued invoice bills it, else credited at the price billed.</summary>
public sealed class ReturnCreditTests
{
    [Fact]
    public async Task What_no_invoice_bills_shrinks_and_what_one_does_is_credited_by_its_quantity()
    {
        var desk = await ReturnDesk.OpenAsync(price: 33.3333m);
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(3m);
        var first = await desk.BackAsync(charge, 1m);
        Assert.Equal((66.67m, 0), (await desk.Desk.BilledAsync(charge), first.Credits.Count));
        Assert.Single(await desk.Desk.ItemsAsync(charge), item => !item.Released);

        var other = await desk.DeliveredAsync(3m);
        await desk.Desk.BillAsync(Start.PlusDays(20));
        Assert.Equal(66.67m, await desk.BorneAsync(charge.Id.Value));
        var credited = new List<decimal>();
        for (var n = 0; n < 3; n++)
        {
            var back = await desk.BackAsync(other, 1m);
            var note = await desk.NoteAsync(back);
            Assert.Equal((InvoiceStatus.Draft, "broken"), (note.Status, note.Credit!.Reason));
            credited.Add(note.Totals.TotalWithoutTax.Amount);
            await desk.Notes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);
        }

        Assert.Equal([33.33m, 33.34m, 33.33m], credited);
        Assert.Equal((100m, 0m), (await desk.Desk.BilledAsync(other), await desk.BorneAsync(other.Id.Value)));
        Assert.Empty(await desk.Desk.BillAsync(Start.PlusDays(40)));
    }

    [Fact]
    public async Task The_uninvoiced_goes_first()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.Desk.AskAsync(5m);
        await desk.Desk.DeliverAsync(charge, 3m);
        await desk.Desk.BillAsync(Start.PlusDays(20));
        await desk.Desk.DeliverAsync(charge, 2m);
        var back = await desk.BackAsync(charge, 3m);
        Assert.Equal((1m, 10m), (back.Credits.Single().Quantity, (await desk.NoteAsync(back)).Totals.TotalWithoutTax.Amount));
        Assert.Equal(30m, await desk.Desk.BilledAsync(charge));
        Assert.DoesNotContain(await desk.Desk.ItemsAsync(charge), item => item is { Released: false, Invoice: null });
    }

    [Fact]
    public async Task A_return_on_a_draft_is_billed_less_and_stays_so_when_the_draft_is_issued()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(5m);
        var run = await desk.World.CalculateAsync(Start.PlusDays(20), Start);
        var back = await desk.BackAsync(charge, 2m);
        Assert.Empty(back.Credits);
        Assert.Equal(30m, await desk.Desk.BilledAsync(charge));
        await desk.World.Runs.IssueAsync(desk.World.Actor, run.Id, cancellationToken: Token);
        await desk.Desk.DeliverAsync(await desk.Desk.AskAsync(1m), 1m);
        await desk.AskAsync(charge, 1m);
        var again = await desk.BackAsync(charge, 1m);
        Assert.Equal((1m, 30m, 30m), (again.Credits.Single().Quantity, await desk.Desk.BilledAsync(charge), await desk.BorneAsync(charge.Id.Value)));
    }

    [Fact]
    public async Task Less_by_note_keeps_the_rest_billed_and_what_is_released_is_billed_without_what_came_back()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(10m);
        var invoice = Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(20)));
        var asked = await desk.AskAsync(charge, 4m);
        Assert.Equal(ReturnErrors.NoteMissing, await RefusedAsync(() => desk.Returns.AuthorizeAsync(Pia, asked.Id, Eur(30m), cancellationToken: Token)));
        Assert.Equal(ReturnErrors.BadValue, await RefusedAsync(() => desk.Returns.AuthorizeAsync(Pia, asked.Id, Money.Of(30m, Currency.USD), "worn", Token)));
        Assert.Equal(ReturnErrors.BadValue, await RefusedAsync(() => desk.Returns.AuthorizeAsync(Pia, asked.Id, Eur(-1m), "worn", Token)));
        await desk.Returns.DenyAsync(Pia, asked.Id, "again", Token);
        var back = await desk.BackAsync(charge, 4m, most: Eur(30m));
        Assert.Equal(30m, (await desk.NoteAsync(back)).Totals.TotalWithoutTax.Amount);
        await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(back)).Id, cancellationToken: Token);
        Assert.Equal((100m, 70m), (await desk.Desk.BilledAsync(charge), await desk.BorneAsync(charge.Id.Value)));

        // all of it is credited and released: only what stayed with the customer is billed again
        var rest = await desk.Notes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "anew", Whole = true, Releases = true }, Token);
        await desk.Notes.IssueAsync(desk.World.Actor, rest.Id, cancellationToken: Token);
        Assert.Equal((60m, 60m), (await desk.Desk.BilledAsync(charge), await desk.BorneAsync(charge.Id.Value)));
        await desk.Desk.BillAsync(Start.PlusDays(40));
        Assert.Equal(2m, (await desk.BackAsync(charge, 2m)).Credits.Single().Quantity);
    }

    [Fact]
    public async Task What_was_decided_is_the_price_billed_and_nothing_is_credited_twice()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(4m);
        var item = Assert.Single(await desk.Desk.ItemsAsync(charge));
        await desk.World.Items.OverrideAsync(desk.World.Actor, item.Id, Eur(30m), "agreed", Token);
        var invoice = Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(20)));
        Assert.Equal(7.5m, (await desk.NoteAsync(await desk.BackAsync(charge, 1m))).Totals.TotalWithoutTax.Amount);

        // somebody credits all but 5.00 by hand
        await desk.Notes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "kindness", Lines = [new(LineOf(invoice), Amount: Eur(17.5m))] }, Token);
        Assert.Equal(5m, (await desk.NoteAsync(await desk.BackAsync(charge, 1m))).Totals.TotalWithoutTax.Amount);
        var last = await desk.BackAsync(charge, 1m);
        Assert.Equal((1m, true), (last.Credits.Single().Quantity, last.Credits.Single().CreditNote is null));
        Assert.Equal(40m, await desk.Desk.BilledAsync(charge));
    }

    [Fact]
    public async Task With_authorization_where_the_tenant_says_so_and_charged_again_when_it_doesnt_come()
    {
        var desk = await ReturnDesk.OpenAsync(price: 33.3333m);
        await desk.Stock.ReceiveAsync(10m, 100m);
        var (charge, other) = (await desk.DeliveredAsync(3m), await desk.Desk.AskAsync(3m));
        await desk.Desk.BillAsync(Start.PlusDays(20));
        var late = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 1m);
        Assert.False(late.IsSettled);
        await desk.Returns.CancelAsync(Pia, late.Id, "later", Token);
        Assert.Equal(ReturnCreditTime.Authorization, (await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token)).ReturnCredit);

        // a draft goes, an issued one is charged again: by the next run, once
        var first = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 1m);
        Assert.True(first.IsSettled);
        var draft = await desk.NoteAsync(first);
        await desk.Returns.CancelAsync(Pia, first.Id, "kept", Token);
        Assert.Null(await desk.World.Invoices.FindAsync(desk.World.Actor, draft.Id, Token));
        Assert.Equal((100m, 100m), (await desk.Desk.BilledAsync(charge), await desk.BorneAsync(charge.Id.Value)));
        var second = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 2m);
        await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(second)).Id, cancellationToken: Token);
        Assert.Equal(33.33m, await desk.BorneAsync(charge.Id.Value));
        await desk.Returns.CancelAsync(Pia, second.Id, "kept", Token);
        await desk.Returns.CancelAsync(Pia, second.Id, "kept", Token);
        Assert.Equal(100m, await desk.BorneAsync(charge.Id.Value));
        Assert.Equal(66.67m, Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(40))).Totals.TotalWithoutTax.Amount);
        Assert.Equal(100m, await desk.BorneAsync(charge.Id.Value));

        // once more: what was charged again is credited too, where it stands
        var more = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 3m);
        Assert.Equal(2, more.Notes.Count);
        foreach (var note in more.Notes)
        {
            await desk.Notes.IssueAsync(desk.World.Actor, note, cancellationToken: Token);
        }

        Assert.Equal(0m, await desk.BorneAsync(charge.Id.Value));
        await desk.Returns.CancelAsync(Pia, more.Id, "kept", Token);
        Assert.Equal(100m, await desk.BorneAsync(charge.Id.Value));

        // and where it waits, it isn't charged any more
        var last = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 3m);
        Assert.Equal((0, 0m), (last.Notes.Count, await desk.BorneAsync(charge.Id.Value)));
        await desk.Returns.CancelAsync(Pia, last.Id, "kept", Token);
        Assert.Equal(100m, await desk.BorneAsync(charge.Id.Value));

        // what waits shrinks, and grows again
        await desk.Desk.DeliverAsync(other, 3m);
        var third = await desk.AwaitedAsync(DemandSource.Of(other.Id), 2m);
        Assert.Equal(33.33m, await desk.Desk.BilledAsync(other));
        await desk.Returns.CancelAsync(Pia, third.Id, "kept", Token);
        Assert.Equal(100m, await desk.Desk.BilledAsync(other));

        // received later, it is credited no second time
        var fourth = await desk.AwaitedAsync(DemandSource.Of(other.Id), 1m);
        await desk.Returns.ReceiveAsync(Will, fourth.Id, cancellationToken: Token);
        Assert.Equal(66.67m, await desk.Desk.BilledAsync(other));
    }

    [Fact]
    public async Task What_was_charged_again_beside_other_goods_is_credited_as_such()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        var charge = await desk.Desk.AskAsync(3m);
        await desk.Desk.DeliverAsync(charge, 1m);
        await desk.Desk.BillAsync(Start.PlusDays(20));
        var kept = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 1m);
        await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(kept)).Id, cancellationToken: Token);
        await desk.Returns.CancelAsync(Pia, kept.Id, "kept", Token);
        await desk.Desk.DeliverAsync(charge, 2m);
        Assert.Equal(30m, Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(40))).Totals.TotalWithoutTax.Amount);

        // one of the first invoice, charged again by the second, and one of the second
        foreach (var left in new[] { 20m, 10m, 0m })
        {
            var back = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 1m);
            await desk.Notes.IssueAsync(desk.World.Actor, Assert.Single(back.Notes), cancellationToken: Token);
            Assert.Equal(left, await desk.BorneAsync(charge.Id.Value));
        }
    }

    [Fact]
    public async Task What_was_charged_again_is_anew_with_all_when_its_invoice_is_released()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        var charge = await desk.DeliveredAsync(10m);
        var invoice = Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(20)));
        var back = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 2m);
        await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(back)).Id, cancellationToken: Token);
        await desk.Returns.CancelAsync(Pia, back.Id, "kept", Token);
        await desk.Desk.BillAsync(Start.PlusDays(40));
        var rest = await desk.Notes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "anew", Whole = true, Releases = true }, Token);
        await desk.Notes.IssueAsync(desk.World.Actor, rest.Id, cancellationToken: Token);
        Assert.Equal((100m, 100m), (await desk.Desk.BilledAsync(charge), await desk.BorneAsync(charge.Id.Value)));
    }

    [Theory]
    [InlineData(InvoicePolicy.Ordered)]
    [InlineData(InvoicePolicy.Shipped)]
    public async Task A_line_that_is_replaced_opens_its_order_and_is_delivered_again_unbilled(InvoicePolicy policy)
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var order = await desk.DeliveredOrderAsync(4m, policy, isInvoiced: true);
        var source = DemandSource.Of(order.Id, 0);
        Assert.Equal(OrderStatus.Closed, order.Status);
        await desk.BackAsync(source, 2m, ReturnKind.Replace);
        var open = await desk.Sales.ReadAsync(order);
        Assert.Equal((OrderStatus.Submitted, 2m, 2m, 4m), (open.Status, open.Quantities[0].Shipped, open.Quantities[0].Awaited, open.Quantities[0].Invoiced));
        Assert.Equal(40m, await desk.BorneAsync(order.Id.Value));
        var demand = (await desk.Desk.Deliveries.DeliverAsync(Will, source, [new(desk.Stock.Main, 1m)], cancellationToken: Token)).Demand;
        await desk.Desk.Deliveries.DeliverAsync(Will, source, [new(desk.Stock.Main, 1m)], cancellationToken: Token);
        var closed = await desk.Sales.ReadAsync(order);
        Assert.Equal((OrderStatus.Closed, 4m, 0m, 40m), (closed.Status, closed.Quantities[0].Shipped, closed.Quantities[0].Awaited, await desk.BorneAsync(order.Id.Value)));

        // what went out in place is awaited again when that is undone, where it isn't invoiced as shipped
        if (policy == InvoicePolicy.Ordered)
        {
            await desk.Desk.Deliveries.UndoAsync(Will, source, demand.Deliveries[^1].Sequence, 1m, "wrong door", cancellationToken: Token);
            Assert.Equal((3m, 1m), (await desk.Sales.ReadAsync(order)).Quantities[0] is var undone ? (undone.Shipped, undone.Awaited) : default);
            await desk.Desk.Deliveries.DeliverAsync(Will, source, cancellationToken: Token);
        }

        // who doesn't want others after all gets its money
        await desk.BackAsync(source, 1m, ReturnKind.Replace);
        await desk.Sales.Orders.CancelRestAsync(desk.World.Actor, order.Id, [], "not wanted", Token);
        Assert.Equal(30m, await desk.BorneAsync(order.Id.Value));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(InvoicePolicy.Ordered)]
    [InlineData(InvoicePolicy.Shipped)]
    public async Task A_line_comes_back_for_its_money(InvoicePolicy policy)
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(20m, 200m);

        // before it is invoiced it isn't any more, and the order is done with the rest
        var order = await desk.DeliveredOrderAsync(4m, policy, isInvoiced: false);
        await desk.BackAsync(DemandSource.Of(order.Id, 0), 1m);
        Assert.Equal(OrderErrors.OverInvoiced, await RefusedAsync(() => desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { Quantities = [new(0, 4m)] }, Token)));
        await desk.InvoiceAsync(order);
        Assert.Equal((OrderStatus.Closed, 30m), ((await desk.Sales.ReadAsync(order)).Status, await desk.BorneAsync(order.Id.Value)));
        var back = await desk.BackAsync(DemandSource.Of(order.Id, 0), 2m);
        await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(back)).Id, cancellationToken: Token);
        var closed = await desk.Sales.ReadAsync(order);
        Assert.Equal((OrderStatus.Closed, 4m, 3m, 10m), (closed.Status, closed.Quantities[0].Shipped, closed.Quantities[0].Invoiced, await desk.BorneAsync(order.Id.Value)));

        // what waits to be invoiced shrinks, and grows again when it doesn't come; what was issued is charged again
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        var other = await desk.DeliveredOrderAsync(5m, policy, isInvoiced: false);
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, other.Id, new(), Token);
        var waiting = await desk.AwaitedAsync(DemandSource.Of(other.Id, 0), 2m);
        Assert.Equal((30m, OrderStatus.Closed), (await desk.BorneAsync(other.Id.Value), (await desk.Sales.ReadAsync(other)).Status));
        await desk.Returns.CancelAsync(Pia, waiting.Id, "kept", Token);
        Assert.Equal((50m, OrderStatus.Closed), (await desk.BorneAsync(other.Id.Value), (await desk.Sales.ReadAsync(other)).Status));
        await desk.Desk.BillAsync(Start.PlusDays(20));
        var issued = await desk.AwaitedAsync(DemandSource.Of(other.Id, 0), 2m);
        await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(issued)).Id, cancellationToken: Token);
        Assert.Equal(30m, await desk.BorneAsync(other.Id.Value));
        await desk.Returns.CancelAsync(Pia, issued.Id, "kept", Token);
        Assert.Equal(50m, await desk.BorneAsync(other.Id.Value));
        Assert.Equal(20m, (await desk.Desk.BillAsync(Start.PlusDays(40))).Sum(invoice => invoice.Totals.TotalWithoutTax.Amount));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_was_given_back_on_its_own_invoice_isnt_credited_there()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var order = await desk.Sales.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(10m, 6m, "Cable") with { Product = Cable.Id }), one => one with { Invoicing = InvoicePolicy.Shipped });
        var source = DemandSource.Of(order.Id, 0);
        await desk.Desk.Deliveries.DeliverAsync(Will, source, [new(desk.Stock.Main, 3m)], cancellationToken: Token);
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        await desk.BackAsync(source, 1m);
        Assert.Equal(20m, Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(20))).Totals.TotalWithoutTax.Amount);
        await desk.Desk.Deliveries.DeliverAsync(Will, source, [new(desk.Stock.Main, 3m)], cancellationToken: Token);
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        Assert.Equal(30m, Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(40))).Totals.TotalWithoutTax.Amount);

        var back = await desk.BackAsync(source, 3m);
        Assert.Equal([2m, 1m], back.Credits.Select(credit => credit.Quantity));
        foreach (var note in back.Notes)
        {
            await desk.Notes.IssueAsync(desk.World.Actor, note, cancellationToken: Token);
        }

        Assert.Equal(20m, await desk.BorneAsync(order.Id.Value));
        Assert.Equal(2m, (await desk.BackAsync(source, 2m)).Credits.Single().Quantity);
    }

    [Fact]
    public async Task Nothing_is_credited_of_what_was_free()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        var charge = await desk.Desk.AskAsync(2m, isFree: true);
        await desk.Desk.DeliverAsync(charge, 2m);
        Assert.Empty((await desk.BackAsync(charge, 1m)).Credits);
        Assert.Empty(await desk.Desk.ItemsAsync(charge));
    }

    private static int LineOf(Invoice invoice) => invoice.Lines.Select((line, place) => (line, place)).First(one => one.line.Product == Cable.Id && one.line.Amount.Sign > 0).place;
}
