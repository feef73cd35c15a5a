namespace Psa.Orders;

/// <summary>Some units of a line of an order.</summary>
/// <param name="Line">The place of the line in the order, from 0; of a bundle, of its heading.</param>
/// <param name="Quantity">How many, of the line's sign.</param>
public sealed record OrderedQuantity(int Line, decimal Quantity);
