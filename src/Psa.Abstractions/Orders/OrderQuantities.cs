namespace Psa.Orders;

/// <summary>What became of one line of an order: each is 0 or has the line's sign, and shipped and canceled together are at most what is ordered.</summary>
/// <param name="Shipped">How much was delivered.</param>
/// <param name="Canceled">How much was given up.</param>
/// <param name="Invoiced">How much stands on sales items that count: what was released is open again.</param>
public readonly record struct OrderQuantities(decimal Shipped, decimal Canceled, decimal Invoiced);
