using Psa.Inventory;

namespace Psa.Services;

/// <summary>What is about to leave for a demand.</summary>
/// <param name="Hand">The demand as it was before, with its charge or order.</param>
/// <param name="Quantity">How much of it, in its unit.</param>
internal sealed record LeavingGoods(DemandInHand Hand, decimal Quantity)
{
    /// <summary>Gives goods of locations as one quantity; more than is needed of it is refused when it is delivered.</summary>
    internal static LeavingGoods Of(DemandInHand hand, ValueList<StockPick> goods)
    {
        var (quantity, most) = (0m, hand.Demand.Needed - hand.Demand.Delivered());
        foreach (var one in goods)
        {
            quantity += one.Quantity <= 0m ? 0m : Math.Min(one.Quantity, most - quantity);
        }

        return new(hand, quantity);
    }
}
