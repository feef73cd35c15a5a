using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Adjustments;

/// <summary>A line of a service document.</summary>
public sealed record ServiceLine
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="quantity">See <see cref="Quantity"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ServiceLine(decimal quantity = 1m) => Quantity = quantity;

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets what was done, or <see langword="null"/> for the product's name.</summary>
    public string? Text { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets how many units, up to 15 decimals; below zero takes back.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the unit, a UN/ECE code; <see langword="null"/> for the product's own, and for pieces of free text.</summary>
    public string? Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the price of a unit without tax, or <see langword="null"/> for the catalog's at the document's date.</summary>
    public UnitPrice? Price { get; init; }

    /// <summary>Gets the tax code, or <see langword="null"/> for the product's or customer's.</summary>
    public string? TaxCode { get; init => field = TextEnds.Trim(value); }
}
