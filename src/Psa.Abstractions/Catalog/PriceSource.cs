using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>Where the price of a line comes from, so that the line can explain itself.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="List">The price list, or <see langword="null"/>.</param>
/// <param name="ListName">Its name when the line was priced, or <see langword="null"/>.</param>
/// <param name="From">The first day of the price, or of what it was agreed with; <see langword="null"/> where none is known.</param>
/// <param name="By">Who said another price, or <see langword="null"/>.</param>
/// <param name="BaseUnit">The base unit whose price × factor it is, or <see langword="null"/> when the list has a price of the line's unit.</param>
[method: JsonConstructor]
public sealed record PriceSource(
    PriceSourceKind Kind, Id<PriceList>? List = null, string? ListName = null, LocalDate? From = null, string? By = null, string? BaseUnit = null)
{
    /// <summary>Gets why somebody said another price, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the price that the line had before somebody said another, and that comes back with the override; <see langword="null"/> where it had none.</summary>
    public UnitPrice? Original { get; init; }

    /// <summary>Gets what the quantity took off each unit's price before somebody said another, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? OriginalVolumeDiscount { get; init; }
}
