using Psa.Inventory;
using Psa.Returns;
using Psa.SalesItems;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <content>What a return is told plainly, and the comparison with what is stored.</content>
internal sealed partial class ReturnPlay
{
    private void Receive(PlainReturn one)
    {
        one.IsHere = true;
        foreach (var (delivery, quantity) in one.Goods)
        {
            one.Value += delivery.Worth(quantity);
            delivery.CameBack += quantity;
        }

        Credit(one);
        if (one is { Kind: ReturnKind.Replace, Source.IsOrder: true })
        {
            one.Source.Replaced += one.Quantity;
            Settle(one.Source);
        }
    }

    // the uninvoiced goes first
    private static void Credit(PlainReturn one)
    {
        if (one.IsSettled || one.Kind != ReturnKind.Return)
        {
            return;
        }

        var source = one.Source;
        source.IsMixed |= source.IsChargingAgain;
        one.IsSettled = true;
        one.Noted = Math.Max(0m, one.Quantity - Math.Max(0m, source.Billable - source.Issued));
        one.Credited = (int)Math.Min(one.Noted * Price, one.Most ?? decimal.MaxValue);
        source.Returned += one.Quantity;
        source.Noted += one.Noted;
        var before = source.Billed;
        Settle(source);
        one.Withdrawn = before - source.Billed;
    }

    private void Cancel(PlainReturn one)
    {
        one.Goods.ForEach(static own => own.Delivery.Claimed -= own.Quantity);
        if (!one.IsSettled)
        {
            return;
        }

        Count(one is { Credited: > 0, IsIssued: true } ? ReturnStepKind.ChargedAgain : ReturnStepKind.Again);
        one.Source.IsChargingAgain |= one is { Credited: > 0, IsIssued: true };
        one.Source.Returned -= one.Quantity;
        one.Source.Noted -= one.Noted;
        one.Source.Billed += one.Source.IsOrder ? one.Withdrawn : 0m;
        (one.Credited, one.IsSettled) = (0, false);
        Settle(one.Source);
    }

    // a charge is billed as it is delivered, an order as it is asked for and may be
    private static void Settle(PlainSource source) => source.Billed = source.IsOrder ? Math.Min(source.Billed, source.Billable) : source.Billable;

    private async Task CompareAsync()
    {
        var items = await _desk.World.AllItemsAsync();
        foreach (var source in _sources)
        {
            var demand = await _desk.DemandAsync(source.Source);
            Assert.Equal((source.Delivered, source.Left), (demand.Delivered(), demand.Deliveries.AsEnumerable().Sum(one => one.Left)));
            Assert.All(demand.Deliveries, one => Assert.InRange(one.Returned, 0m, one.Quantity - one.Undone));
            var own = items.FindAll(item => item.SourceId == (source.Source.Charge?.Value ?? source.Source.Order!.Value.Value) && !item.Released);
            Assert.Equal(source.Billed, own.Sum(item => item.SourceQuantity ?? 0m));
            Assert.All(own, item => Assert.InRange(item.Credited?.Amount ?? 0m, 0m, Math.Max(0m, item.Net.Amount)));
            Assert.All(own, item => Assert.InRange(item.Returned, 0m, Math.Max(0m, item.SourceQuantity ?? 0m)));

            // what customers bear: each unit once, less what issued notes gave back
            var credited = _returns.Where(one => one.Source == source && one.IsIssued).Sum(one => one.Credited);
            Assert.True(source.IsMixed || (source.Billed * Price) - credited == own.Sum(item => item.Borne().Amount) * 100m, $"{source.Billed} are billed and {credited} credited, not {own.Sum(item => item.Borne().Amount)} borne");
        }

        // each return lies there at its own value
        var here = await _desk.Stock.AtAsync(_desk.Stock.Returns);
        var lying = _returns.FindAll(one => one.IsHere);
        Assert.Equal(lying.Sum(one => one.Goods.Sum(goods => goods.Quantity)), here.OnHand);
        if (!_isStandard)
        {
            Assert.Equal(lying.Sum(one => one.Value), here.Value * 100m);
        }

        foreach (var one in _returns)
        {
            Assert.Equal(one.Status, (await _desk.Returns.FindAsync(Will, one.Id, Token))!.Status.Name);
        }

        await _desk.Stock.RequireRightAsync();
    }

    private async Task<int> ValueOfAsync(long sequence)
    {
        var value = 0m;
        await _desk.World.InSessionAsync(async session => value = (await session.Of<StockMove>().QueryAsync(StockMoveRecords.OfSequence(Cable.Id, sequence), Token).ToListAsync(Token)).Single().Value.Amount);
        return (int)(value * 100m);
    }
}
