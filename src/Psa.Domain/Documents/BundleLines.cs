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
        foreach (var component in content.Components)
        {
            var product = products.GetValueOrDefault(component.Product) ?? throw new EntityNotFoundException(nameof(Product), component.Product.Value);
            var unit = component.Unit ?? product.Unit;
            var found = book.Find(question with { Product = product, Unit = unit, Quantity = 0m });
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
                BundleShare = new(component.Quantity, found.Price?.Price),
                HidesQuantity = bundle.HidesComponentQuantities,
                Amount = zero,
            });
        }

        return Shared(line, components, rounding);
    }

    /// <summary>Frees a bundle on a document: its components become plain lines of the same quantities at the agreed price that their shares make.</summary>
    /// <param name="lines">The heading and its components.</param>
    /// <returns>The plain lines; each comes to what it came to.</returns>
    internal static ValueList<DocumentLine> Unbundle(ValueList<DocumentLine> lines) =>
        lines.AsEnumerable()
            .Where(static line => line.Bundle == BundleRole.Component)
            .Select(static line => line with { Bundle = BundleRole.None, BundleShare = null, HidesQuantity = false, PricingError = null, Source = new(PriceSourceKind.Agreed) })
            .ToValueList();

    /// <summary>Gives a bundle another quantity, price or discount and leaves it what it holds, and the weights by which that shares: amounts say too little of them, or nothing, where they are small.</summary>
    /// <param name="line">The line as if it billed the bundle.</param>
    /// <param name="before">The heading and its components.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <returns>The heading and the components.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: a component's quantity can't be written.</exception>
    internal static ValueList<DocumentLine> Reshare(DocumentLine line, ValueList<DocumentLine> before, Rounding rounding)
    {
        var components = before.Skip(1).ToList();
        return Shared(line, components.ConvertAll(component => component with { Quantity = Decimals.Quantity(line.Quantity * component.BundleShare!.Quantity), Carry = 0 }), rounding);
    }

    /// <summary>Says whether the catalog prices lines whole: the line, and all that a bundle holds on the day, which is something.</summary>
    /// <param name="lines">A line, or the heading of a bundle and its components, as the catalog prices them.</param>
    internal static bool IsPriced(ValueList<DocumentLine> lines) =>
        lines is not [{ Bundle: BundleRole.Heading }] && lines.AsEnumerable().All(static line => line.PricingError is null or CatalogErrors.DiscountExceedsLine);

    /// <summary>Says on lines that are kept what the catalog can't price: on the component, or on the heading where that isn't one of them.</summary>
    /// <param name="kept">The heading, with its own pricing error, and the components.</param>
    /// <param name="priced">The lines as the catalog prices them.</param>
    internal static ValueList<DocumentLine> Marked(ValueList<DocumentLine> kept, ValueList<DocumentLine> priced)
    {
        var errors = priced.AsEnumerable().Skip(1).Where(static line => line.PricingError is not null).ToList();
        var marked = kept.AsEnumerable().Skip(1).Select(line => line with { PricingError = TakeError(errors, line) }).ToList();
        var other = priced is [{ PricingError: { } alone }] ? alone : errors.FirstOrDefault()?.PricingError;
        return [kept[0] with { PricingError = kept[0].PricingError ?? other }, .. marked];
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

    private static string? TakeError(List<DocumentLine> errors, DocumentLine component)
    {
        var at = errors.FindIndex(line => line.Product == component.Product && line.Unit == component.Unit);
        if (at < 0)
        {
            return null;
        }

        var error = errors[at].PricingError;
        errors.RemoveAt(at);
        return error;
    }

    // the heading, and the components with their shares of it
    private static ValueList<DocumentLine> Shared(DocumentLine line, List<DocumentLine> components, Rounding rounding)
    {
        var shares = Allocation.Allocate(line.Amount, Weights(components.ConvertAll(static component => component.BundleShare!)));
        return [line with { Bundle = BundleRole.Heading, Amount = Money.Zero(line.Amount.Currency) }, .. components.Select((component, place) => Priced(component, shares[place], rounding))];
    }

    // price × quantity, all on one scale; by quantity where no component costs anything
    private static BigInteger[] Weights(List<BundleShare> shares)
    {
        var cost = shares.Exists(static share => share.Price is { Amount: > 0m });
        return [.. shares.Select(share => ExactPrices.Scaled(share.Quantity, Decimals.OfQuantities) * (cost ? ExactPrices.Scaled(share.Price?.Amount ?? 0m, Decimals.OfPrices) : BigInteger.One))];
    }
}
