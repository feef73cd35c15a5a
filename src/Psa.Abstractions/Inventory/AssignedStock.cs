namespace Psa.Inventory;

/// <summary>From where how much of what is needed is taken.</summary>
/// <param name="Shares">The locations that give something, in the order asked.</param>
/// <param name="Missing">What no location has.</param>
public sealed record AssignedStock(ValueList<StockShare> Shares, decimal Missing);
