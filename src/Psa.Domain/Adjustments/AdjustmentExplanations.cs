using System.Linq;
using System.Text;
using Psa.Customers;
using Psa.Languages;

namespace Psa.Adjustments;

/// <summary>Says in words how the differences of an adjustment came about, and computes them anew from what is stored with it.</summary>
public static class AdjustmentExplanations
{
    /// <summary>Explains an adjustment: the lines of each buyer, currency and tax code, what of them was taken into account before, and their difference.</summary>
    /// <param name="adjustment">The adjustment, made or as a preview gives it.</param>
    /// <param name="language">The language; English when none is given.</param>
    /// <param name="nameOf">Names the customers where a difference is of several; their ids stand there when it isn't given.</param>
    /// <returns>The explanation, a sentence a line.</returns>
    [Pure]
    public static string Explain(this Adjustment adjustment, ILanguage? language = null, Func<Id<Customer>, string>? nameOf = null)
    {
        ArgumentNullException.ThrowIfNull(adjustment);
        var (speaker, text) = (new Speaker(language ?? DocumentLanguages.English), new StringBuilder());
        var (billed, rates) = (ComparedLines.BilledIn(adjustment.Lines.AsEnumerable()), AdjustmentRules.RatesOf(adjustment.Content));
        foreach (var difference in adjustment.Differences)
        {
            var lines = Of(adjustment, difference).ToList();
            Add(lines, AdjustmentPane.Billed, speaker.Words.BilledLines, difference.Customers.Count > 1);
            Add(lines, AdjustmentPane.Performed, speaker.Words.PerformedLines, difference.Customers.Count > 1);
            text.Append(difference.TaxCode).Append(difference.TaxCode.Length > 0 ? ": " : string.Empty);
            text.Append(speaker.Words.PerformedLess(speaker.Amount(difference.Performed), speaker.Amount(difference.Billed), speaker.Amount(difference.Amount))).Append(".\n");
        }

        return text.ToString().TrimEnd();

        void Add(List<ComparedLine> lines, AdjustmentPane pane, string heading, bool areSeveral)
        {
            var own = lines.FindAll(line => line.Pane == pane);
            if (own.Count > 0)
            {
                text.Append(heading).Append('\n');
            }

            foreach (var line in own)
            {
                var customer = areSeveral ? $", {nameOf?.Invoke(line.Line.Customer) ?? line.Line.Customer.ToString()}" : string.Empty;
                text.Append($"  {line.Line.Document ?? line.Line.Source}, {speaker.On(line.Line.Date)}{customer}, {line.Line.Text.ReplaceLineEndings(" ")}: ").Append(Reason(adjustment, line, speaker));
                text.Append(speaker.Amount(line.Difference)).Append(line.CountsIn(billed) == line.Difference.Currency ? string.Empty : $" × {speaker.Quantity(line.RateOf(billed, rates)!.Value)}").Append(".\n");
            }
        }
    }

    /// <summary>Computes the differences of an adjustment anew, from the lines, rates and rounding that are stored with it, and what was taken of each line before.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <returns>The differences: the stored ones, always. A line of which something else is stored as taken than follows from its basis counts as nothing.</returns>
    [Pure]
    public static ValueList<AdjustmentDifference> Recompute(this Adjustment adjustment)
    {
        ArgumentNullException.ThrowIfNull(adjustment);
        return AdjustmentSums.Of([.. adjustment.Lines.AsEnumerable().Select(line => line.FollowsFromBasis(adjustment) ? line : line with { Taken = [] })], new() { Rates = AdjustmentRules.RatesOf(adjustment.Content), Rounding = adjustment.Rounding });
    }

    // why a line comes to what it does: what it is now in the period, less what was taken of it before
    private static string Reason(Adjustment adjustment, ComparedLine compared, Speaker speaker)
    {
        var (line, parts) = (compared.Line, new List<string>());
        if (compared.Parts(adjustment) is not var (now, before))
        {
            return string.Empty;
        }

        if (line.IsGone())
        {
            parts.Add(speaker.Words.NoLongerThere);
        }
        else if (!now.IsZero || before.IsZero)
        {
            var isPart = line.Period is { } whole && whole.Intersect(AdjustmentRules.PeriodOf(adjustment.Content)) is { } days && days != whole;
            var of = line.Price is { } price && line.Net is null ? $"{speaker.Quantity(line.Quantity)} × {speaker.Price(price)}{(line.PriceQuantity is { } units ? $" ÷ {speaker.Quantity(units)}" : string.Empty)}" : null;
            var said = isPart
                ? speaker.Words.ShareOfDays(of ?? speaker.Amount(line.Net!.Value), speaker.Days(line.Period!.Value), speaker.Days(line.Period.Value.Intersect(AdjustmentRules.PeriodOf(adjustment.Content))!.Value))
                : of;
            parts.AddRange(
                before.IsZero ? said is null ? [] : [said]
                : said is null ? [speaker.Amount(now)]
                : [$"{said} = {speaker.Amount(now)}"]);
        }

        parts.AddRange(before.IsZero ? [] : [speaker.Words.TakenBefore(speaker.Amount(before))]);
        return parts.Count == 0 ? string.Empty : $"{string.Join(", ", parts)}; ";
    }

    private static IEnumerable<ComparedLine> Of(Adjustment adjustment, AdjustmentDifference difference) =>
        AdjustmentRules.LinesOf(adjustment, new(difference.Buyer, [difference.TaxCode], difference.Amount)).Where(static line => !line.Taken.IsEmpty);
}
