using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.SalesItems;

/// <summary>One line of a sales item.</summary>
public sealed record SalesItemLine
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SalesItemLine(string unit = "C62") => Unit = unit;

    /// <summary>Gets what the line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the quantity, up to 15 decimals.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Gets the unit of the quantity, a UN/ECE code.</summary>
    public string Unit { get; init; }

    /// <summary>Gets the price of one unit, for a full period where one applies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UnitPrice UnitPrice { get; init; }

    /// <summary>Gets the discount, or <see langword="null"/>.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Gets the tax code that the part or product demands, or <see langword="null"/> for the customer's.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets whether somebody chose <see cref="TaxCode"/> for this very line, as a part's override does: then it goes before the customer's.</summary>
    public bool IsTaxOverride { get; init; }

    /// <summary>Gets how the line is taxed, or <see langword="null"/> before it stands on a document.</summary>
    public LineTax? Tax { get; init; }

    /// <summary>Gets the days the line is for, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the net: after discounts and proration, before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>Gets whether the line is text only.</summary>
    public bool IsNote { get; init; }
}
