using System.Linq;
using Psa.Catalog;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>Makes lines of what somebody writes by hand: checked, and priced by the catalog where they name a product and no price.</summary>
internal static class HandLines
{
    private const string Piece = "C62";

    /// <summary>Makes the lines.</summary>
    /// <param name="lines">What somebody wrote.</param>
    /// <param name="before">The lines that stood there; one that a written line goes on from (<see cref="KnownLines"/>) keeps what it has of prices by the rules of its document.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <param name="pricing">How products come to their prices, or <see langword="null"/> where each line says its own.</param>
    /// <returns>The lines of each written line: one, or of a bundle its heading and components.</returns>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    internal static List<ValueList<DocumentLine>> Write(ValueList<NewDocumentLine> lines, ValueList<DocumentLine> before, Currency currency, Rounding rounding, HandPricing? pricing)
    {
        ValidationFailedException.ThrowIfAny(Validate(lines, currency, pricing is not null));
        var (made, problems) = (new List<ValueList<DocumentLine>>(lines.Count), new List<Problem>());
        var matched = new KnownLines(before).Match(lines, line => UnitOf(line, pricing));
        for (var place = 0; place < lines.Count; place++)
        {
            var (line, prior) = (lines[place], matched[place]);
            var where = FormattableString.Invariant($"Lines[{place}]");
            made.Add(line.IsNote ? [Blank(line, currency, pricing)] : Priced(line, Blank(line, currency, pricing), prior, rounding, pricing, (code, message, field) => problems.Add(new(code, message, $"{where}.{field}"))));
        }

        ValidationFailedException.ThrowIfAny(problems.ToValueList());
        return made;
    }

    /// <summary>Checks lines that somebody wrote, but for their prices.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="currency">The item's currency.</param>
    /// <param name="isPriced">Whether the catalog prices products.</param>
    /// <returns>All that is wrong, each with its line; empty when nothing is.</returns>
    internal static ValueList<Problem> Validate(ValueList<NewDocumentLine> lines, Currency currency, bool isPriced)
    {
        var problems = new List<Problem>();
        var bills = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var where = FormattableString.Invariant($"Lines[{i}]");
            bills |= !line.IsNote;
            if (string.IsNullOrWhiteSpace(line.Text))
            {
                problems.Add(new(SalesItemErrors.Incomplete, "The line needs a text.", where));
            }

            if (line is { IsNote: false, UnitPrice: null } && !(isPriced && line.Product is not null))
            {
                problems.Add(new(MoneyErrors.Missing, "The line has no price: say one, 0 if it is to bill nothing.", $"{where}.{nameof(line.UnitPrice)}"));
            }
            else if (!line.IsNote && ((line.UnitPrice is { } price && price.Currency != currency) || (line.Discount?.Currency is { } other && other != currency)))
            {
                problems.Add(new(SalesItemErrors.CurrencyMismatch, $"Price and discount must be in the item's currency, {currency}.", where));
            }

            if (isPriced && line is { IsNote: false, UnitPrice.Amount: < 0m })
            {
                problems.Add(new(CatalogErrors.NegativePrice, $"The price {line.UnitPrice} is below zero: use a discount, or a negative quantity.", $"{where}.{nameof(line.UnitPrice)}"));
            }

            if (line.Quantity.Scale > Decimals.OfQuantities)
            {
                problems.Add(new(MoneyErrors.TooManyDecimals, $"The quantity has more than {Decimals.OfQuantities} decimals: round it yourself, where you can answer for it.", where));
            }
        }

        if (!bills)
        {
            problems.Insert(0, new(SalesItemErrors.Incomplete, "The item needs a line that bills something.", "Lines"));
        }

        return problems.ToValueList();
    }

    private static string UnitOf(NewDocumentLine line, HandPricing? pricing) => line.Unit ?? pricing?.Lines.Find(line.Product)?.Unit ?? Piece;

    private static DocumentLine Blank(NewDocumentLine line, Currency currency, HandPricing? pricing) => new(UnitOf(line, pricing))
    {
        Text = line.Text,
        Product = line.Product,
        Quantity = line.IsNote ? 0m : line.Quantity,
        UnitPrice = line.IsNote ? default : UnitPrice.Of(0m, currency),
        Discount = line.IsNote ? null : line.Discount,
        TaxCode = line.TaxCode,
        IsTaxOverride = line.TaxCode is not null,
        Amount = Money.Zero(currency),
        IsNote = line.IsNote,
    };

    private static ValueList<DocumentLine> Priced(
        NewDocumentLine line, DocumentLine blank, ValueList<DocumentLine> prior, Rounding rounding, HandPricing? pricing, Action<string, string, string> refuse)
    {
        var lines = line.Product is null || pricing is null ? Said(line, blank, prior, rounding, pricing, refuse) : OfProduct(line, blank, prior, pricing, refuse);
        var isOld = !prior.IsEmpty && prior[0].Discount == line.Discount && pricing?.IsAgreed != true;
        if (!isOld && lines[0].Discount.Exceeds(lines[0].Quantity, lines[0].UnitPrice, lines[0].VolumeDiscount))
        {
            refuse(CatalogErrors.DiscountExceedsLine, $"The discount {line.Discount} takes more than the line has: give at most its price.", nameof(line.Discount));
        }

        return lines;
    }

    // free text, and what is written where nothing else prices it
    private static ValueList<DocumentLine> Said(
        NewDocumentLine line, DocumentLine blank, ValueList<DocumentLine> prior, Rounding rounding, HandPricing? pricing, Action<string, string, string> refuse)
    {
        if (pricing?.IsLocked == true && (prior.IsEmpty || prior[0].UnitPrice != line.UnitPrice))
        {
            refuse(CatalogErrors.PricesLocked, "The prices of the document are locked, so it takes no free text: name a product, or let its prices follow the catalog first.", nameof(line.UnitPrice));
        }

        var said = blank with { UnitPrice = line.UnitPrice!.Value };
        return pricing is not null ? pricing.Lines.Lines(said) : [said with { Amount = said.Recompute(rounding) }];
    }

    private static ValueList<DocumentLine> OfProduct(NewDocumentLine line, DocumentLine blank, ValueList<DocumentLine> prior, HandPricing pricing, Action<string, string, string> refuse)
    {
        // a price that the line has isn't said anew: who sends back what was read overrides nothing
        var said = line.UnitPrice is { } price && (prior.IsEmpty || prior[0].UnitPrice != price) ? price : (UnitPrice?)null;
        var known = prior.IsEmpty ? blank : Keeping(blank, prior[0]);
        if (!prior.IsEmpty && ((pricing.IsLocked && !Heals(known, prior, pricing)) || prior[0].Source is not { Kind: PriceSourceKind.Catalog }))
        {
            return pricing.Lines.Lines(said is { } another ? known.Overridden(another, pricing.By, reason: null) : known, prior);
        }

        if (pricing.LeavesUntouched && IsUntouched(known, prior) && said is null)
        {
            return prior.SetItem(0, prior[0] with { Text = known.Text });
        }

        var asked = pricing.Lines.Ask(known, pricing.Kind);
        var overridden = said is { } other && !(asked.PricingError is null && asked.UnitPrice == other)
            ? (prior.IsEmpty ? asked : known).Overridden(other, pricing.By, reason: null)
            : null;
        var lines = pricing.Lines.Anew(overridden ?? known, overridden ?? asked, prior);
        if (pricing.IsAgreed && lines.AsEnumerable().FirstOrDefault(static one => one.PricingError is not (null or CatalogErrors.DiscountExceedsLine)) is { PricingError: { } error } unpriced)
        {
            refuse(error, $"The catalog has no price of '{unpriced.Text}' ({error}): mend the price list, or say the price.", nameof(line.UnitPrice));
        }

        return lines;
    }

    // a locked line that has no price keeps none once the catalog has one
    private static bool Heals(DocumentLine known, ValueList<DocumentLine> prior, HandPricing pricing) =>
        Repricing.LacksPrice(prior) && !Repricing.LacksPrice(pricing.Lines.Lines(pricing.Lines.Ask(known, pricing.Kind)));

    // but for its text; what has no price is asked for again
    private static bool IsUntouched(DocumentLine known, ValueList<DocumentLine> prior) =>
        !prior.IsEmpty && !Repricing.LacksPrice(prior)
        && (known.Quantity, known.Discount, known.TaxCode) == (prior[0].Quantity, prior[0].Discount, prior[0].IsTaxOverride ? prior[0].TaxCode : null);

    private static DocumentLine Keeping(DocumentLine blank, DocumentLine prior) => blank with
    {
        UnitPrice = prior.UnitPrice,
        VolumeDiscount = prior.VolumeDiscount,
        Source = prior.Source,
        PricingError = prior.PricingError,
    };
}
