using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Where a unit price came from.</summary>
/// <param name="Kind">The kind of origin.</param>
/// <param name="From">The day from which the price holds: of the terms entry, or of the price in the list.</param>
/// <param name="Name">The price list's name, or who overrode the price; <see langword="null"/> otherwise.</param>
/// <param name="Note">Why it was agreed; <see langword="null"/> without a reason.</param>
public sealed record PriceOrigin(PriceOriginKind Kind, LocalDate? From = null, string? Name = null, string? Note = null)
{
    /// <summary>Gets the base unit whose price × factor it is, or <see langword="null"/> where the list has a price of the unit.</summary>
    public string? BaseUnit { get; init; }

    /// <summary>Gets how the agreed price, and the agreed prices of the scheme, rose to those that are billed; none where nothing rose.</summary>
    public ValueList<PriceRise> Rises { get; init; }
}
