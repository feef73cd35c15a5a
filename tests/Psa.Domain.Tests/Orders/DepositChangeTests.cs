using Psa.Access;
using Psa.Catalog;
using Psa.Domain.Tests.Quotes;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Deposits whose order changes beside them: it is billed, changed, decided on, submitted or ends (R-DEPOSIT).</summary>
public sealed class DepositChangeTests
{
    [Fact]
    public async Task What_waits_when_a_deposit_is_issued_deducts_it()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await desk.Desk.BillAsync(order, 2m);
        var (deposit, _) = await desk.IssuedAsync(order, 30m);
        Assert.Equal([0m, 120m], await desk.LeftAsync(deposit));
        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
        Assert.Equal([200m, -180m], invoice.Lines.Select(static line => line.Amount.Amount));
        Assert.Equal(["deposit.made", "deposit.deducted"], await desk.EventsAsync(deposit));
    }

    [Fact]
    public async Task What_waits_again_after_its_draft_was_deleted_deducts_what_was_issued_since()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var draft = await desk.DraftAsync(order, 0, 2m);
        var (deposit, _) = await desk.IssuedAsync(order, 30m);
        Assert.Equal([180m, 120m], await desk.LeftAsync(deposit));
        await desk.World.Invoices.DeleteAsync(desk.World.Actor, draft.Id, Token);
        Assert.Equal([0m, 120m], await desk.LeftAsync(deposit));
        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
        Assert.Equal([200m, -180m], invoice.Lines.Select(static line => line.Amount.Amount));
    }

    [Fact]
    public async Task A_deposit_is_at_most_what_is_not_billed_yet()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await desk.DraftAsync(order, 0, 6m);
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, amount: 424.01m));
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, 37m));
        await desk.MakeAsync(order, amount: 424m);
    }

    [Fact]
    public async Task What_was_deducted_on_documents_leaves_as_much_to_be_asked_for_as_before()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (_, asked) = await desk.IssuedAsync(order, 30m);
        await desk.InvoiceAsync(order, 0, 1m);
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, amount: 805.02m));
        await desk.InvoiceAsync(order, 0, 5m);

        // 726.00 are billed less 217.80, and 345.00 asked for
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, amount: 296.82m));
        Assert.Equal(345m, asked.Totals.TotalWithTax.Amount);
        await desk.MakeAsync(order, amount: 296.80m);
    }

    [Fact]
    public async Task An_order_does_not_fall_below_its_deposits()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.DraftAsync(ALine(100m, 10m, tax: "S21"));
        var deposit = await desk.MakeAsync(order, 50m, atOnce: false);
        await RefusedAsync("deposit.exceeds_order", () => desk.Desk.Orders.ChangeAsync(desk.World.Actor, order.Id, AContent(ALine(100m, 4m, tax: "S21")), Token));
        await desk.Desk.Orders.ChangeAsync(desk.World.Actor, order.Id, AContent(ALine(100m, 5m, tax: "S21")), Token);
        await desk.Deposits.CloseAsync(desk.World.Actor, deposit.Id, "less", Token);
        Assert.Equal(121m, (await desk.Desk.Orders.ChangeAsync(desk.World.Actor, order.Id, AContent(ALine(100m, tax: "S21")), Token)).Totals.TotalWithTax.Amount);
    }

    [Fact]
    public async Task Freight_that_is_billed_anew_by_a_decision_deducts_too()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(AContent(ALine(100m, tax: "S21")) with { Charges = [new(Eur(50m), "Freight", "S6")] });
        var (deposit, _) = await desk.IssuedAsync(order, 100m);
        var freight = (await desk.Desk.BillAsync(order, 1m)).Items.Single(static item => item is { Source: SalesItemSource.Order, SourceLine: null });
        await desk.World.Items.CancelAsync(desk.World.Actor, freight.Id, "gift", Token);
        Assert.Equal([0m, 50m], await desk.LeftAsync(deposit));
        await desk.World.Items.ReleaseAsync(desk.World.Actor, freight.Id, Token);
        Assert.Equal([0m, 0m], await desk.LeftAsync(deposit));
        Assert.Equal(0m, Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31)))).Totals.TotalWithTax.Amount);
    }

    [Fact]
    public async Task Freight_that_is_billed_anew_deducts_where_nothing_else_waits()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(AContent(ALine(100m, tax: "S21")) with { Charges = [new(Eur(50m), "Freight", "S6")] });
        var (deposit, _) = await desk.IssuedAsync(order, 100m);
        var items = (await desk.Desk.BillAsync(order, 1m)).Items.Where(static item => item.Source == SalesItemSource.Order).ToList();
        foreach (var item in items)
        {
            await desk.World.Items.CancelAsync(desk.World.Actor, item.Id, "gift", Token);
        }

        Assert.Equal([100m, 50m], await desk.LeftAsync(deposit));
        await desk.World.Items.ReleaseAsync(desk.World.Actor, items.Single(static item => item.SourceLine is null).Id, Token);
        Assert.Equal([100m, 0m], await desk.LeftAsync(deposit));
    }

    [Fact]
    public async Task Clients_see_deposits_once_the_order_is_submitted()
    {
        var desk = await DepositDesk.OpenAsync();
        var client = AWinDesk.Of(desk.Desk.Customer, Role.ClientManager);
        var order = await desk.Desk.DraftAsync(ALine(100m, 10m, tax: "S21"));
        var deposit = await desk.MakeAsync(order, 50m, atOnce: false);
        Assert.Empty((await desk.Deposits.ListAsync(client, new(), new(), Token)).Items);
        Assert.Null(await desk.Deposits.FindAsync(client, deposit.Id, Token));
        Assert.Single((await desk.Deposits.ListAsync(desk.World.Actor, new(), new(), Token)).Items);
        await desk.Desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token);
        var second = await desk.MakeAsync(order, 10m, atOnce: false);
        Assert.Equal([deposit.Id, second.Id], (await desk.Deposits.ListAsync(client, new(), new(), Token)).Items.Select(static one => one.Id));
        Assert.NotNull(await desk.Deposits.FindAsync(client, deposit.Id, Token));
    }

    [Fact]
    public async Task An_order_that_only_waits_to_be_billed_is_canceled_as_a_whole()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(AContent(ALine(100m, 3m, tax: "S21")) with { Charges = [new(Eur(50m), "Freight", "S6")] });
        var (deposit, _) = await desk.IssuedAsync(order, 100m);
        await desk.Desk.BillAsync(order, 2m);
        var canceled = await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        Assert.Equal((OrderStatus.Canceled, 0m, 3m), (canceled.Status, canceled.Quantities[0].Invoiced, canceled.Quantities[0].Canceled));
        Assert.All(await desk.AllAsync<SalesItem>(), item => Assert.True(item.Released || item.Id == deposit.Item));
        Assert.Equal((DepositStatus.Closed, 0m), (await desk.StatusAsync(deposit), (await desk.LeftAsync(deposit)).Sum()));
        Assert.Empty(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task What_stands_on_a_document_is_given_back_and_the_order_closes()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await desk.DraftAsync(order, 0, 2m);
        Assert.Equal(OrderStatus.Closed, (await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token)).Status);
        Assert.Equal(0m, (await desk.World.AllItemsAsync()).Sum(static item => item.Net.Amount));
    }

    [Fact]
    public async Task What_is_delivered_keeps_what_waits_to_be_billed()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await desk.Desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, Day, Token);
        await desk.Desk.BillAsync(order, 2m);
        var closed = await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        Assert.Equal((OrderStatus.Closed, 1m), (closed.Status, closed.Quantities[0].Invoiced));
        Assert.Equal(100m, (await desk.World.AllItemsAsync()).Where(static item => !item.Released).Sum(static item => item.Net.Amount));
    }

    [Fact]
    public async Task A_draft_that_asks_for_a_deposit_on_an_order_that_ended_is_not_issued()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var deposit = await desk.MakeAsync(order, 30m);
        await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        var draft = (await desk.StandingAsync(deposit)).Invoice!.Value;
        await RefusedAsync("deposit.order_ended", () => desk.IssueAsync(draft));
        await desk.World.Invoices.DeleteAsync(desk.World.Actor, draft, Token);
        Assert.Null((await desk.Deposits.CloseAsync(desk.World.Actor, deposit.Id, "ended", Token)).CreditNote);
        Assert.Equal(DepositStatus.Closed, await desk.StatusAsync(deposit));
    }

    [Fact]
    public async Task What_a_run_asks_for_after_the_order_ended_is_credited()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var deposit = await desk.MakeAsync(order, 30m, atOnce: false);
        var run = await desk.World.CalculateAsync(new(2025, 1, 31));
        await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        await desk.World.Runs.IssueAsync(desk.World.Actor, run.Id, cancellationToken: Token);
        var note = Assert.Single(await desk.AllAsync<Invoice>(), static document => document.Kind == InvoiceKind.CreditNote);
        Assert.Equal((InvoiceStatus.Draft, 345m), (note.Status, note.Totals.TotalWithTax.Amount));
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);
        Assert.Equal(DepositStatus.Closed, await desk.StatusAsync(deposit));
    }

    [Fact]
    public async Task A_deposit_on_lines_with_discounts_asks_for_what_they_leave()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(AContent(ALine(100m, 6m, discount: Discount.OfPercent(Percent.Of(50m), "friend"), tax: "S21"), ALine(100m, 4m, tax: "S6")) with
        {
            Discounts = [Discount.OfPercent(Percent.Of(10m), "loyal"), Discount.OfAmount(Eur(63m), "round")],
        });
        var (deposit, asked) = await desk.IssuedAsync(order, 50m);
        Assert.Equal([121.50m, 162m], asked.Lines.Select(static line => line.Amount.Amount));
        var invoice = await desk.InvoiceAsync(order, 0, 6m);
        Assert.Equal((243m - 121.50m) * 1.21m, invoice.Totals.TotalWithTax.Amount, 2);
        Assert.Equal([0m, 162m], await desk.LeftAsync(deposit));
    }

    [Fact]
    public async Task What_is_billed_while_something_is_given_back_deducts_no_more_than_is_left_of_it()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(OrderDesk.ALine(15m, 3m, tax: "S21"), OrderDesk.ALine(30m, 4m, tax: "S6"), OrderDesk.ALine(2m, 2m, tax: "S21"));
        var (deposit, _) = await desk.IssuedAsync(order, 50m);
        var draft = await desk.DraftAsync(order, 0, 1m);
        await desk.Desk.Orders.CancelRestAsync(desk.World.Actor, order.Id, [0], "no more", Token);

        // 15.00 are given back at the code, and 4.00 billed
        await desk.Desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { Quantities = [] }, Token);
        Assert.Equal([9.50m, 0m], await desk.LeftAsync(deposit));

        // what is given back waits for what it was of
        await desk.IssueAsync(draft.Id);
        await desk.World.BillAsync(new(2025, 1, 28));
        Assert.Equal([-15m, 120m, 4m, -60m], (await desk.AllAsync<Invoice>()).Single(static one => one.Run is not null).Lines.Select(static line => line.Amount.Amount));
    }
}
