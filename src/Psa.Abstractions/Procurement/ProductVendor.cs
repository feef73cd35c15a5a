using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>A vendor from whom a product is bought, as orders propose it.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Price">The price of one unit, in the vendor's currency.</param>
/// <param name="Unit">The unit, of the product's group.</param>
/// <param name="Number">The vendor's number of the product, or <see langword="null"/>.</param>
[method: JsonConstructor]
public sealed record ProductVendor(Id<Vendor> Vendor, UnitPrice Price, string Unit, string? Number = null)
{
    /// <summary>Gets the vendor's number of the product, or <see langword="null"/>.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); } = TextEnds.Trim(Number);
}
