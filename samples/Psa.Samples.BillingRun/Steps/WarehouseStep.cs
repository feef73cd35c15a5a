using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>
/// From a vendor to an invoice: goods are bought, received with their freight, carried in a technician's van, delivered on a ticket and billed by the run, with what was earned. Every call names its id, so an
/// interrupted story that is told again finds what it did.
/// </summary>
internal static class WarehouseStep
{
    private const decimal Bought = 10m;
    private const decimal Carried = 4m;
    private const decimal Needed = 3m;

    private static readonly Currency Euro = Currency.EUR;
    private static readonly Id<StockLocation> Van = new(IdOf(1));
    private static readonly Id<PurchaseOrder> Order = new(IdOf(3));
    private static readonly Id<StockMove> Receipt = new(IdOf(4));
    private static readonly Id<StockMove> Freight = new(IdOf(5));
    private static readonly Id<StockMove> Transfer = new(IdOf(6));
    private static readonly Id<StockCharge> Charge = new(IdOf(7));
    private static readonly Id<StockMove> Delivery = new(IdOf(8));

    /// <summary>Gets where goods lie.</summary>
    internal static Id<StockLocation> Warehouse { get; } = new(IdOf(0));

    /// <summary>Gets from whom they are bought.</summary>
    internal static Id<Vendor> Vendor { get; } = new(IdOf(2));

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.World.Aftermath is not { } aftermath || context.Through != context.World.Through)
        {
            return;
        }

        context.Screen.Step("Goods are bought, carried to a van, delivered on a ticket and billed");
        var product = aftermath.Goods;
        await OpenAsync(context, product, cancellationToken);
        var receipt = await BuyAsync(context, product, cancellationToken);
        await context.Stock.LandAsync(context.Actor, new(Money.Of(35m, Euro), [new(product, receipt)], Reason: "Freight") { Id = Freight }, cancellationToken);
        await context.Stock.TransferAsync(context.Actor, new(product, Warehouse, Van, Carried) { Id = Transfer }, cancellationToken);
        await SayStockAsync(context, product, cancellationToken);

        var charge = await DeliverAsync(context, aftermath, cancellationToken);
        await RunStep.OfOneAsync(context, aftermath.Buyer, cancellationToken);
        await SayMarginAsync(context, charge, cancellationToken);
    }

    private static async Task OpenAsync(DemoContext context, Id<Product> product, CancellationToken cancellationToken)
    {
        await context.Features.SetEditionAsync(context.Actor, Edition.Premium, cancellationToken);
        await context.Inventory.SetUpAsync(context.Actor, Euro, cancellationToken: cancellationToken);
        var known = await context.Inventory.ListLocationsAsync(context.Actor, cancellationToken);
        foreach (var (id, name, kind) in ((Id<StockLocation>, string, LocationKind)[])[(Warehouse, "Hamburg", LocationKind.Warehouse), (Van, "Van of Mia", LocationKind.Van)])
        {
            if (!known.AsEnumerable().Any(location => location.Id == id))
            {
                await context.Inventory.SaveLocationAsync(context.Actor, new() { Id = id, Tenant = WorldIds.Tenant, Name = name, Kind = kind }, cancellationToken);
            }
        }

        await context.Inventory.StockAsync(context.Actor, product, CostMethod.Average, cancellationToken: cancellationToken);
    }

    private static async Task<long> BuyAsync(DemoContext context, Id<Product> product, CancellationToken cancellationToken)
    {
        await NumberingStep.ConfirmAsync(context, [(NumberPurpose.PurchaseOrder, "PO-{seq:0000}")], cancellationToken);
        if (await context.Purchases.FindAsync(context.Actor, Order, cancellationToken) is null)
        {
            await context.Purchases.SaveVendorAsync(context.Actor, new() { Id = Vendor, Tenant = WorldIds.Tenant, Number = "V-1", Name = "Netzhandel AG", Currency = Euro }, cancellationToken);
        }

        var order = await context.Purchases.CreateAsync(context.Actor, new(Vendor, [new(product, Bought, "C62", UnitPrice.Of(182m, Euro))]) { Id = Order }, cancellationToken);
        if (order.Status == PurchaseOrderStatus.New)
        {
            order = await context.Purchases.SubmitAsync(context.Actor, order.Id, cancellationToken);
        }

        order = (await context.Purchases.ReceiveAsync(context.Actor, order.Id, [new(0, Bought) { Id = Receipt }], invoiceNumber: "RE-4711", cancellationToken: cancellationToken)).Order;
        context.Screen.Say(FormattableString.Invariant($"{order.Number}: {Bought:0} firewalls at {order.Lines[0].Price} from Netzhandel AG, {order.Status.Name}; the freight was {Money.Of(35m, Euro)}."));
        return order.Lines[0].Receipts[0].Sequence;
    }

    private static async Task<StockCharge> DeliverAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var charge = await context.StockCharges.AskAsync(
            context.Actor,
            new() { Id = Charge, Owner = StockChargeOwner.Of(aftermath.Ticket), Line = new() { Text = "Firewall", Product = aftermath.Goods, Quantity = Needed, UnitPrice = UnitPrice.Of(279m, Euro) }, Location = Van },
            cancellationToken);
        var delivered = await context.Deliveries.DeliverAsync(context.Actor, DemandSource.Of(charge.Id), [new(Van, Needed)], context.Through, id: Delivery, cancellationToken: cancellationToken);
        context.Screen.Say(FormattableString.Invariant($"{delivered.Demand.Delivered():0} are delivered on the ticket, out of the van."));
        return charge;
    }

    private static async Task SayStockAsync(DemoContext context, Id<Product> product, CancellationToken cancellationToken)
    {
        // what lay there before anything was delivered
        var moves = await context.Inventory.ListMovesAsync(context.Actor, product, cancellationToken: cancellationToken);
        var carried = moves.AsEnumerable().First(static move => move.Id == Transfer);
        context.Screen.Say(FormattableString.Invariant($"{Carried:0} of them are in the van of Mia, worth {carried.Value}."));
    }

    private static async Task SayMarginAsync(DemoContext context, StockCharge charge, CancellationToken cancellationToken)
    {
        var items = await context.Items.SearchAsync(
            context.Actor, new() { Filter = Lists.ListFilter.Where("source", Lists.FilterOperator.Equal, nameof(SalesItemSource.StockCharge)) }, PageRequest.First, cancellationToken);
        var item = items.Items.AsEnumerable().First(one => one.SourceId == charge.Id.Value);
        var invoice = (await context.Invoices.FindAsync(context.Actor, item.Invoice!.Value, cancellationToken))!;
        var moves = await context.Inventory.ListMovesAsync(context.Actor, charge.Line.Product!.Value, cancellationToken: cancellationToken);
        var cost = moves.AsEnumerable().First(static move => move.Id == Delivery).Value;
        context.Screen.Say($"{invoice.Number} bills {item.Net} for them; they cost {cost}, freight included: {item.Net - cost} are earned.");
    }

    private static Guid IdOf(int place) => new(FormattableString.Invariant($"5a3b1e00-0000-4000-8000-0000000002{place:00}"));
}
