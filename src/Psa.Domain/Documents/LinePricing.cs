using NodaTime;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What the lines of a document are priced by: the catalog, whose lists hold, and the day.</summary>
internal sealed record LinePricing
{
    /// <summary>Gets the catalog, with the products of all lines.</summary>
    internal required CatalogFacts Catalog { get; init; }

    /// <summary>Gets the catalog's prices in the seller's price mode.</summary>
    internal required PriceBook Book { get; init; }

    /// <summary>Gets the currency of the document.</summary>
    internal required Currency Currency { get; init; }

    /// <summary>Gets the day whose prices hold.</summary>
    internal required LocalDate Date { get; init; }

    /// <summary>Gets how amounts are rounded.</summary>
    internal required Rounding Rounding { get; init; }

    /// <summary>Gets the list that was chosen on the document, or <see langword="null"/>.</summary>
    internal Id<PriceList>? Chosen { get; init; }

    /// <summary>Gets the contract's assignments.</summary>
    internal ValueList<PriceListAssignment> OfContract { get; init; }

    /// <summary>Gets the customer's assignments.</summary>
    internal ValueList<PriceListAssignment> OfCustomer { get; init; }

    /// <summary>Gets the payer's assignments.</summary>
    internal ValueList<PriceListAssignment> OfPayer { get; init; }

    /// <summary>Finds a product.</summary>
    internal Product? Find(Id<Product>? product) => product is { } id ? Catalog.Products.GetValueOrDefault(id) : null;

    /// <summary>Gives a line the catalog's price, and volume discount for its quantity. One that has none keeps what it has, and says why.</summary>
    /// <param name="line">The line, of a product.</param>
    /// <param name="kind">Whether the price is the catalog's, or agreed from now on.</param>
    internal DocumentLine Ask(DocumentLine line, PriceSourceKind kind)
    {
        var found = Book.Find(QuestionOf(line));
        return found.Price is { } price
            ? line with
            {
                UnitPrice = price.Price,
                VolumeDiscount = price.VolumeDiscount,
                Source = new(kind, price.List, price.ListName, price.From, BaseUnit: price.BaseUnit),
                PricingError = null,
            }
            : line with { Source = line.Source ?? new(kind), PricingError = found.Error };
    }

    /// <summary>Gives the lines of one that is priced: of a bundle, its heading and what it holds on the day. One whose price somebody said needs no prices of what it holds.</summary>
    internal ValueList<DocumentLine> Lines(DocumentLine priced) => Accepted(Expanded(priced));

    /// <summary>Gives the lines of one that stood there and is priced anew. A bundle that the catalog can't price whole keeps what it held, and its last price and shares, and says why.</summary>
    /// <param name="last">The line with its last price, and with another quantity, discount or text perhaps.</param>
    /// <param name="asked">The line as the catalog prices it, or as somebody says.</param>
    /// <param name="before">What it was: a line, or the heading of a bundle and its components; empty for a new one.</param>
    internal ValueList<DocumentLine> Anew(DocumentLine last, DocumentLine asked, ValueList<DocumentLine> before)
    {
        var lines = Expanded(asked);
        if (before.Count <= 1 || BundleLines.IsPriced(lines))
        {
            return Accepted(lines);
        }

        return IsSaid(asked) ? Lines(asked, before) : BundleLines.Marked(Lines(last with { Source = last.Source ?? asked.Source, PricingError = asked.PricingError }, before), lines);
    }

    /// <summary>Gives the lines of one that keeps its price, with another quantity, discount or text perhaps: a bundle holds what it held.</summary>
    /// <param name="kept">The line.</param>
    /// <param name="before">What it was: a line, or the heading of a bundle and its components.</param>
    internal ValueList<DocumentLine> Lines(DocumentLine kept, ValueList<DocumentLine> before)
    {
        if (before.Count == 1)
        {
            // what was no bundle stays none, whatever its product became
            return before[0].Bundle == BundleRole.None ? [Settled(kept)] : Lines(kept);
        }

        var lines = BundleLines.Reshare(Settled(kept), before, Rounding);
        for (var i = 1; kept.TaxCode != before[0].TaxCode && i < lines.Count; i++)
        {
            var code = kept.TaxCode ?? Find(kept.Product)?.TaxCode ?? Find(lines[i].Product)?.TaxCode;
            lines = lines.SetItem(i, lines[i] with { TaxCode = code, IsTaxOverride = kept.IsTaxOverride });
        }

        return Accepted(lines);
    }

    private static bool IsSaid(DocumentLine line) => line.Source is { Kind: PriceSourceKind.Override };

    // who says what the bundle costs takes its components as they are; one that holds nothing is billed as itself
    private ValueList<DocumentLine> Accepted(ValueList<DocumentLine> lines)
    {
        if (!IsSaid(lines[0]) || lines[0].Bundle == BundleRole.None)
        {
            return lines;
        }

        if (lines.Count == 1)
        {
            return [Settled(lines[0] with { PricingError = null })];
        }

        for (var i = 1; i < lines.Count; i++)
        {
            lines = lines[i].PricingError is null ? lines : lines.SetItem(i, lines[i] with { PricingError = null });
        }

        return lines;
    }

    private ValueList<DocumentLine> Expanded(DocumentLine priced)
    {
        var line = Settled(priced);
        return Find(line.Product) is { Kind: ProductKind.Bundle } bundle ? BundleLines.Expand(line, bundle, QuestionOf(line), Catalog.Products, Book, Rounding) : [line];
    }

    // what a changed quantity or price leaves too little for stays, and says so
    private DocumentLine Settled(DocumentLine line)
    {
        var plain = line with { Bundle = BundleRole.None, Carry = 0 };
        var error = plain.PricingError == CatalogErrors.DiscountExceedsLine ? null : plain.PricingError;
        return plain with
        {
            Amount = plain.Recompute(Rounding),
            PricingError = error ?? (plain.Discount.Exceeds(plain.Quantity, plain.UnitPrice, plain.VolumeDiscount) ? CatalogErrors.DiscountExceedsLine : null),
        };
    }

    private PriceQuestion QuestionOf(DocumentLine line) => new()
    {
        Product = Find(line.Product) ?? throw new EntityNotFoundException(nameof(Product), line.Product.GetValueOrDefault().Value),
        Unit = line.Unit,
        Quantity = line.Quantity,
        Currency = Currency,
        Date = Date,
        Chosen = Chosen,
        OfContract = OfContract,
        OfCustomer = OfCustomer,
        OfPayer = OfPayer,
    };
}
