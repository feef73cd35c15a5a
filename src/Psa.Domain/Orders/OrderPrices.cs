using Psa.Documents;

namespace Psa.Orders;

/// <summary>When the prices of orders move: of active ones that are of no quote. What is agreed is frozen.</summary>
internal static class OrderPrices
{
    internal static PriceMovements<OrderStatus> Table { get; } = new(new PriceMovements<OrderStatus>.Row(OrderStatus.Active, PriceMovement.Follows, PriceMovement.Keeps));

    /// <summary>Gives what becomes of the prices of an order.</summary>
    internal static PriceMovement Prices(this Order order) => Table.Of(order.Status, isByHand: order.Quote is null, order.PriceBehaviour);
}
