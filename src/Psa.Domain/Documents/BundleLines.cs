using System.Linq;
using System.Numerics;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// The lines of a bundle (R-BUNDLE): a heading that shows quantity and price and comes to nothing itself, and a line for each component, which bills its share of what the heading shows.
/// </summary>
internal static class BundleLines
{
    /// <summary>Makes the lines of a bundle out of a line that is priced as one of it.</summary>
    /// <param name="line">The line as if it billed the bundle: quantity, price, discounts, and what they come to.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="question">What the line's price was asked for; the components' prices are asked with it.</param>
    /// <param name="products">The products, those of the components among them.</param>
    /// <param name="book">The prices.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <returns>The heading and the components; Σ of the components is what the line came to. A component without a price has the named pricing error.</returns>
    /// <exception cref="EntityNotFoundException">A component isn't there.</exception>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: a component's quantity can't be written.</exception>
    internal static ValueList<DocumentLine> Expand(
        DocumentLine line, Product bundle, PriceQuestion question, IReadOnlyDictionary<Id<Product>, Product> products, PriceBook book, Rounding rounding)
    {
        var zero = Money.Zero(line.Amount.Currency);
        if (bundle.ContentOn(question.Date) is not { } content)
        {
            return [line with { Bundle = BundleRole.Heading, Amount = zero, PricingError = line.PricingError ?? CatalogErrors.NoPriceAtDate }];
        }

        var components = new List<DocumentLine>(content.Components.Count);
        var prices = new List<UnitPrice?>(content.Components.Count);
        foreach (var component in content.Components)
        {
            var product = products.GetValueOrDefault(component.Product) ?? throw new EntityNotFoundException(nameof(Product), component.Product.Value);
            var unit = component.Unit ?? product.Unit;
            var found = book.Find(question with { Product = product, Unit = unit, Quantity = 0m });
            prices.Add(found.Price?.Price);
            components.Add(new()
            {
                Text = product.Name,
                Product = product.Id,
                Quantity = Decimals.Quantity(line.Quantity * component.Quantity),
                Unit = unit,
                TaxCode = line.TaxCode ?? bundle.TaxCode ?? product.TaxCode,
                IsTaxOverride = line.IsTaxOverride,
                PricingError = found.Error,
                Bundle = BundleRole.Component,
                HidesQuantity = bundle.HidesComponentQuantities,
                Amount = zero,
            });
        }

        var shares = Allocation.Allocate(line.Amount, Weights(content.Components, prices));
        return [line with { Bundle = BundleRole.Heading, Amount = zero }, .. components.Select((component, place) => Priced(component, shares[place], rounding))];
    }

    /// <summary>Frees a bundle on a document: its components become plain lines of the same quantities at the agreed price that their shares make.</summary>
    /// <param name="lines">The heading and its components.</param>
    /// <returns>The plain lines; each comes to what it came to.</returns>
    internal static ValueList<DocumentLine> Unbundle(ValueList<DocumentLine> lines) =>
        lines.AsEnumerable()
            .Where(static line => line.Bundle == BundleRole.Component)
            .Select(static line => line with { Bundle = BundleRole.None, HidesQuantity = false, PricingError = null, Source = new(PriceSourceKind.Agreed) })
            .ToValueList();

    /// <summary>Gives a bundle another quantity, price or discount and leaves it what it holds: the shares stay in proportion.</summary>
    /// <param name="line">The line as if it billed the bundle.</param>
    /// <param name="before">The heading, of a quantity that isn't zero, and its components.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <returns>The heading and the components.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: a component's quantity can't be written.</exception>
    internal static ValueList<DocumentLine> Reshare(DocumentLine line, ValueList<DocumentLine> before, Rounding rounding)
    {
        var components = before.Skip(1).ToList();
        var free = components.TrueForAll(static component => component.Amount.IsZero);
        var weights = components.ConvertAll(component => free ? Integer(Math.Abs(component.Quantity), Decimals.OfQuantities) : BigInteger.Abs(component.Amount.MinorUnits));
        var shares = Allocation.Allocate(line.Amount, [.. weights]);
        var priced = components.Select((component, place) => Priced(
            component with { Quantity = Decimals.Quantity(component.Quantity / before[0].Quantity * line.Quantity), Carry = 0 }, shares[place], rounding));
        return [line with { Bundle = BundleRole.Heading, Amount = Money.Zero(line.Amount.Currency) }, .. priced];
    }

    /// <summary>Cuts lines into those that stand by themselves: a line, or the heading of a bundle with its components.</summary>
    /// <returns>The first place of each, and how many lines it has.</returns>
    internal static List<(int First, int Count)> Cut(ValueList<DocumentLine> lines)
    {
        var cut = new List<(int First, int Count)>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Bundle == BundleRole.Component && cut.Count > 0)
            {
                cut[^1] = (cut[^1].First, cut[^1].Count + 1);
            }
            else
            {
                cut.Add((i, 1));
            }
        }

        return cut;
    }

    /// <summary>Writes a share on the line of a component: as a price per unit too; what that can't say to the minor unit stands beside it.</summary>
    internal static DocumentLine Priced(DocumentLine line, Money share, Rounding rounding)
    {
        if (line.Quantity == 0m)
        {
            return line with { Amount = share, Carry = share.MinorUnits, UnitPrice = UnitPrice.Of(0m, share.Currency) };
        }

        var quantity = (BigInteger)ExactInteger.Mantissa(line.Quantity, out var scale);
        var numerator = (BigInteger)share.MinorUnits * BigInteger.Pow(10, Decimals.OfPrices - share.Currency.MinorUnits + scale);
        var priced = line with { UnitPrice = UnitPrice.Of(ExactPrices.Rounded(numerator * quantity.Sign, BigInteger.Abs(quantity)), share.Currency), Amount = share };
        return priced with { Carry = (share - priced.Recompute(rounding)).MinorUnits };
    }

    // price × quantity, all on one scale; by quantity where no component costs anything
    private static BigInteger[] Weights(ValueList<BundleComponent> components, List<UnitPrice?> prices)
    {
        var cost = prices.Exists(static price => price is { Amount: > 0m });
        var weights = new BigInteger[components.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Integer(components[i].Quantity, Decimals.OfQuantities) * (cost ? Integer(prices[i]?.Amount ?? 0m, Decimals.OfPrices) : BigInteger.One);
        }

        return weights;
    }

    private static BigInteger Integer(decimal value, int decimals)
    {
        var mantissa = ExactInteger.Mantissa(value, out var scale);
        return mantissa * BigInteger.Pow(10, decimals - scale);
    }
}
