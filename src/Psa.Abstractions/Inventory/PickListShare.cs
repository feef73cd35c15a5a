namespace Psa.Inventory;

/// <summary>What of a stop of a pick list is for one charge or line of an order.</summary>
/// <param name="Source">The charge or line.</param>
/// <param name="Quantity">How much, in its unit.</param>
/// <param name="Unit">The unit.</param>
public sealed record PickListShare(DemandSource Source, decimal Quantity, string Unit)
{
    /// <summary>Gets how much, in its unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
