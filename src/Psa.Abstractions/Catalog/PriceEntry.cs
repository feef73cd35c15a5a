using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>A price of a list's timeline: it holds from a day until the next one starts.</summary>
/// <param name="From">The first day.</param>
/// <param name="Method">How it comes to the price of one unit, without or with tax as the list says.</param>
/// <param name="Rounding">How that price is rounded, or <see langword="null"/> for not at all.</param>
/// <param name="VolumeDiscount">The volume discount that comes with it, or <see langword="null"/>.</param>
[method: JsonConstructor]
public sealed record PriceEntry(LocalDate From, PriceMethod Method, PriceRounding? Rounding = null, Id<VolumeDiscount>? VolumeDiscount = null)
{
    /// <summary>Makes one that says its price.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="price">The price of one unit.</param>
    /// <exception cref="RuleViolationException"><c>price_list.bad_method</c>: it is below zero.</exception>
    public PriceEntry(LocalDate from, UnitPrice price)
        : this(from, PriceMethod.Fixed(price))
    {
    }
}
