using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Records;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>What quotes, orders and invoices that somebody writes share of their prices: what somebody says instead of the catalog, and what no step is taken with.</summary>
internal static class HandPrices
{
    /// <summary>Refuses what is no place of a line.</summary>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>.</exception>
    internal static void RequirePlace(int line)
    {
        const int Most = 1_000_000;
        if (line is < 0 or > Most)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, FormattableString.Invariant($"{line} is no place of a line: they begin at 0, and no document has more than {Most}."), "Line")]);
        }
    }

    /// <summary>Refuses a price that nobody can say, and one without a reason.</summary>
    /// <exception cref="RuleViolationException"><c>price.negative</c>, <c>sales_item.reason_missing</c>.</exception>
    internal static void RequireSayable(UnitPrice price, string reason, Guid document)
    {
        Border.Check(price);
        Border.Check(reason);
        if (price.Amount < 0m)
        {
            throw new RuleViolationException(CatalogErrors.NegativePrice, $"The price {price} is below zero: use a discount, or a negative quantity.", document).At("Price");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(SalesItemErrors.ReasonMissing, "Say why the price is another.", document).At("Reason");
        }
    }

    /// <summary>Says another price of a line, or of a bundle by its heading.</summary>
    /// <exception cref="CurrencyMismatchException">It is of another currency than the document.</exception>
    internal static ValueList<DocumentLine> Overridden(this ValueList<DocumentLine> before, LinePricing pricing, UnitPrice price, Actor actor, string reason) =>
        price.Currency == pricing.Currency
            ? pricing.Lines(before[0].Overridden(price, actor.DisplayName, reason.Trim()), before)
            : throw new CurrencyMismatchException(price.Currency, pricing.Currency);

    /// <summary>Takes an override back: the line has the catalog's price again where its document follows it, and else the price that it had before.</summary>
    internal static ValueList<DocumentLine> Restored(this ValueList<DocumentLine> before, LinePricing pricing, bool follows)
    {
        if (before[0].Source is not { Kind: PriceSourceKind.Override } source)
        {
            return before;
        }

        var (restored, hadPrice) = (before[0].Restored(), source.Original is not null);
        return hadPrice && (!follows || restored is { Source.Kind: PriceSourceKind.Agreed })
            ? pricing.Lines(restored, before)
            : pricing.Anew(restored, pricing.Ask(restored, PriceSourceKind.Catalog), before);
    }

    /// <summary>Frees a bundle.</summary>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it holds nothing.</exception>
    internal static ValueList<DocumentLine> Unbundled(this ValueList<DocumentLine> before, int line, Guid document) => before.Count > 1
        ? BundleLines.Unbundle(before)
        : throw new RuleViolationException(PsaErrors.ActionNotAllowed, $"The line {line} holds no components: name the heading of a bundle that does, by its place from 0.", document).At("Line");

    /// <summary>Refuses a document whose prices the catalog says otherwise by now.</summary>
    /// <param name="following">What differs of the lines that follow it.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place.</exception>
    internal static void RequireFresh(ValueList<PriceDifference> following, Guid document) => ValidationFailedException.ThrowIfAny(
        following.AsEnumerable().Select(static one => new Problem(CatalogErrors.StalePrices, Stale(one), FormattableString.Invariant($"Lines[{one.Line}]"))).ToValueList(), document);

    /// <summary>Refuses a document of which lines aren't priced.</summary>
    /// <exception cref="ValidationFailedException"><c>document.pricing_error</c>, each line with its place.</exception>
    internal static void RequirePriced(ValueList<DocumentLine> lines, Guid document)
    {
        var problems = lines.AsEnumerable().Select(static (line, place) => (line, place)).Where(static one => one.line.PricingError is not null)
            .Select(static one => new Problem(
                DocumentErrors.PricingError, $"'{one.line.Text}' isn't priced ({one.line.PricingError}): mend the discount, or the catalog and price the document anew, or override the price.", FormattableString.Invariant($"Lines[{one.place}]")));
        ValidationFailedException.ThrowIfAny(problems.ToValueList(), document);
    }

    private static string Stale(PriceDifference one)
    {
        var now = one.PricingError is { } error ? $"has no price of it any more ({error})" : $"says {Each(one.NewPrice, one.NewVolumeDiscount)}";
        return $"'{one.Text}' is priced at {Each(one.OldPrice, one.OldVolumeDiscount)}, and the catalog {now}: price the document anew, or override the price.";

        static string Each(UnitPrice price, UnitPrice? off) => off is { } less ? $"{price} − {less}" : price.ToString();
    }
}
