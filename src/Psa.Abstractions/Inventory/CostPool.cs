namespace Psa.Inventory;

/// <summary>What lies in one cost scope, or moves: its quantity, value and layers.</summary>
/// <param name="Quantity">How much, in the base unit.</param>
/// <param name="Value">What it is worth.</param>
/// <param name="Layers">Its layers in the order of their receipts, where the method keeps such; their quantities and values sum to those of the whole.</param>
internal sealed record CostPool(decimal Quantity, Money Value, ValueList<CostLayer> Layers)
{
    /// <summary>Gives what lies where nothing is.</summary>
    internal static CostPool Empty(Currency currency) => new(0m, Money.Zero(currency), []);
}
