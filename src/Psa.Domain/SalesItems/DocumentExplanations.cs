using System.Text;
using Psa.Catalog;
using Psa.Documents;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>Says in words how a line of any document came about, from what is stored with it and nothing else: of quotes, orders, invoices and credit notes, whoever wrote them.</summary>
public static class DocumentExplanations
{
    /// <summary>Explains a line: its quantity and price and where that is from, its discounts, its share of the period and of the document's discounts, and its tax.</summary>
    /// <param name="document">The document.</param>
    /// <param name="line">The place of the line, from 0.</param>
    /// <param name="language">The language; English when none is given.</param>
    /// <returns>The explanation, a sentence a line; of a note its text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    [Pure]
    public static string Explain(this Document document, int line, ILanguage? language = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(line, document.Lines.Count);
        var (speaker, text) = (new Speaker(language ?? DocumentLanguages.English), new StringBuilder());
        Explain(document.Lines[line], document.Rounding, speaker, text);
        if (document.Lines[line] is { Bills: true } own && line < document.Totals.Lines.Count)
        {
            var totals = document.Totals.Lines[line];
            if (!totals.Discount.IsZero)
            {
                text.Line($"{speaker.Words.DocumentDiscount(speaker.Amount(totals.Discount), speaker.Amount(totals.Taxable))}.");
            }

            ExplainTax(own, totals, speaker, text);
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Explains a line before its document: what multiplies out.</summary>
    internal static void Explain(DocumentLine line, Rounding rounding, Speaker speaker, StringBuilder text)
    {
        if (!line.Bills)
        {
            text.Line(LineText.Of(line, speaker));
            return;
        }

        var words = speaker.Words;
        text.Append($"{LineText.Of(line, speaker)}: {speaker.Quantity(line.Quantity)} × {speaker.Each(line.UnitPrice, line.VolumeDiscount)}{Origin(line.Source, speaker)}");
        text.Append(line.Discount is { } less ? $", {words.Less(speaker.Discount(less))}" : string.Empty);
        text.Append(line.Share is { } share && line.Period is { } period ? $"; {words.PartOf(ChargeText.Fraction(share.Units, share.OfUnits), speaker.Days(period))}" : string.Empty);
        var exact = LineAmounts.Exact(line.Quantity, line.UnitPrice, line.Discount, line.VolumeDiscount);
        var isRounded = line.Share is not null || exact != ExactAmount.Of(line.Recompute(rounding) - Carry(line));
        text.Append($" = {speaker.Amount(line.Amount)}{(isRounded ? $", {words.Rounded(speaker.Name(rounding))}" : string.Empty)}");
        text.Line(line.Carry == 0 ? "." : $", {words.LeftOver(speaker.Amount(Carry(line)))}.");
        foreach (var detail in LineText.In(line, speaker).Details)
        {
            var said = detail.Text is { Length: > 0 } name ? $"{name}: " : string.Empty;
            text.Line($"  {said}{speaker.Quantity(detail.Quantity)}{(detail.UnitPrice is { } each ? $" × {speaker.Price(each)}" : string.Empty)}");
        }
    }

    private static Money Carry(DocumentLine line) => Money.FromMinorUnits(line.Carry, line.Amount.Currency);

    private static string Origin(PriceSource? source, Speaker speaker) => source switch
    {
        null => string.Empty,
        { Kind: PriceSourceKind.Override } said => $" ({speaker.Words.PriceBy(said.By ?? string.Empty)}{(said.Reason is { Length: > 0 } reason ? $", {reason}" : string.Empty)}{Original(said, speaker)})",
        { ListName: { } name } list => $" ({speaker.Words.PriceList(name, speaker.On(list.From))}{(list.BaseUnit is { } unit ? $", {unit}" : string.Empty)})",
        _ => $" ({speaker.Words.Agreed(speaker.On(source.From))})",
    };

    private static string Original(PriceSource source, Speaker speaker) => source.Original is { } original ? $", {speaker.Words.InsteadOf(speaker.Each(original, source.OriginalVolumeDiscount))}" : string.Empty;

    private static void ExplainTax(DocumentLine line, in LineTotals totals, Speaker speaker, StringBuilder text)
    {
        if (line.Tax is not { } tax)
        {
            return;
        }

        for (var i = 0; i < tax.Applied.Components.Count; i++)
        {
            var amount = totals.ByComponent[i];
            var component = tax.Applied.Components[i];
            text.Line($"{(component.Name is { } name ? name + ": " : string.Empty)}{speaker.Words.TaxOn(speaker.Percent(component.Rate), speaker.Amount(totals.Taxable), speaker.Amount(amount))}.");
        }
    }
}
