using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>What of a part's terms holds from a day on, as agreed: for each aspect the entry that states it.</summary>
/// <param name="From">The first day.</param>
/// <param name="Index">The place of the entry that begins here among the part's terms; -1 when there is none.</param>
/// <param name="Quantity">The entry that states the quantity, or <see langword="null"/>.</param>
/// <param name="Priced">The entry that states the price, or <see langword="null"/>.</param>
/// <param name="PriceFrom">The first day of that price.</param>
/// <param name="Discounted">The entry that states the discount, or <see langword="null"/>.</param>
/// <param name="Schemed">The entry that states the scheme, or <see langword="null"/>.</param>
/// <param name="SchemeFrom">The first day of that scheme.</param>
/// <param name="Least">The entry that states the minimum quantity, or <see langword="null"/>.</param>
internal readonly record struct HeldTerms(
    LocalDate From, int Index, PartTerms? Quantity, PartTerms? Priced, LocalDate PriceFrom, PartTerms? Discounted, PartTerms? Schemed, LocalDate SchemeFrom, PartTerms? Least)
{
    internal static HeldTerms None { get; } = new(LocalDate.MinIsoValue, -1, null, null, LocalDate.MinIsoValue, null, null, LocalDate.MinIsoValue, null);

    /// <summary>Gets the committed quantity; 0 where none is stated.</summary>
    internal decimal Committed => Quantity?.Quantity ?? 0m;

    /// <summary>Gets the price as agreed, or <see langword="null"/>.</summary>
    internal UnitPrice? UnitPrice => Priced?.UnitPrice;

    /// <summary>Gets the discount, or <see langword="null"/> for none.</summary>
    internal Discount? Discount => Discounted?.Discount is { TakesNothing: false } discount ? discount : null;

    /// <summary>Gets the scheme as agreed.</summary>
    internal PricingScheme Scheme => Schemed?.Pricing ?? PricingScheme.PerUnit;

    /// <summary>Gets the least quantity that is billed; 0 for none.</summary>
    internal decimal Minimum => Least?.MinimumQuantity ?? 0m;

    /// <summary>Gets what is billed when nothing is counted: what was committed, at least the minimum.</summary>
    internal decimal InAdvance => Minimum > Committed && Minimum > 0m ? Minimum : Committed;

    /// <summary>Gives what holds once an entry says more.</summary>
    internal HeldTerms With(PartTerms entry, LocalDate from, int index) => new(
        from,
        index,
        entry.Quantity is null ? Quantity : entry,
        entry.UnitPrice is null ? Priced : entry,
        entry.UnitPrice is null ? PriceFrom : from,
        entry.Discount is null ? Discounted : entry,
        entry.Pricing is null ? Schemed : entry,
        entry.Pricing is null ? SchemeFrom : from,
        entry.MinimumQuantity is null ? Least : entry);
}
