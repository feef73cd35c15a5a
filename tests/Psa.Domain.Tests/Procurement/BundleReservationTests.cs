using Psa.Catalog;
using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What is kept for components of bundles that are quoted (R-RESERVATION, R-BUNDLE).</summary>
public sealed class BundleReservationTests
{
    private static readonly Product Kit = Goods("kit") with { Kind = ProductKind.Bundle, Contents = [new(new(2000, 1, 1), [new(AProduct.Id), new(Cable.Id, 2m)])] };

    [Fact]
    public async Task Components_are_kept_and_shrink_with_their_bundle_and_are_picked_for_its_order()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.World.AddAsync(Kit);
        await desk.Stock.ReceiveAsync(9m, 90m);
        var quote = await desk.DraftAsync(AKit(4m));
        Assert.Equal(InventoryErrors.BadReservation, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 1m)));
        Assert.Equal(InventoryErrors.ExceedsLine, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 9m, line: 2)));
        await desk.ReserveAsync(quote, 7m, line: 2);
        Assert.Equal((9m, 7m, 0m), await desk.ThereAsync());
        await desk.Sales.Quotes.ChangeAsync(Ann, quote.Id, Content(AKit(3m)), Token);
        Assert.Equal("2: 6", await desk.KeptAsync(quote));
        await desk.Sales.Quotes.ActivateAsync(Ann, quote.Id, Token);
        await desk.Sales.WinAsync(quote, new() { MakesOrder = false });

        // a part of it is ordered, and then the rest
        var first = await desk.Sales.OrderAsync(quote, new QuoteOrderLine(0, 2m));
        Assert.Equal((4m, 4m), (await desk.DemandAsync(first, 2))! is var demand ? (demand.Needed, demand.Picked()) : default);
        Assert.Equal(("2: 2", (9m, 2m, 4m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        await desk.Sales.OrderAsync(quote);
        Assert.Equal((string.Empty, (9m, 0m, 6m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));

        first = (await desk.Sales.Orders.SubmitAsync(desk.World.Actor, first.Id, cancellationToken: Token)).Order;
        await desk.Charges.Deliveries.DeliverAsync(Will, DemandSource.Of(first.Id, 2), cancellationToken: Token);
        Assert.Equal([2m, 2m, 4m], (await desk.Sales.Orders.FindAsync(desk.World.Actor, first.Id, Token))!.Quantities.Select(static one => one.Shipped));
        await desk.Stock.RequireRightAsync();
    }

    private static NewQuoteLine AKit(decimal quantity) => new() { Line = new(quantity) { Text = "Kit", Product = Kit.Id, UnitPrice = Price(100m) } };
}
