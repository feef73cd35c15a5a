using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>One line that somebody writes, on a sales item, quote, order or invoice; its net is computed.</summary>
public sealed record NewDocumentLine
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="quantity">See <see cref="Quantity"/>.</param>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NewDocumentLine(decimal quantity = 1m, string? unit = null)
    {
        Quantity = quantity;
        Unit = unit;
    }

    /// <summary>Gets what the line says.</summary>
    public required string Text { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the quantity, up to 15 decimals; below zero gives back.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Gets the unit of the quantity, a UN/ECE code; <see langword="null"/> for the product's own, and for pieces of free text.</summary>
    public string? Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>
    /// Gets the price of one unit, which may be 0; <see langword="null"/> on notes, which have none, and for the price of a product: the catalog's of today, or the one that the line has where
    /// that stays. Another price than that overrides it, which needs <see cref="Access.Permission.OverridePrices"/>. Free text without a price is refused: forgotten, it would bill nothing.
    /// </summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Gets the discount, or <see langword="null"/>. One that takes more than there is is refused.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Gets the tax code, or <see langword="null"/> for the product's or customer's.</summary>
    public string? TaxCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whether the line is text only, and bills nothing.</summary>
    public bool IsNote { get; init; }
}
