using NodaTime;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What a product costs by what was received of it: the last receipt that wasn't canceled in full says it, until somebody sets a current cost by hand.</summary>
internal static class ReceiptCosts
{
    /// <summary>Gives the cost of a base unit over time: value ÷ quantity of each receipt as it came, from its day on; of several of a day the last holds.</summary>
    /// <param name="moves">The receipts of a product and what was canceled of them, in their order.</param>
    /// <param name="zone">The tenant's time zone, by which a receipt has a day.</param>
    internal static ValueList<DatedPrice> Of(IReadOnlyList<StockMove> moves, DateTimeZone zone)
    {
        var (canceled, costs) = (new Dictionary<long, decimal>(), new List<DatedPrice>());
        foreach (var move in moves)
        {
            if (move is { Kind: StockMoveKind.CancelReceipt, Origin: { } receipt })
            {
                canceled[receipt] = canceled.GetValueOrDefault(receipt) + move.Quantity;
            }
        }

        foreach (var move in moves)
        {
            if (move.Kind == StockMoveKind.CancelReceipt || canceled.GetValueOrDefault(move.Sequence) >= move.Quantity)
            {
                continue;
            }

            var day = move.At.InZone(zone).Date;
            if (costs.Count > 0 && costs[^1].From == day)
            {
                costs.RemoveAt(costs.Count - 1);
            }

            costs.Add(new(day, UnitPrice.Of(UnitCost(move), move.Value.Currency)));
        }

        return costs.ToValueList();
    }

    /// <summary>Adds to a product what it costs by receipts, up to the day from which somebody set its current cost in that currency.</summary>
    internal static Product With(Product product, ValueList<DatedPrice> costs)
    {
        var all = new List<DatedPrice>(product.CurrentCosts);
        foreach (var cost in costs)
        {
            if (!IsSetBy(product.CurrentCosts, cost))
            {
                all.Add(cost);
            }
        }

        return product with { CurrentCosts = all.ToValueList() };
    }

    private static bool IsSetBy(ValueList<DatedPrice> byHand, DatedPrice cost)
    {
        foreach (var set in byHand)
        {
            if (set.Price.Currency == cost.Price.Currency && set.From <= cost.From)
            {
                return true;
            }
        }

        return false;
    }

    private static decimal UnitCost(StockMove move) => ExactPrices.Rounded(
        ExactPrices.Scaled(move.Value.Amount, Decimals.OfPrices) * ExactPrices.Scaled(1m, Decimals.OfQuantities), ExactPrices.Scaled(move.Quantity, Decimals.OfQuantities));
}
