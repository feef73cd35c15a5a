using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Documents;

/// <summary>What is listed under a line and bills nothing by itself: a tier of a price, a reading of usage, a component of a bundle.</summary>
public sealed record LineDetail
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LineDetail(string unit = "C62") => Unit = unit;

    /// <summary>Gets what is listed.</summary>
    public LineDetailKind Kind { get; init; }

    /// <summary>Gets what it says, or <see langword="null"/> where the figures say all; a document puts a fee, a minimum and blocks in words of its language.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the day it belongs to, or <see langword="null"/>.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Gets the quantity, up to 15 decimals: of units, or of started blocks.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the unit of the quantity: a UN/ECE code, or the vendor's.</summary>
    public string Unit { get; init; }

    /// <summary>Gets the price of one, or <see langword="null"/> where it has none.</summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Gets how many units a block has, or <see langword="null"/> for single units.</summary>
    public decimal? BlockSize { get; init; }
}
