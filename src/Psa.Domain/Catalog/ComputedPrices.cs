using NodaTime;

namespace Psa.Catalog;

/// <summary>Prices that follow from a product's list price or cost (R-PRICE).</summary>
internal static class ComputedPrices
{
    private const decimal Least = 0.000000000001m;

    /// <summary>Finds the list price or cost that a method computes from.</summary>
    /// <param name="product">The product.</param>
    /// <param name="kind">The method; not the fixed one.</param>
    /// <param name="currency">The list's currency.</param>
    /// <param name="date">The day.</param>
    /// <param name="basis">The amount of a base unit, and its first day.</param>
    /// <returns><c>price.missing_cost</c>, <c>price.cost_currency_mismatch</c>, or <see langword="null"/>.</returns>
    internal static string? BasisOf(Product product, PriceMethodKind kind, Currency currency, LocalDate date, out DatedPrice basis)
    {
        var prices = kind switch
        {
            PriceMethodKind.PercentOfList => product.ListPrices,
            PriceMethodKind.MarkupOnCurrentCost or PriceMethodKind.MarginOnCurrentCost => product.CurrentCosts,
            _ => product.StandardCosts,
        };
        (basis, var (isThere, hasOther)) = (default, (false, false));
        foreach (var price in prices)
        {
            if (price.From > date)
            {
                continue;
            }

            if (price.Price.Currency != currency)
            {
                hasOther = true;
            }
            else if (!isThere || price.From > basis.From)
            {
                (basis, isThere) = (price, true);
            }
        }

        return isThere ? null : hasOther ? CatalogErrors.CostCurrencyMismatch : CatalogErrors.MissingCost;
    }

    /// <summary>Computes a price: exactly, then rounded half up to 12 decimals; above zero it stays above zero.</summary>
    /// <param name="method">The method; not the fixed one.</param>
    /// <param name="basis">The list price or cost of a base unit.</param>
    /// <param name="unit">The unit the price is for, or <see langword="null"/> for the base unit.</param>
    /// <returns>The price of the unit: 20 % on a cost of 80 makes 96 by markup and 100 by margin.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static UnitPrice Of(PriceMethod method, UnitPrice basis, UnitOfGroup? unit)
    {
        var hundred = ExactPrices.Scaled(100m, Decimals.OfPercents);
        var percent = ExactPrices.Scaled(method.Percent!.Value.Value, Decimals.OfPercents);
        var (times, by) = method.Kind switch
        {
            PriceMethodKind.PercentOfList => (percent, hundred),
            PriceMethodKind.MarkupOnCurrentCost or PriceMethodKind.MarkupOnStandardCost => (hundred + percent, hundred),
            _ => (hundred, hundred - percent),
        };
        var numerator = ExactPrices.Scaled(basis.Amount, Decimals.OfPrices) * times * (unit?.Numerator ?? 1);
        var price = ExactPrices.Rounded(numerator, by * (unit?.Denominator ?? 1));

        // what costs something is never given away by rounding
        return UnitPrice.Of(price == 0m && numerator.Sign > 0 ? Least : price, basis.Currency);
    }
}
