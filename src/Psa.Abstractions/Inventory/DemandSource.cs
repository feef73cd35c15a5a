using System.Text.Json.Serialization;
using Psa.Orders;

namespace Psa.Inventory;

/// <summary>What goods are needed for: a stock charge, or a line of an order.</summary>
/// <param name="Charge">The charge, or <see langword="null"/> for a line of an order.</param>
/// <param name="Order">The order, or <see langword="null"/> for a charge.</param>
/// <param name="Line">The place of the order's line, from 0.</param>
[method: JsonConstructor]
public sealed record DemandSource(Id<StockCharge>? Charge = null, Id<Order>? Order = null, int Line = 0)
{
    /// <summary>Names a stock charge.</summary>
    /// <param name="charge">The charge.</param>
    /// <returns>The source.</returns>
    [Pure]
    public static DemandSource Of(Id<StockCharge> charge) => new(charge);

    /// <summary>Names a line of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="line">The place of the line, from 0.</param>
    /// <returns>The source.</returns>
    [Pure]
    public static DemandSource Of(Id<Order> order, int line) => new(Order: order, Line: line);

    /// <summary>Gets the id of the charge or of the whole order.</summary>
    internal Guid Whole => Charge?.Value ?? Order.GetValueOrDefault().Value;
}
