using Psa.Access;
using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Orders;
using Psa.Domain.Tests.Runs;
using Psa.Features;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
using Psa.Procurement;
using Psa.Returns;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Where goods come back: a warehouse whose cables are sold by charges and orders, returns switched on, a vendor, and people who ask for and authorize returns.</summary>
internal sealed class ReturnDesk
{
    private readonly decimal _price;

    private ReturnDesk(ChargeDesk desk, OrderDesk sales, decimal price)
    {
        (Desk, Sales, _price) = (desk, sales, price);
        var ids = new OrderedIdGenerator(desk.World.Clock);
        (Returns, Notes) = (new(desk.World.Store, desk.World.Clock, ids), new(desk.World.Store, desk.World.Clock, ids));
    }

    internal static Actor Pia { get; } = Someone("pia", Role.Purchaser);

    internal ChargeDesk Desk { get; }

    internal OrderDesk Sales { get; }

    internal StockDesk Stock => Desk.Stock;

    internal AWorld World => Desk.World;

    internal ReturnService Returns { get; }

    internal CreditNoteService Notes { get; }

    internal Vendor Vendor { get; private set; } = null!;

    internal static async Task<ReturnDesk> OpenAsync(string? store = null, bool isSerialized = false, decimal price = 10m, CostMethod? method = null, CostScope scope = CostScope.Location)
    {
        var charges = await ChargeDesk.OpenAsync(store, isSerialized, price, method, scope);
        var desk = new ReturnDesk(charges, await OrderDesk.InAsync(charges.World, ACustomer("C2")), price);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Returns, isOn: true, Token);
        desk.Vendor = await desk.Stock.Purchases.SaveVendorAsync(Ada, new() { Id = default, Tenant = Tenant, Number = "V1", Name = "Vendor", Currency = Currency.EUR }, Token);
        if (method == CostMethod.Standard)
        {
            await desk.Stock.Stock.RevalueAsync(Ada, Cable.Id, UnitPrice.Of(10m, Currency.EUR), Token);
        }

        return desk;
    }

    /// <summary>A charge of so many, all delivered.</summary>
    internal async Task<StockCharge> DeliveredAsync(decimal quantity, params string[] serials)
    {
        var charge = await Desk.AskAsync(quantity);
        await Desk.DeliverAsync(charge, new StockPick(Stock.Main, quantity, [.. serials]));
        return charge;
    }

    internal Task<GoodsReturn> AskAsync(DemandSource source, decimal quantity, ReturnKind kind = ReturnKind.Return, params string[] serials) =>
        Returns.RequestAsync(Eve, new() { Source = source, Quantity = quantity, Kind = kind, Reason = "broken", Serials = [.. serials] }, Token);

    internal Task<GoodsReturn> AskAsync(StockCharge charge, decimal quantity, ReturnKind kind = ReturnKind.Return, params string[] serials) => AskAsync(DemandSource.Of(charge.Id), quantity, kind, serials);

    internal async Task<GoodsReturn> AwaitedAsync(DemandSource source, decimal quantity, ReturnKind kind = ReturnKind.Return, Money? most = null, params string[] serials)
    {
        var asked = await AskAsync(source, quantity, kind, serials);
        await Returns.AuthorizeAsync(Pia, asked.Id, most, most is null ? null : "scratched", Token);
        return await Returns.AwaitAsync(Eve, asked.Id, Token);
    }

    internal async Task<GoodsReturn> BackAsync(DemandSource source, decimal quantity, ReturnKind kind = ReturnKind.Return, Money? most = null, params string[] serials) =>
        await Returns.ReceiveAsync(Will, (await AwaitedAsync(source, quantity, kind, most, serials)).Id, cancellationToken: Token);

    internal Task<GoodsReturn> BackAsync(StockCharge charge, decimal quantity, ReturnKind kind = ReturnKind.Return, Money? most = null, params string[] serials) =>
        BackAsync(DemandSource.Of(charge.Id), quantity, kind, most, serials);

    internal async Task<Invoice> NoteAsync(GoodsReturn back) => (await World.Invoices.FindAsync(World.Actor, back.Credits.Select(credit => credit.CreditNote).First(note => note is not null)!.Value, Token))!;

    /// <summary>What customers bear of a charge: what is billed less what is credited.</summary>
    internal async Task<decimal> BorneAsync(Guid source) => (await World.AllItemsAsync()).Where(item => item.SourceId == source && !item.Released).Sum(item => item.Net.Amount - (item.Credited?.Amount ?? 0m));

    /// <summary>So many asked for by a charge, or ordered to be invoiced as shipped, by the customer of orders.</summary>
    internal async Task<DemandSource> AskedAsync(bool isOrder, decimal quantity)
    {
        if (isOrder)
        {
            var line = OrderDesk.ALine(_price, quantity, "Cable");
            return DemandSource.Of((await Sales.SubmitAsync(OrderDesk.AContent(line with { Product = Cable.Id }), static one => one with { Invoicing = InvoicePolicy.Shipped })).Id, 0);
        }

        var ticket = await Desk.Tickets.OpenAsync(Eve, new() { Number = "T9", Content = new() { Title = "No net", Customer = Sales.Customer.Id } }, Token);
        return DemandSource.Of((await Desk.AskAsync(quantity, owner: StockChargeOwner.Of(ticket.Id))).Id);
    }

    /// <summary>Delivers so many, and asks for the invoice of all that may be.</summary>
    internal async Task DeliverAsync(DemandSource source, decimal quantity)
    {
        await Desk.Deliveries.DeliverAsync(Will, source, [new(Stock.Main, quantity)], cancellationToken: Token);
        if (source.Order is { } order)
        {
            await Sales.Orders.InvoiceAsync(World.Actor, order, new(), Token);
        }
    }

    /// <summary>Lets so much wait to be given back to the customer of orders, by which a run's next document comes to less.</summary>
    internal async Task NetAsync(decimal amount)
    {
        if (amount > 0m)
        {
            var canceled = await Sales.SubmitAsync(OrderDesk.ALine(amount, 1m, "Advice"));
            await InvoiceAsync(canceled);
            await Sales.Orders.CancelRestAsync(World.Actor, canceled.Id, [0], "not wanted", Token);
        }
    }

    /// <summary>Bills what waits by a run, issued, with documents of the first day.</summary>
    internal async Task<List<Invoice>> BillAsync(int days) => await World.InvoicesOfAsync(await World.BillAsync(Start.PlusDays(days), Start));

    /// <summary>Issues the credit notes of what came back.</summary>
    internal async Task IssueNotesAsync(DemandSource source)
    {
        foreach (var note in (await Returns.ListAsync(Eve, source, Token)).Where(static one => one.IsSettled).SelectMany(static one => one.Notes.AsEnumerable()))
        {
            await Notes.IssueAsync(World.Actor, note, cancellationToken: Token);
        }
    }

    internal async Task<Order> DeliveredOrderAsync(decimal quantity, InvoicePolicy policy, bool isInvoiced)
    {
        var order = await Sales.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(10m, quantity, "Cable") with { Product = Cable.Id }), one => one with { Invoicing = policy });
        await Desk.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [new(Stock.Main, quantity)], cancellationToken: Token);
        if (isInvoiced)
        {
            await InvoiceAsync(order);
        }

        return await Sales.ReadAsync(order);
    }

    internal async Task InvoiceAsync(Order order)
    {
        var draft = (await Sales.Orders.InvoiceAsync(World.Actor, order.Id, new() { AtOnce = true }, Token)).Invoice!;
        await World.Invoices.IssueAsync(World.Actor, draft.Id, cancellationToken: Token);
    }

    internal async Task<Demand> DemandAsync(DemandSource source) => (await Desk.Deliveries.FindAsync(Will, source, Token))!;

    internal static string Code(Action call) => Assert.ThrowsAny<PsaException>(call).Code;
}
