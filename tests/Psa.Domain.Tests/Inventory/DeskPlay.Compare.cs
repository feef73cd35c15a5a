using Psa.Inventory;
using Psa.SalesItems;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <content>What is stored beside what was told plainly.</content>
internal sealed partial class DeskPlay
{
    // the demands as they were last stored
    private readonly Dictionary<PlainCharge, Demand> _found = [];

    private async Task CompareAsync()
    {
        await CompareStockAsync();
        var (items, moves) = (await _desk.World.AllItemsAsync(), await _desk.World.ReadAsync(session => session.Of<StockMove>().QueryAsync(StockMoveRecords.Since(Cable.Id, 0), Token).ToListAsync(Token).AsTask()));
        foreach (var charge in _charges)
        {
            var demand = await _desk.Deliveries.FindAsync(Will, DemandSource.Of(charge.Charge.Id), Token);
            Assert.NotNull(demand);
            _found[charge] = demand;
            CompareDemand(charge, demand, moves);

            CompareItems(charge, [.. items.Where(item => item.SourceId == charge.Charge.Id.Value && !item.Released)]);
        }

        await _desk.Stock.RequireRightAsync();
    }

    private async Task CompareStockAsync()
    {
        var balances = (await _desk.Stock.Inventory.ListBalancesAsync(Ada, Cable.Id, Token)).ToDictionary(balance => balance.Place());
        foreach (var (place, (onHand, picked)) in _plain.Places)
        {
            var balance = balances.GetValueOrDefault(PlaceOf(place));
            Assert.Equal((onHand, picked), (balance?.OnHand ?? 0m, balance?.Picked ?? 0m));
            Assert.True(picked >= 0m && onHand >= picked, $"{place}: {balance}");
            if (!_isOneScope)
            {
                Assert.Equal(_plain.ValueAt(place), balance?.Value?.MinorUnits ?? 0);
            }
        }

        Assert.Equal(_plain.Total, balances.Values.Sum(balance => balance.Value?.MinorUnits ?? 0));
        var (ledger, serials) = await _desk.World.ReadAsync(async session => (
            (await session.Of<StockedProduct>().FindAsync(new(Cable.Id.Value), Token))!.Ledger,
            await session.Of<StockSerial>().QueryAsync(StockSerialRecords.OfProduct(Cable.Id), Token).ToListAsync(Token)));
        Assert.Equal(
            (_plain.Received, _plain.Delivered, _plain.Returned, _plain.Lose, _plain.Gained, _plain.Differences, _plain.Revalued),
            ledger is null ? default : (ledger.Received.MinorUnits, ledger.Delivered.MinorUnits, ledger.Returned.MinorUnits, ledger.Losses.MinorUnits, ledger.Gains.MinorUnits, (ledger.Variance + ledger.Corrections).MinorUnits, ledger.Revaluations.MinorUnits));
        Assert.Equal(
            _plain.Serials.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, PlaceOf(one.Value.Place), one.Value.IsPicked)),
            serials.Where(one => one.Status == SerialStatus.InStock).OrderBy(one => one.Serial, StringComparer.Ordinal).Select(one => (one.Serial, new StockPlace(one.Location, one.Transfer), one.IsPicked)));
    }

    private void CompareDemand(PlainCharge charge, Demand demand, List<StockMove> moves)
    {
        Assert.Equal((charge.Needed, charge.Status), (demand.Needed, demand.Status));
        Assert.Equal(
            charge.Picks.GroupBy(pick => PlaceOf(pick.Key).Location!.Value).Select(at => (at.Key, at.Sum(pick => pick.Value))).Order(),
            demand.Picks.Select(pick => (pick.Location, pick.Quantity)).Order());
        Assert.Equal(
            charge.Picks.Keys.SelectMany(charge.SerialsAt).Order(StringComparer.Ordinal),
            demand.Picks.SelectMany(pick => pick.Serials.AsEnumerable()).Order(StringComparer.Ordinal));
        Assert.Equal(
            charge.Deliveries.Select(one => ((long)one.Number, PlaceOf(one.Place).Location, one.Quantity, one.Undone)),
            demand.Deliveries.Select(one => (one.Sequence, one.Location, one.Quantity, one.Undone)));

        // and its moves sum to the same
        var (picked, delivered) = (0m, 0m);
        foreach (var move in moves.Where(move => move.Document == demand.Id.Value))
        {
            picked += move.Kind switch
            {
                StockMoveKind.Pick => move.Quantity,
                StockMoveKind.Unpick => -move.Quantity,
                StockMoveKind.Deliver when move.IsPicked => -move.Quantity,
                StockMoveKind.Return when move.IsPicked => move.Quantity,
                _ => 0m,
            };
            delivered += move.Kind == StockMoveKind.Deliver ? move.Quantity : move.Kind == StockMoveKind.Return ? -move.Quantity : 0m;
        }

        Assert.Equal((charge.Picked, charge.Delivered), (picked, delivered));
    }

    private static void CompareItems(PlainCharge charge, List<SalesItem> items)
    {
        Assert.Equal(charge.Billed, items.Sum(item => item.Computed.MinorUnits));
        Assert.Equal(charge.Billed, items.Sum(item => item.Net.MinorUnits));

        // what isn't invoiced waits in one item
        var isWaiting = !charge.Charge.IsFree && charge.Delivered > charge.Invoiced;
        Assert.Equal(isWaiting ? 1 : 0, items.Count(item => item.Invoice is null));
    }
}
