using System.Linq;
using System.Text;
using Psa.Languages;

namespace Psa.Adjustments;

/// <summary>Says in words how the differences of an adjustment came about, and computes them anew from what is stored with it.</summary>
public static class AdjustmentExplanations
{
    /// <summary>Explains an adjustment: the lines of each buyer, currency and tax code, and their difference.</summary>
    /// <param name="adjustment">The adjustment, made or as a preview gives it.</param>
    /// <param name="language">The language; English when none is given.</param>
    /// <returns>The explanation, a sentence a line.</returns>
    [Pure]
    public static string Explain(this Adjustment adjustment, ILanguage? language = null)
    {
        ArgumentNullException.ThrowIfNull(adjustment);
        var (speaker, text) = (new Speaker(language ?? DocumentLanguages.English), new StringBuilder());
        foreach (var difference in adjustment.Differences)
        {
            var lines = Of(adjustment, difference).ToList();
            Add(lines, AdjustmentPane.Billed, speaker.Words.BilledLines);
            Add(lines, AdjustmentPane.Performed, speaker.Words.PerformedLines);
            text.Append(difference.TaxCode).Append(difference.TaxCode.Length > 0 ? ": " : string.Empty);
            text.Append(speaker.Words.PerformedLess(speaker.Amount(difference.Performed), speaker.Amount(difference.Billed), speaker.Amount(difference.Amount))).Append(".\n");
        }

        return text.ToString().TrimEnd();

        void Add(List<ComparedLine> lines, AdjustmentPane pane, string heading)
        {
            var own = lines.FindAll(line => line.Pane == pane);
            if (own.Count > 0)
            {
                text.Append(heading).Append('\n');
            }

            foreach (var (line, rate) in own.Select(line => (line, adjustment.Content.Rates.AsEnumerable().FirstOrDefault(rate => rate.Currency == line.Difference.Currency))))
            {
                text.Append($"  {line.Line.Document ?? line.Line.Source}, {speaker.On(line.Line.Date)}, {line.Line.Text}: ");
                text.Append(line.Line.Price is { } price ? $"{speaker.Quantity(line.Line.Quantity)} × {speaker.Price(price)}{(line.Line.PriceQuantity is { } of ? $" ÷ {speaker.Quantity(of)}" : string.Empty)}; " : string.Empty);
                text.Append(speaker.Amount(line.Difference)).Append(rate is null || adjustment.Differences[0].Amount.Currency == rate.Currency ? string.Empty : $" × {speaker.Quantity(rate.Rate)}").Append(".\n");
            }
        }
    }

    /// <summary>Computes the differences of an adjustment anew, from the lines, rates and rounding that are stored with it.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <returns>The differences: the stored ones, always.</returns>
    [Pure]
    public static ValueList<AdjustmentDifference> Recompute(this Adjustment adjustment)
    {
        ArgumentNullException.ThrowIfNull(adjustment);
        return AdjustmentSums.Of([.. adjustment.Lines], new() { Rates = AdjustmentRules.RatesOf(adjustment.Content), Rounding = adjustment.Rounding });
    }

    private static IEnumerable<ComparedLine> Of(Adjustment adjustment, AdjustmentDifference difference) =>
        AdjustmentRules.LinesOf(adjustment, new(difference.Buyer, [difference.TaxCode], difference.Amount)).Where(static line => !line.Taken.IsEmpty);
}
