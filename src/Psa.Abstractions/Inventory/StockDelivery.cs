using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Goods that left for a demand at once.</summary>
/// <param name="Sequence">The sequence of its move.</param>
/// <param name="Quantity">How much, in the demand's unit.</param>
/// <param name="Date">The day.</param>
/// <param name="Location">The location that they left; <see langword="null"/> where they went straight from the vendor, or in by a swap.</param>
/// <param name="Undone">How much of it was undone since: it lies where it was again, picked.</param>
/// <param name="Returned">How much of it returns are of, that weren't denied or canceled: open ones too.</param>
/// <param name="Replaced">How much of it came back and is delivered again, so that it counts as delivered no more.</param>
/// <param name="InPlace">How much of it went out in place of what came back.</param>
/// <param name="Product">The product, where a swap put in another one than was needed; else <see langword="null"/>.</param>
/// <param name="Shipment">The shipment with which they left; <see langword="null"/> where they were delivered alone.</param>
[method: JsonConstructor]
public sealed record StockDelivery(
    long Sequence,
    decimal Quantity,
    LocalDate Date,
    Id<StockLocation>? Location = null,
    decimal Undone = 0m,
    decimal Returned = 0m,
    decimal Replaced = 0m,
    decimal InPlace = 0m,
    Id<Product>? Product = null,
    Id<Shipment>? Shipment = null)
{
    /// <summary>Gets how much, in the demand's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);

    /// <summary>Gets how much of it was undone since.</summary>
    public decimal Undone { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Undone);

    /// <summary>Gets how much of it returns are of, that weren't denied or canceled.</summary>
    public decimal Returned { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Returned);

    /// <summary>Gets how much of it came back and is delivered again.</summary>
    public decimal Replaced { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Replaced);

    /// <summary>Gets how much of it went out in place of what came back.</summary>
    public decimal InPlace { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(InPlace);

    /// <summary>Gets how much of it customers have, and no return is of.</summary>
    internal decimal Left => Quantity - Undone - Returned;
}
