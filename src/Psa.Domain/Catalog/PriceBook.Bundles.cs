using System.Numerics;
using NodaTime;

namespace Psa.Catalog;

/// <content>Bundles that cost what their components cost, less a percent (R-BUNDLE).</content>
internal sealed partial class PriceBook
{
    private const int SumDecimals = Decimals.OfPrices + Decimals.OfQuantities;

    private PriceLookup FindSum(in PriceQuestion question, BundleContent content, Percent discount, UnitGroup? group, string unit)
    {
        // the sum is explained by the list that decides for all of them
        if (DecidingList(question, out var list) is { } error)
        {
            return PriceLookup.Missing(error);
        }

        var (sum, from) = (BigInteger.Zero, content.From);
        foreach (var component in content.Components)
        {
            if (!_products.TryGetValue(component.Product, out var product))
            {
                return PriceLookup.Missing(CatalogErrors.ProductNotInList);
            }

            if (product.Kind == ProductKind.Bundle)
            {
                return PriceLookup.Missing(CatalogErrors.NestedBundle);
            }

            var found = Find(question with { Product = product, Unit = component.Unit, Quantity = 0m });
            if (!found.Found)
            {
                return found;
            }

            sum += ExactPrices.Scaled(found.Price.Price.Amount, Decimals.OfPrices) * ExactPrices.Scaled(component.Quantity, Decimals.OfQuantities);
            from = LocalDate.Max(from, found.Price.From);
        }

        var hundred = ExactPrices.Scaled(100m, Decimals.OfPercents);
        var factor = group is null || unit == group.BaseUnit.Code ? null : group.Find(unit);
        var numerator = sum * (hundred - ExactPrices.Scaled(discount.Value, Decimals.OfPercents)) * (factor?.Numerator ?? 1);
        var denominator = hundred * (factor?.Denominator ?? 1) * BigInteger.Pow(10, SumDecimals - Decimals.OfPrices);
        return PriceLookup.Of(new(UnitPrice.Of(ExactPrices.Rounded(numerator, denominator), question.Currency), list!.Id, list.Name, from));
    }
}
