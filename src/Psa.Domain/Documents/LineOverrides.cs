using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What it is to say another price than the catalog's: the line keeps what it had before.</summary>
internal static class LineOverrides
{
    /// <summary>Says another price. What the quantity took off isn't taken off that.</summary>
    /// <param name="line">The line.</param>
    /// <param name="price">The price.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="reason">Why, or <see langword="null"/>.</param>
    internal static DocumentLine Overridden(this DocumentLine line, UnitPrice price, string by, string? reason)
    {
        var before = line.Source;
        var isFirst = before?.Kind != PriceSourceKind.Override;
        var hadNone = line is { UnitPrice.Amount: 0m, PricingError: not (null or CatalogErrors.DiscountExceedsLine) };
        return line with
        {
            UnitPrice = price,
            VolumeDiscount = null,
            PricingError = null,
            Source = new(PriceSourceKind.Override, before?.List, before?.ListName, before?.From, by, before?.BaseUnit)
            {
                Reason = reason,
                Original = !isFirst ? before!.Original : hadNone ? null : line.UnitPrice,
                OriginalVolumeDiscount = !isFirst ? before!.OriginalVolumeDiscount : line.VolumeDiscount,
            },
        };
    }

    /// <summary>Gives an overridden line back what it had: the price that the catalog said then, or that was agreed; zero and no source when it had none.</summary>
    internal static DocumentLine Restored(this DocumentLine line)
    {
        var source = line.Source!;
        return line with
        {
            UnitPrice = source.Original ?? UnitPrice.Of(0m, line.UnitPrice.Currency),
            VolumeDiscount = source.OriginalVolumeDiscount,
            PricingError = null,
            Source = source.Original is null ? null
                : new(source.List is null ? PriceSourceKind.Agreed : PriceSourceKind.Catalog, source.List, source.ListName, source.From, BaseUnit: source.BaseUnit),
        };
    }
}
