using Psa.Events;
using Psa.Features;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>A won deal with goods of stock makes its sales order by itself.</summary>
public sealed class WonDealTests
{
    [Fact]
    public async Task A_won_deal_orders_what_its_won_quotes_havent_ordered_yet()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(4m, 40m);
        var deal = await desk.Sales.Opportunities.CreateAsync(Sam, new() { Name = "Move", Customer = desk.Charges.Customer.Id }, Token);
        var (goods, work, done, open) = (await WonAsync(desk, deal, Line(3m), Line(2m)), await WonAsync(desk, deal, ALine()), await WonAsync(desk, deal, Line(1m)), await ActiveAsync(desk, deal, Line(1m)));
        await desk.Sales.OrderAsync(goods, new QuoteOrderLine(0, 1m), new QuoteOrderLine(1, 2m));
        await desk.Sales.OrderAsync(done);
        await desk.Sales.Opportunities.WinAsync(Sam, deal.Id, Token);

        Assert.Equal([1m, 2m, 2m], (await desk.OrdersAsync(goods)).SelectMany(order => order.Lines.Select(line => line.Quantity)).Order());
        var order = (await desk.OrdersAsync(goods)).Single(order => order.Lines.Count == 1);
        Assert.Equal((2m, 2m, deal.Id, OrderStatus.Active), (order.Lines[0].Quantity, (await desk.DemandAsync(order))!.Picked(), order.Opportunity, order.Status));
        Assert.Single(await desk.OrdersAsync(work));
        Assert.Single(await desk.OrdersAsync(done));
        Assert.Empty(await desk.OrdersAsync(open));
        Assert.Equal([3m, 2m], (await desk.Sales.Desk.StoredAsync(goods.Id))!.Ordered);

        // once
        await desk.Sales.Opportunities.WinAsync(Sam, deal.Id, Token);
        Assert.Equal(4, await desk.Sales.CountAsync<Order>());
        Assert.Equal(4, (await desk.Stock.EventsAsync()).Count(one => one.Kind == EventKinds.OrderCreated));
        await desk.Stock.RequireRightAsync();

        async Task<Quote> WonAsync(KeepingDesk desk, Opportunity deal, params NewQuoteLine[] lines)
        {
            var quote = await ActiveAsync(desk, deal, lines);
            if (lines is [_, _])
            {
                await desk.ReserveAsync(quote, 3m);
            }

            return (await desk.Sales.WinAsync(quote, new() { MakesOrder = false })).Quote;
        }
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public async Task Only_with_procurement_and_a_chosen_line_of_stock(bool procures, bool isChosen, int orders)
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, procures, Token);
        var deal = await desk.Sales.Opportunities.CreateAsync(Sam, new() { Name = "Move", Customer = desk.Charges.Customer.Id }, Token);
        var quote = await ActiveAsync(desk, deal, ALine(), Optional(Line(1m), isChosen));
        await desk.Sales.WinAsync(quote, new() { MakesOrder = false });
        Assert.Equal(OpportunityStatus.Won, (await desk.Sales.Opportunities.WinAsync(Sam, deal.Id, Token)).Status);
        Assert.Equal(orders, (await desk.OrdersAsync(quote)).Count);
    }

    [Fact]
    public async Task What_cant_be_ordered_isnt_won()
    {
        var desk = await KeepingDesk.OpenAsync();
        var deal = await desk.Sales.Opportunities.CreateAsync(Sam, new() { Name = "Move", Customer = desk.Charges.Customer.Id }, Token);
        await desk.Sales.WinAsync(await ActiveAsync(desk, deal, Line(1m)), new() { MakesOrder = false });
        await desk.World.UpdateAsync((await desk.World.ReadAsync(session => session.Of<BillingEntity>().FindAsync(Seller.Id, Token).AsTask()))! with { IsActive = false });
        await Assert.ThrowsAnyAsync<PsaException>(() => desk.Sales.Opportunities.WinAsync(Sam, deal.Id, Token));
        Assert.Equal(OpportunityStatus.Open, (await desk.Sales.Opportunities.FindAsync(Sam, deal.Id, Token))!.Status);
    }

    private static async Task<Quote> ActiveAsync(KeepingDesk desk, Opportunity deal, params NewQuoteLine[] lines)
    {
        var draft = await desk.Sales.Quotes.DraftAsync(Ann, new() { Customer = desk.Charges.Customer.Id, Opportunity = deal.Id, Content = Content(lines) }, Token);
        return await desk.Sales.Quotes.ActivateAsync(Ann, draft.Id, Token);
    }
}
