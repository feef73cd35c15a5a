using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>
/// How a price list comes to a price (R-PRICE): it says it, or computes it from the product's list price or cost on the day. What is computed is rounded half up to 12 decimals.
/// </summary>
public sealed record PriceMethod
{
    /// <summary>Makes a method of its stored parts; the named ones read better.</summary>
    /// <param name="kind">See <see cref="Kind"/>.</param>
    /// <param name="price">See <see cref="Price"/>.</param>
    /// <param name="percent">See <see cref="Percent"/>.</param>
    /// <exception cref="RuleViolationException"><c>price_list.bad_method</c>: a price is below zero, a percent of the list price or a markup is; a margin isn't from 0 to below 100 %; or it says what the kind doesn't take.</exception>
    [JsonConstructor]
    public PriceMethod(PriceMethodKind kind, UnitPrice? price = null, Percent? percent = null)
    {
        if (!Enum.IsDefined(kind) || (kind == PriceMethodKind.Fixed ? price is null || percent is not null : price is not null || percent is null))
        {
            throw new RuleViolationException(CatalogErrors.BadPriceMethod, $"A price of the kind {kind} says {(kind == PriceMethodKind.Fixed ? "a price and no percent" : "a percent and no price")}.");
        }

        if (price is { Amount: < 0m } || percent is { Value: < 0m })
        {
            throw new RuleViolationException(CatalogErrors.BadPriceMethod, $"A price isn't below zero, nor computed with {percent}: use a discount.");
        }

        if (kind is PriceMethodKind.MarginOnCurrentCost or PriceMethodKind.MarginOnStandardCost && percent is { Value: >= 100m })
        {
            throw new RuleViolationException(CatalogErrors.BadPriceMethod, $"No price leaves a margin of {percent}: a margin is below 100 %; a markup may be above.");
        }

        (Kind, Price, Percent) = (kind, price, percent);
    }

    /// <summary>Gets the kind.</summary>
    public PriceMethodKind Kind { get; }

    /// <summary>Gets the price of one unit, without or with tax as the list says; only of the fixed kind.</summary>
    public UnitPrice? Price { get; }

    /// <summary>Gets the percent, of all other kinds: 85 % of the list price is <c>Percent.Of(85)</c>.</summary>
    public Percent? Percent { get; }

    /// <summary>Gets whether it follows from a cost: then it shows only to those who may see costs.</summary>
    [JsonIgnore]
    public bool FollowsCost => Kind is not (PriceMethodKind.Fixed or PriceMethodKind.PercentOfList);

    /// <summary>Says the price.</summary>
    /// <param name="price">The price of one unit, zero or more.</param>
    /// <returns>The method.</returns>
    /// <exception cref="RuleViolationException"><c>price_list.bad_method</c>.</exception>
    [Pure]
    public static PriceMethod Fixed(UnitPrice price) => new(PriceMethodKind.Fixed, price);

    /// <summary>Takes a percent of the product's list price.</summary>
    /// <param name="percent">85 % makes 84.9575 of 99.95; zero or more.</param>
    /// <returns>The method.</returns>
    /// <exception cref="RuleViolationException"><c>price_list.bad_method</c>.</exception>
    [Pure]
    public static PriceMethod PercentOfList(Percent percent) => new(PriceMethodKind.PercentOfList, null, percent);

    /// <summary>Adds a percent of the cost to the cost.</summary>
    /// <param name="percent">20 % makes 96 of 80; zero or more.</param>
    /// <param name="cost">Which cost.</param>
    /// <returns>The method.</returns>
    /// <exception cref="RuleViolationException"><c>price_list.bad_method</c>.</exception>
    [Pure]
    public static PriceMethod Markup(Percent percent, CostKind cost = CostKind.Current) =>
        new(cost == CostKind.Current ? PriceMethodKind.MarkupOnCurrentCost : PriceMethodKind.MarkupOnStandardCost, null, percent);

    /// <summary>Leaves a percent of the price above the cost.</summary>
    /// <param name="percent">20 % makes 100 of 80; from zero to below 100 %.</param>
    /// <param name="cost">Which cost.</param>
    /// <returns>The method.</returns>
    /// <exception cref="RuleViolationException"><c>price_list.bad_method</c>.</exception>
    [Pure]
    public static PriceMethod Margin(Percent percent, CostKind cost = CostKind.Current) =>
        new(cost == CostKind.Current ? PriceMethodKind.MarginOnCurrentCost : PriceMethodKind.MarginOnStandardCost, null, percent);
}
