using System.Linq;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Compares lines with what the catalog says of them on a day, and prices them anew (R-STALE).</summary>
internal static class Repricing
{
    /// <summary>Compares lines with the catalog, and changes nothing.</summary>
    /// <param name="lines">The lines of a document or of one of its items, as they are agreed.</param>
    /// <param name="first">The place of the first of them in the document.</param>
    /// <param name="follows">Whether the document follows the catalog.</param>
    /// <param name="pricing">The catalog.</param>
    /// <returns>Each line that the catalog prices otherwise, agreed ones too; none of those that somebody overrode.</returns>
    [Pure]
    internal static ValueList<PriceDifference> Compare(ValueList<DocumentLine> lines, int first, bool follows, LinePricing pricing)
    {
        var differences = new List<PriceDifference>();
        foreach (var (place, count) in BundleLines.Cut(lines))
        {
            var before = Slice(lines, place, count);
            if (before[0] is { Product: { } product, Source: { Kind: not PriceSourceKind.Override } source } line
                && Priced(before, pricing) is var after
                && KindOf(before, after) is { } kind)
            {
                differences.Add(new()
                {
                    Line = first + place,
                    Text = line.Text,
                    Product = product,
                    Follows = IsMoved(before, after, follows),
                    Kind = kind,
                    OldPrice = line.UnitPrice,
                    NewPrice = after[0].UnitPrice,
                    OldVolumeDiscount = line.VolumeDiscount,
                    NewVolumeDiscount = after[0].VolumeDiscount,
                    OldAmount = Sum(before),
                    NewAmount = Sum(after),
                    Source = ErrorOf(after) is null ? after[0].Source : null,
                    PricingError = ErrorOf(after),
                });
            }
        }

        return differences.ToValueList();
    }

    /// <summary>Prices the lines anew that take the catalog's price. Overridden and agreed ones stay as they are, and so does each that the catalog prices as it is.</summary>
    /// <param name="lines">The lines of a document by hand.</param>
    /// <param name="follows">Whether it follows the catalog; of a locked one only lines move that have no price to keep.</param>
    /// <param name="pricing">The catalog.</param>
    [Pure]
    internal static ValueList<DocumentLine> Apply(ValueList<DocumentLine> lines, bool follows, LinePricing pricing)
    {
        var applied = new List<DocumentLine>(lines.Count);
        foreach (var (place, count) in BundleLines.Cut(lines))
        {
            var before = Slice(lines, place, count);
            applied.AddRange(before[0] is { Product: not null, Source: not null } && Priced(before, pricing) is var after && IsMoved(before, after, follows) && KindOf(before, after) is not null ? after : before);
        }

        return applied.ToValueList();
    }

    /// <summary>Tells whether the catalog has no price of a line, or of what a bundle holds: what has none has none to keep.</summary>
    /// <param name="lines">A line, or the heading of a bundle and its components.</param>
    internal static bool LacksPrice(ValueList<DocumentLine> lines) => lines.AsEnumerable().Any(static line => line.PricingError is not (null or CatalogErrors.DiscountExceedsLine));

    private static bool IsMoved(ValueList<DocumentLine> before, ValueList<DocumentLine> after, bool follows) =>
        before[0].Source?.Kind == PriceSourceKind.Catalog && (follows || (LacksPrice(before) && !LacksPrice(after)));

    private static ValueList<DocumentLine> Priced(ValueList<DocumentLine> before, LinePricing pricing) => pricing.Anew(before[0], pricing.Ask(before[0], before[0].Source!.Kind), before);

    // a price that moved to another list is no other price
    private static PriceDifferenceKind? KindOf(ValueList<DocumentLine> before, ValueList<DocumentLine> after) =>
        ErrorOf(before) != ErrorOf(after) ? PriceDifferenceKind.PricingError
        : before[0].UnitPrice != after[0].UnitPrice ? PriceDifferenceKind.Price
        : before[0].VolumeDiscount != after[0].VolumeDiscount ? PriceDifferenceKind.VolumeDiscount
        : Holds(before).SequenceEqual(Holds(after)) ? null
        : PriceDifferenceKind.Components;

    private static string? ErrorOf(ValueList<DocumentLine> lines) => lines.AsEnumerable().Select(static line => line.PricingError).FirstOrDefault(static error => error is not null);

    private static IEnumerable<(Id<Product>?, decimal, string, Money, string?)> Holds(ValueList<DocumentLine> lines) =>
        lines.AsEnumerable().Select(static line => (line.Product, line.Quantity, line.Unit, line.Amount, line.PricingError));

    private static Money Sum(ValueList<DocumentLine> lines) => lines.AsEnumerable().Aggregate(Money.Zero(lines[0].Amount.Currency), static (sum, line) => sum + line.Amount);

    private static ValueList<DocumentLine> Slice(ValueList<DocumentLine> lines, int first, int count) => lines.AsSpan().Slice(first, count).ToArray().ToValueList();
}
