using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Returns;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Whose money comes back where no invoice bills what was returned: a run netted it on a credit note, or it went out in place of other goods (R-RMA).</summary>
public sealed class ReturnMoneyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_run_billed_on_a_credit_note_is_given_back_by_the_next(bool isOrder)
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        await desk.NetAsync(200m);
        var source = await DeliveredAsync(desk, isOrder);
        var netted = Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(20)));
        Assert.Equal((InvoiceKind.CreditNote, 170m, 30m), (netted.Kind, netted.Totals.TotalWithoutTax.Amount, await desk.BorneAsync(source.Whole)));

        var back = await desk.BackAsync(source, 2m);
        Assert.Empty(back.Notes);
        Assert.Equal(20m, Assert.Single(await desk.Desk.BillAsync(Start.PlusDays(40))).Totals.TotalWithoutTax.Amount);
        Assert.Equal(10m, await desk.BorneAsync(source.Whole));
        await desk.BackAsync(source, 1m);
        await desk.Desk.BillAsync(Start.PlusDays(60));
        Assert.Equal(0m, await desk.BorneAsync(source.Whole));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_return_of_it_that_is_canceled_charges_it_again(bool isOrder)
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        await desk.NetAsync(200m);
        var source = await DeliveredAsync(desk, isOrder);
        await desk.Desk.BillAsync(Start.PlusDays(20));
        var back = await desk.AwaitedAsync(source, 2m);
        await desk.Desk.BillAsync(Start.PlusDays(40));
        Assert.Equal(10m, await desk.BorneAsync(source.Whole));
        await desk.Returns.CancelAsync(Pia, back.Id, "kept", Token);
        await desk.Desk.BillAsync(Start.PlusDays(60));
        Assert.Equal(30m, await desk.BorneAsync(source.Whole));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_its_invoice_cant_credit_is_given_back_by_an_item(bool isOrder)
    {
        var desk = await OpenAsync(price: 100m);
        var source = await desk.AskedAsync(isOrder, 5m);
        await desk.DeliverAsync(source, 5m);
        await desk.NetAsync(400m);
        var invoice = Assert.Single(await desk.BillAsync(20));
        Assert.Equal((InvoiceKind.Invoice, 100m), (invoice.Kind, invoice.Totals.TotalWithoutTax.Amount));

        // two are worth more than it comes to, one isn't, and then nothing of it is left
        Assert.Empty((await desk.AwaitedAsync(source, 2m)).Notes);
        Assert.Equal(300m, await desk.BorneAsync(source.Whole));
        var one = await desk.AwaitedAsync(source, 1m);
        Assert.Equal(100m, (await desk.NoteAsync(one)).Totals.TotalWithoutTax.Amount);
        await desk.IssueNotesAsync(source);
        Assert.Equal(200m, await desk.BorneAsync(source.Whole));
        Assert.Equal((InvoiceKind.CreditNote, 200m), Assert.Single(await desk.BillAsync(40)) is var note ? (note.Kind, note.Totals.TotalWithoutTax.Amount) : default);
        var last = await desk.AwaitedAsync(source, 2m);
        Assert.Equal((0, 0m), (last.Notes.Count, await desk.BorneAsync(source.Whole)));

        // kept after all, it is charged again
        await desk.Returns.CancelAsync(Pia, one.Id, "kept", Token);
        Assert.Equal(100m, await desk.BorneAsync(source.Whole));
        await desk.Returns.CancelAsync(Pia, last.Id, "kept", Token);
        Assert.Equal(300m, await desk.BorneAsync(source.Whole));
        Assert.Equal(100m, Assert.Single(await desk.BillAsync(60)).Totals.TotalWithoutTax.Amount);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(25, 15)]
    public async Task What_a_return_may_get_at_most_is_all_that_an_item_gives_back(int? most, int borne)
    {
        var desk = await OpenAsync();
        var source = await desk.AskedAsync(isOrder: false, 4m);
        await desk.DeliverAsync(source, 4m);
        await desk.NetAsync(200m);
        await desk.BillAsync(20);
        var back = await desk.AwaitedAsync(source, 4m, most: most is { } said ? Eur(said) : null);
        Assert.Equal(borne, await desk.BorneAsync(source.Whole));
        Assert.Equal(40m - borne, Assert.Single(await desk.BillAsync(40)).Totals.TotalWithoutTax.Amount);
        await desk.Returns.CancelAsync(Pia, back.Id, "kept", Token);
        Assert.Equal(40m, await desk.BorneAsync(source.Whole));
        Assert.Equal(40m - borne, Assert.Single(await desk.BillAsync(60)).Totals.TotalWithoutTax.Amount);
    }

    [Theory]
    [InlineData("in", true)]
    [InlineData("ni", true)]
    [InlineData("nin", true)]
    [InlineData("ini", true)]
    [InlineData("nn", true)]
    [InlineData("in", false)]
    [InlineData("ni", false)]
    [InlineData("nin", false)]
    [InlineData("ini", false)]
    [InlineData("nn", false)]
    public async Task What_came_back_of_netted_and_invoiced_deliveries_is_given_back_once_its_note_is_issued_too(string deliveries, bool isOrder)
    {
        var desk = await OpenAsync(price: 33.33m);
        var (source, day) = (await desk.AskedAsync(isOrder, deliveries.Length), 20);
        foreach (var delivery in deliveries)
        {
            await desk.DeliverAsync(source, 1m);
            await desk.NetAsync(delivery == 'n' ? 100m : 0m);
            Assert.Equal(delivery == 'n' ? InvoiceKind.CreditNote : InvoiceKind.Invoice, Assert.Single(await desk.BillAsync(day++)).Kind);
        }

        var back = await desk.AwaitedAsync(source, deliveries.Length);
        Assert.Equal(deliveries.Count(static one => one == 'i'), back.Notes.Count);
        await desk.IssueNotesAsync(source);
        Assert.Equal(0m, await desk.BorneAsync(source.Whole));
        Assert.Equal(deliveries.Count(static one => one == 'n') * 33.33m, Assert.Single(await desk.BillAsync(day++)).Totals.TotalWithoutTax.Amount);
        await desk.Returns.CancelAsync(Pia, back.Id, "kept", Token);
        Assert.Equal(deliveries.Length * 33.33m, await desk.BorneAsync(source.Whole));
        Assert.Equal(deliveries.Length * 33.33m, Assert.Single(await desk.BillAsync(day)).Totals.TotalWithoutTax.Amount);
    }

    [Fact]
    public async Task Who_gets_no_others_gets_what_its_invoice_cant_credit_by_an_item()
    {
        var desk = await OpenAsync(price: 100m);
        var source = await desk.AskedAsync(isOrder: false, 5m);
        await desk.DeliverAsync(source, 5m);
        await desk.NetAsync(400m);
        await desk.BillAsync(20);
        var back = await desk.BackAsync(source, 3m, ReturnKind.Replace);
        await desk.Desk.Charges.CancelAsync(ChargeDesk.Eve, back.Replacement!.Value, "sold out", Token);
        Assert.Equal(200m, await desk.BorneAsync(source.Whole));
    }

    [Fact]
    public async Task Goods_in_place_of_others_of_a_charge_go_out_by_a_new_one_at_no_price()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(4m);
        await desk.Desk.BillAsync(Start.PlusDays(20));
        var back = await desk.BackAsync(charge, 2m, ReturnKind.Replace);
        Assert.Empty(back.Credits);
        var made = (await desk.Desk.Charges.FindAsync(Will, back.Replacement!.Value, Token))!;
        Assert.Equal((2m, 0m, charge.Owner, charge.Customer), (made.Line.Quantity, made.Line.UnitPrice.Amount, made.Owner, made.Customer));
        await desk.Desk.DeliverAsync(made, 2m);
        Assert.Equal((40m, 40m, 0m), (await desk.Desk.BilledAsync(charge), await desk.BorneAsync(charge.Id.Value), await desk.Desk.BilledAsync(made)));
        Assert.Equal((4m, 2m), ((await desk.DemandAsync(DemandSource.Of(charge.Id))).Delivered(), (await desk.DemandAsync(DemandSource.Of(made.Id))).Delivered()));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Who_gets_no_others_in_place_of_what_came_back_gets_its_money(bool isInvoiced, bool isUndone)
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(4m);
        if (isInvoiced)
        {
            await desk.Desk.BillAsync(Start.PlusDays(20));
        }

        // one of two goes out, comes back to be replaced too, and nothing more goes out
        var back = await desk.BackAsync(charge, 2m, ReturnKind.Replace);
        var made = (await desk.Desk.Charges.FindAsync(Will, back.Replacement!.Value, Token))!;
        await desk.Desk.DeliverAsync(made, 1m);
        await desk.Desk.Charges.CancelAsync(Inventory.ChargeDesk.Eve, made.Id, "sold out", Token);
        Assert.Equal(30m, await BorneAsync());
        Assert.Single(await desk.Stock.EventsAsync(), one => one.Kind == Psa.Events.EventKinds.ReturnChanged && one.To == ReturnStatus.Received.Name);
        await desk.Desk.Charges.CancelAsync(Inventory.ChargeDesk.Eve, made.Id, "sold out", Token);
        if (isUndone)
        {
            // what went out is taken back, and nothing goes out any more
            await desk.Desk.UndoAsync(made, (await desk.DemandAsync(DemandSource.Of(made.Id))).Deliveries[0], 1m);
            Assert.Equal(20m, await BorneAsync());
            return;
        }

        var again = await desk.BackAsync(made, 1m, ReturnKind.Replace);
        await desk.Desk.Charges.CancelAsync(Inventory.ChargeDesk.Eve, again.Replacement!.Value, "sold out", Token);
        Assert.Equal(20m, await BorneAsync());
        Assert.Equal(isInvoiced ? 2 : 0, (await desk.Returns.FindAsync(Inventory.ChargeDesk.Eve, back.Id, Token))!.Notes.Count);

        // what stayed with the customer can come back for its money, and no more
        var last = (await desk.Desk.Charges.FindAsync(Will, (await desk.BackAsync(charge, 1m, ReturnKind.Replace)).Replacement!.Value, Token))!;
        await desk.Desk.DeliverAsync(last, 1m);
        await desk.BackAsync(charge, 1m);
        Assert.Equal(10m, await BorneAsync());
        Assert.Equal(InventoryErrors.NothingLeft, await RefusedAsync(() => desk.Desk.Charges.CancelAsync(Inventory.ChargeDesk.Eve, last.Id, "sold out", Token)));
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 1m)));
        await desk.Stock.RequireRightAsync();

        async Task<decimal> BorneAsync()
        {
            foreach (var note in (await desk.Returns.ListAsync(Inventory.ChargeDesk.Eve, DemandSource.Of(charge.Id), Token)).SelectMany(one => one.Notes.AsEnumerable()))
            {
                await desk.Notes.IssueAsync(desk.World.Actor, note, cancellationToken: Token);
            }

            return await desk.BorneAsync(charge.Id.Value);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_went_out_in_place_of_others_gives_back_their_money(bool isInvoiced)
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.DeliveredAsync(4m);
        if (isInvoiced)
        {
            await desk.Desk.BillAsync(Start.PlusDays(20));
        }

        var made = (await desk.Desk.Charges.FindAsync(Will, (await desk.BackAsync(charge, 2m, ReturnKind.Replace)).Replacement!.Value, Token))!;
        await desk.Desk.DeliverAsync(made, 2m);

        // what costs nothing is on no document
        Assert.Equal(isInvoiced ? 0 : 1, (await desk.Desk.BillAsync(Start.PlusDays(30))).Count);
        Assert.All(await desk.Desk.ItemsAsync(made), static item => Assert.Null(item.Invoice));

        // from hand to hand it stays the money of the first
        var next = (await desk.Desk.Charges.FindAsync(Will, (await desk.BackAsync(made, 1m, ReturnKind.Replace)).Replacement!.Value, Token))!;
        await desk.Desk.DeliverAsync(next, 1m);
        foreach (var (of, borne) in new[] { (made, 30m), (next, 20m), (charge, 10m) })
        {
            var back = await desk.BackAsync(of, 1m);
            await desk.Notes.IssueAsync(desk.World.Actor, (await desk.NoteAsync(back)).Id, cancellationToken: Token);
            Assert.Equal(borne, await desk.BorneAsync(charge.Id.Value));
        }

        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_of_a_canceled_charge_is_taken_back_is_free()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        var charge = await desk.Desk.AskAsync(3m);
        await desk.Desk.DeliverAsync(charge, 2m);
        await desk.Desk.Charges.CancelAsync(ChargeDesk.Eve, charge.Id, "not wanted", Token);
        var demand = await desk.DemandAsync(DemandSource.Of(charge.Id));
        demand = await desk.Desk.UndoAsync(charge, demand.Deliveries[0], 1m);
        Assert.Equal((1m, 1m, 0m, DemandStatus.Delivered), (demand.Needed, demand.Delivered(), demand.Picked(), demand.Status));
        demand = await desk.Desk.UndoAsync(charge, demand.Deliveries[0], 1m);
        Assert.Equal((0m, 0m, DemandStatus.Canceled), (demand.Needed, demand.Picked(), demand.Status));
        Assert.Equal(3m, (await desk.Stock.Inventory.ListBalancesAsync(Ada, Cable.Id, Token)).Single(balance => balance.Location == desk.Stock.Main).Free());
        await desk.Stock.RequireRightAsync();
    }

    private static async Task<ReturnDesk> OpenAsync(decimal price = 10m)
    {
        var desk = await ReturnDesk.OpenAsync(price: price);
        await desk.Stock.ReceiveAsync(20m, 100m);
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        return desk;
    }

    private static async Task<DemandSource> DeliveredAsync(ReturnDesk desk, bool isOrder)
    {
        var source = await desk.AskedAsync(isOrder, 3m);
        await desk.DeliverAsync(source, 3m);
        return source;
    }
}
