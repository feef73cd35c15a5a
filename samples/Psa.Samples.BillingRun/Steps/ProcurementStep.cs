using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>
/// Three ways that goods go: they are bought for whoever needs them and received, kept on their shelves, and picked, packed, sent and taken back. First as it is without the features, and then with them. Every call
/// names its id or looks at how far the one before it got, so an interrupted story goes on where it stopped.
/// </summary>
internal static class ProcurementStep
{
    private const decimal AlongTheWay = 1m;
    private const decimal Needed = 8m;
    private const decimal Ordered = 2m;
    private const decimal Minimum = 2m;
    private const decimal Maximum = 5m;

    private static readonly UnitPrice Price = UnitPrice.Of(182m, Currency.EUR);
    private static readonly Money Threshold = Money.Of(1000m, Currency.EUR);
    private static readonly LocalDate ApprovedFrom = new(2026, 1, 1);
    private static readonly LocalDate DueOn = new(2026, 3, 20);
    private static readonly Id<PurchaseOrder> HandOrder = new(IdOf(0));
    private static readonly Id<StockMove> HandReceipt = new(IdOf(1));
    private static readonly Id<StockCharge> HandCharge = new(IdOf(2));
    private static readonly Id<StockMove> HandDelivery = new(IdOf(3));
    private static readonly Id<StockCharge> Charge = new(IdOf(4));
    private static readonly Id<Order> Order = new(IdOf(5));
    private static readonly Id<PurchaseOrder> BuiltOrder = new(IdOf(6));
    private static readonly Id<StockMove> BuiltReceipt = new(IdOf(7));
    private static readonly Id<Shipment> Parcel = new(IdOf(8));
    private static readonly Id<GoodsReturn> Return = new(IdOf(9));
    private static readonly Id<StockLocation> Returns = new(IdOf(10));
    private static readonly Id<Quote> Offer = new(IdOf(11));
    private static readonly Id<StockReservation> Reserved = new(IdOf(12));

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.World.Aftermath is not { } aftermath || context.Through != context.World.Through)
        {
            return;
        }

        context.Screen.Step("Without procurement goods are bought and handed out one by one");
        if (await SwitchedOffAsync(context, cancellationToken))
        {
            await ByHandAsync(context, aftermath, cancellationToken);
            await SayRefusedAsync(context, cancellationToken);
        }

        await context.Features.SwitchAsync(context.Actor, Feature.Procurement, isOn: true, cancellationToken);
        await context.Features.SwitchAsync(context.Actor, Feature.Returns, isOn: true, cancellationToken);
        context.Screen.Step("With it what is needed is bought together, kept, sent and taken back");
        await KeepAsync(context, aftermath, cancellationToken);
        await ReserveAsync(context, aftermath, cancellationToken);
        await BuyAsync(context, aftermath, cancellationToken);
        await SellAsync(context, aftermath, cancellationToken);
        await TakeBackAsync(context, cancellationToken);
        var order = (await context.Orders.FindAsync(context.Actor, Order, cancellationToken))!;
        if (order.Quantities[0].Invoiced < Ordered)
        {
            await context.Orders.InvoiceAsync(context.Actor, Order, new() { Date = context.Through }, cancellationToken);
        }

        await RunStep.OfOneAsync(context, aftermath.Buyer, cancellationToken);
        await SayLeftAsync(context, aftermath, cancellationToken);
        await NotificationPrinter.RunAsync(context, cancellationToken);
    }

    // what is under way keeps it on: then this part was told before
    private static async Task<bool> SwitchedOffAsync(DemoContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Features.SwitchAsync(context.Actor, Feature.Procurement, isOn: false, cancellationToken);
            return true;
        }
        catch (RuleViolationException inUse) when (inUse.Code == FeatureErrors.InUse)
        {
            context.Screen.Say("Goods are under way: procurement stays on.");
            return false;
        }
    }

    private static async Task ByHandAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var order = await context.Purchases.CreateAsync(Staff.Purchaser, new(WarehouseStep.Vendor, [new(aftermath.Goods, AlongTheWay, "C62", Price)]) { Id = HandOrder }, cancellationToken);
        if (order.Status == PurchaseOrderStatus.New)
        {
            order = await context.Purchases.SubmitAsync(Staff.Purchaser, order.Id, cancellationToken);
        }

        order = (await context.Purchases.ReceiveAsync(Staff.Keeper, order.Id, [new(0, AlongTheWay) { Id = HandReceipt }], cancellationToken: cancellationToken)).Order;
        var charge = await AskAsync(context, aftermath, HandCharge, AlongTheWay, cancellationToken);
        var delivered = await context.Deliveries.DeliverAsync(Staff.Keeper, DemandSource.Of(charge.Id), [new(WarehouseStep.Warehouse, AlongTheWay)], context.Through, id: HandDelivery, cancellationToken: cancellationToken);
        context.Screen.Say(FormattableString.Invariant($"{order.Number} is written by hand; what came is delivered from the charge: {delivered.Demand.Delivered():0} firewall."));
    }

    private static async Task SayRefusedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        foreach (var (page, open) in ((string, Func<Task>)[])[
            ("what to buy", () => context.Demands.ListAsync(Staff.Purchaser, DemandStatus.NeedToOrder, cancellationToken)),
            ("what to send", () => context.Shipping.PackingListsAsync(Staff.Keeper, cancellationToken: cancellationToken)),
            ("whom to remind", () => context.Notifications.RemindAsync(Staff.Purchaser, cancellationToken))])
        {
            try
            {
                await open();
            }
            catch (FeatureDisabledException off)
            {
                context.Screen.Say($"No page says {page}: {off.Code}.");
            }
        }
    }

    private static async Task KeepAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        await context.Purchases.SaveProductVendorsAsync(Staff.Purchaser, aftermath.Goods, [new(WarehouseStep.Vendor, Price, "C62")], cancellationToken);
        await context.Inventory.SaveItemAsync(context.Actor, aftermath.Goods, WarehouseStep.Warehouse, Minimum, Maximum, "B-12", cancellationToken);
        if (!(await context.Inventory.ListLocationsAsync(context.Actor, cancellationToken)).AsEnumerable().Any(static location => location.Id == Returns))
        {
            await context.Inventory.SaveLocationAsync(context.Actor, new() { Id = Returns, Tenant = WorldIds.Tenant, Name = "What came back", Kind = LocationKind.Returns }, cancellationToken);
        }

        context.Screen.Say(FormattableString.Invariant($"Firewalls lie on shelf B-12 in Hamburg: {Minimum:0} to {Maximum:0} of them are to be there."));
    }

    // while a quote is open nobody else gets what it offers; once it is lost, whoever needs it does
    private static async Task ReserveAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var line = new NewQuoteLine { Line = new() { Text = "Firewall", Product = aftermath.Goods, Quantity = Ordered, UnitPrice = UnitPrice.Of(289m, Currency.EUR) } };
        var content = new QuoteContent { Date = context.Through, LastDay = new(2099, 12, 31), Lines = [line] };
        var quote = await context.Quotes.DraftAsync(context.Actor, new() { Id = Offer, Customer = aftermath.Buyer, Content = content }, cancellationToken);
        if (quote.Status == QuoteStatus.Draft)
        {
            quote = await context.Quotes.ActivateAsync(context.Actor, quote.Id, cancellationToken);
        }

        if (quote.Status == QuoteStatus.Active)
        {
            await context.Reservations.ReserveAsync(context.Actor, new() { Id = Reserved, Quote = quote.Id, Line = 0, Location = WarehouseStep.Warehouse, Quantity = Ordered }, cancellationToken);
            quote = (await context.Quotes.LoseAsync(context.Actor, quote.Id, "Too dear", cancellationToken)).Quote;
        }

        context.Screen.Say(FormattableString.Invariant($"{Ordered:0} of them were kept for {quote.Number}: it is {quote.Status.Name}, and they are free again."));
    }

    private static async Task BuyAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        await context.Demands.SetApprovalsAsync(context.Actor, new(ApprovedFrom, [Threshold]), cancellationToken);
        await AskAsync(context, aftermath, Charge, Needed, cancellationToken);
        await OrderAsync(context, aftermath, cancellationToken);

        if ((await context.Deliveries.FindAsync(context.Actor, DemandSource.Of(Charge), cancellationToken))?.Status == DemandStatus.WaitingApproval)
        {
            var approved = await context.Demands.ApproveAsync(Staff.Director, DemandSource.Of(Charge), cancellationToken: cancellationToken);
            context.Screen.Say($"{approved.Approval?.Cost} is more than {Threshold}: {Staff.Director.DisplayName} approves it.");
        }

        var order = await context.Purchases.FindAsync(Staff.Purchaser, BuiltOrder, cancellationToken) ?? await context.Purchases.BuildAsync(Staff.Purchaser, WarehouseStep.Vendor, id: BuiltOrder, cancellationToken: cancellationToken);
        if (order.Status == PurchaseOrderStatus.New)
        {
            order = await context.Purchases.ChangeAsync(Staff.Purchaser, order.Id, [order.Lines[0] with { DueOn = DueOn }], cancellationToken);
            order = await context.Purchases.SubmitAsync(Staff.Purchaser, order.Id, cancellationToken);
        }

        context.Screen.Say(FormattableString.Invariant($"{Needed:0} are needed on the ticket and {Ordered:0} on an order: {order.Number} buys the {order.Lines[0].Quantity:0} that aren't there, due on {DueOn:R}."));

        // a host's scheduler does this once a day: again, it tells nothing more
        await context.Notifications.RemindAsync(Access.Actor.System(WorldIds.Tenant), cancellationToken);
        order = (await context.Purchases.ReceiveAsync(Staff.Keeper, order.Id, [new(0, order.Lines[0].Quantity) { Id = BuiltReceipt }], cancellationToken: cancellationToken)).Order;
        context.Screen.Say($"It came late, and is {order.Status.Name}.");
    }

    private static async Task SellAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        // an interrupted story may find nothing left to pick
        foreach (var stop in await context.Shipping.PickListAsync(Staff.Keeper, cancellationToken: cancellationToken))
        {
            context.Screen.Say(FormattableString.Invariant($"To pick: {stop.Quantity:0} from shelf {stop.Bin}, for {stop.For.Count} who need them."));
            foreach (var share in stop.For)
            {
                await context.Deliveries.PickAsync(Staff.Keeper, share.Source, cancellationToken: cancellationToken);
            }
        }

        var parcel = new NewShipment(aftermath.Buyer, [new(DemandSource.Of(Charge)), new(DemandSource.Of(Order, 0))], "DHL", Date: context.Through) { Id = Parcel };
        var sent = (await context.Shipping.ShipAsync(Staff.Keeper, parcel, cancellationToken: cancellationToken)).Shipment;
        sent = await context.Shipping.TrackAsync(Staff.Keeper, sent.Id, sent.Carrier, "JD014600003", cancellationToken);
        context.Screen.Say($"On {sent.Date:R} {sent.Carrier} took one parcel, number {sent.TrackingNumber}:");
        foreach (var line in (await context.Shipping.PackingListAsync(Staff.Keeper, sent.Id, cancellationToken)).Lines)
        {
            context.Screen.Say(FormattableString.Invariant($"  {line.Quantity:0} {line.Text}, {(line.Source.Charge is null ? "ordered" : "for the ticket")}"));
        }
    }

    private static async Task TakeBackAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var back = await context.Returns.RequestAsync(Staff.Engineer, new() { Id = Return, Source = DemandSource.Of(Charge), Quantity = 1m, Reason = "One too many" }, cancellationToken);
        if (back.Status == ReturnStatus.Requested)
        {
            back = await context.Returns.AuthorizeAsync(Staff.Purchaser, back.Id, cancellationToken: cancellationToken);
        }

        if (back.Status == ReturnStatus.Authorized)
        {
            back = await context.Returns.AwaitAsync(Staff.Engineer, back.Id, cancellationToken);
        }

        if (back.Status == ReturnStatus.AwaitingReturn)
        {
            back = await context.Returns.ReceiveAsync(Staff.Keeper, back.Id, cancellationToken: cancellationToken);
        }

        if (back.Status == ReturnStatus.Received)
        {
            back = await context.Returns.RestockAsync(Staff.Keeper, back.Id, WarehouseStep.Warehouse, cancellationToken: cancellationToken);
        }

        if (back.Status == ReturnStatus.Restocked)
        {
            back = await context.Returns.CloseAsync(Staff.Engineer, back.Id, cancellationToken);
        }

        context.Screen.Say(FormattableString.Invariant($"{back.Quantity():0} comes back, is stock again, and isn't billed: the return is {back.Status.Name}."));
    }

    private static async Task SayLeftAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var items = await context.Items.SearchAsync(
            context.Actor,
            new() { Filter = Lists.ListFilter.Where("source", Lists.FilterOperator.OneOf, nameof(SalesItemSource.StockCharge), nameof(SalesItemSource.Order)) },
            PageRequest.First,
            cancellationToken);
        foreach (var (of, source) in ((string, Guid)[])[("the ticket", Charge.Value), ("the order", Order.Value)])
        {
            var billed = items.Items.AsEnumerable().Where(item => item.SourceId == source && item is { Released: false, Status: var status } && status == SalesItemStatus.Invoiced);
            context.Screen.Say($"Billed of {of}: {billed.Aggregate(Money.Zero(Currency.EUR), static (sum, item) => sum + item.Net)}.");
        }

        var lacking = (await context.Inventory.ListReorderAsync(context.Actor, WarehouseStep.Warehouse, cancellationToken)).AsEnumerable().First(line => line.Product == aftermath.Goods);
        context.Screen.Say(FormattableString.Invariant($"{lacking.Available:0} lies on the shelf: {lacking.Suggested:0} are to be reordered."));
    }

    private static Task<StockCharge> AskAsync(DemoContext context, Aftermath aftermath, Id<StockCharge> id, decimal quantity, CancellationToken cancellationToken) => context.StockCharges.AskAsync(
        context.Actor,
        new() { Id = id, Owner = StockChargeOwner.Of(aftermath.Ticket), Line = new() { Text = "Firewall", Product = aftermath.Goods, Quantity = quantity, UnitPrice = UnitPrice.Of(279m, Currency.EUR) } },
        cancellationToken);

    private static async Task OrderAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var line = new NewDocumentLine { Text = "Firewall", Product = aftermath.Goods, Quantity = Ordered, UnitPrice = UnitPrice.Of(269m, Currency.EUR) };
        var order = await context.Orders.DraftAsync(context.Actor, new() { Id = Order, Customer = aftermath.Buyer, Invoicing = InvoicePolicy.Shipped, Content = new() { Date = context.Through, Lines = [line] } }, cancellationToken);
        if (order.Status == OrderStatus.Active)
        {
            await context.Orders.SubmitAsync(context.Actor, order.Id, cancellationToken: cancellationToken);
        }
    }

    private static Guid IdOf(int place) => new(FormattableString.Invariant($"5a3b1e00-0000-4000-8000-0000000003{place:00}"));
}
