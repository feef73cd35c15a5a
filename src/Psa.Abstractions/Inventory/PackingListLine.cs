using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What of a charge or line of an order is in a parcel.</summary>
/// <param name="Source">The charge or line.</param>
/// <param name="Product">The product.</param>
/// <param name="Text">What the charge or line calls it.</param>
/// <param name="Quantity">How much, in the unit.</param>
/// <param name="Unit">The unit of the charge or line.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
public sealed record PackingListLine(DemandSource Source, Id<Product> Product, string Text, decimal Quantity, string Unit, ValueList<string> Serials)
{
    /// <summary>Gets how much, in the unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
