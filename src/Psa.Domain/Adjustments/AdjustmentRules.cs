using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Psa.Adjustments;

/// <summary>Rules of adjustments beside their comparison.</summary>
internal static class AdjustmentRules
{
    /// <summary>Gives the days that are adjusted.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.bad_content</c>.</exception>
    internal static DatePeriod PeriodOf(AdjustmentContent content)
    {
        if (content.LastDay < content.FirstDay)
        {
            throw new RuleViolationException(AdjustmentErrors.BadContent, "The last day is before the first: give the days in their order.").At(nameof(content.LastDay));
        }

        return DatePeriod.Inclusive(content.FirstDay, content.LastDay);
    }

    /// <summary>Gives the rates by currency.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.bad_content</c>.</exception>
    internal static Dictionary<Currency, decimal> RatesOf(AdjustmentContent content)
    {
        var rates = new Dictionary<Currency, decimal>();
        for (var i = 0; i < content.Rates.Count; i++)
        {
            if (content.Rates[i].Rate <= 0m || !rates.TryAdd(content.Rates[i].Currency, content.Rates[i].Rate))
            {
                throw new RuleViolationException(AdjustmentErrors.BadContent, "Give each currency one rate, above zero.").At(FormattableString.Invariant($"{nameof(content.Rates)}[{i}]"));
            }
        }

        return rates;
    }

    /// <summary>Refuses a line that is selected twice.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.bad_content</c>.</exception>
    internal static void RequireOnce(AdjustmentContent content)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < content.Selection.Count; i++)
        {
            if (!known.Add(KeyOf(content.Selection[i])))
            {
                throw new RuleViolationException(AdjustmentErrors.BadContent, $"The line {content.Selection[i].Source} {content.Selection[i].Id} is selected twice: select it once.").At(FormattableString.Invariant($"{nameof(content.Selection)}[{i}]"));
            }
        }
    }

    /// <summary>Refuses a period that isn't over, unless somebody forces it.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.period_open</c>.</exception>
    internal static void RequireOver(AdjustmentContent content, LocalDate today)
    {
        if (content.LastDay >= today && !content.Force)
        {
            throw new RuleViolationException(AdjustmentErrors.PeriodOpen, $"The period ends on {content.LastDay:R} and more may be billed or performed in it: wait until it is over, or force it.").At(nameof(content.LastDay));
        }
    }

    /// <summary>Gives what a comparison offers, a line each.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="compared">The comparison.</param>
    /// <param name="known">What was taken into account before.</param>
    internal static ValueList<OfferedLine> Offered(TenantId tenant, AdjustmentComparison compared, IReadOnlyDictionary<Id<ConsideredLine>, ConsideredLine> known)
    {
        var offered = new List<OfferedLine>();
        foreach (var own in compared.Lines.AsEnumerable().GroupBy(static line => (line.Pane, line.Line.Source, line.Line.Id)))
        {
            var first = own.First();
            offered.Add(new(Selected(tenant, first.Pane, first.Line, own, known), first.Line, first.Buyer, first.TaxCode));
        }

        foreach (var (pane, line, tax) in compared.Unpriced)
        {
            offered.Add(new(Selected(tenant, pane, line, [], known), line, line.Buyer ?? line.Customer, line.TaxCode ?? string.Empty, IsPriced: false, tax));
        }

        return offered.ToValueList();
    }

    /// <summary>Refuses lines that aren't any more what they were when they were selected.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="selection">What was selected.</param>
    /// <param name="compared">The selected lines, compared now.</param>
    /// <exception cref="RuleViolationException"><c>adjustment.changed</c>, naming the lines.</exception>
    internal static void RequireSame(TenantId tenant, ValueList<SelectedLine> selection, AdjustmentComparison compared)
    {
        var now = Offered(tenant, compared, new Dictionary<Id<ConsideredLine>, ConsideredLine>()).AsEnumerable().ToDictionary(static line => KeyOf(line.Selected), static line => line.Selected.Values, StringComparer.Ordinal);
        var changed = selection.AsEnumerable().Where(line => !now.TryGetValue(KeyOf(line), out var values) || values != line.Values).ToList();
        if (changed.Count > 0)
        {
            throw new RuleViolationException(
                AdjustmentErrors.Changed, $"These lines differ from what was offered: {string.Join(", ", changed.Select(static line => $"{line.Source} {line.Id}"))}. Nothing is made: look at the offer again.");
        }
    }

    /// <summary>Refuses lines that can't be taxed, and those without a price.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.no_tax</c>, <c>adjustment.no_price</c>, naming them.</exception>
    internal static void RequirePriced(AdjustmentComparison compared)
    {
        var untaxed = compared.Unpriced.AsEnumerable().Where(static one => one.Tax is not null).ToList();
        if (untaxed.Count > 0)
        {
            throw new RuleViolationException(
                AdjustmentErrors.NoTax, $"{string.Join(" ", untaxed.Select(static one => $"{one.Line.Source} {one.Line.Document ?? one.Line.Id}, '{one.Line.Text}' of {one.Line.Date:R}: {one.Tax!.Message}"))} Or deselect what can't be taxed.");
        }

        if (!compared.Unpriced.IsEmpty)
        {
            throw new RuleViolationException(
                AdjustmentErrors.NoPrice, $"These lines have no price: {string.Join(", ", compared.Unpriced.AsEnumerable().Select(static one => $"'{one.Line.Text}' of {one.Line.Date:R}"))}. Price them in the catalog, or deselect them.");
        }
    }

    /// <summary>Gives what criteria, selection, values and versions come to, in an order of its own.</summary>
    internal static string KeyOf(AdjustmentContent content)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{content.FirstDay:R}|{content.LastDay:R}|{content.Customer}|{content.WithChildren}|{content.WithPayees}|{content.BillingEntity}|{content.Item}|{content.AtOnce}|{content.Date:R}|");
        Add(content.Text ?? string.Empty, content.TaxCode ?? "-");
        Add([.. content.BilledKinds.AsEnumerable().Order(StringComparer.Ordinal)]);
        Add([.. content.PerformedKinds.AsEnumerable().Order(StringComparer.Ordinal)]);
        Add([.. content.Rates.AsEnumerable().Select(static rate => FormattableString.Invariant($"{rate.Currency} {Decimals.Trimmed(rate.Rate)}")).Order(StringComparer.Ordinal)]);
        Add([.. content.Selection.AsEnumerable().Select(static line => FormattableString.Invariant($"{KeyOf(line)} {line.Values} {line.Version}")).Order(StringComparer.Ordinal)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // with its length, so that no two lists of texts are the same text
        void Add(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
            {
                text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
            }

            text.Append('|');
        }
    }

    /// <summary>Gives the lines that a document of an adjustment was made of.</summary>
    internal static IEnumerable<ComparedLine> LinesOf(Adjustment adjustment, AdjustmentDocument document)
    {
        var billed = ComparedLines.BilledIn(adjustment.Lines.AsEnumerable());
        return adjustment.Lines.AsEnumerable().Where(line =>
            line.Buyer == document.Buyer && document.TaxCodes.AsEnumerable().Contains(line.TaxCode, StringComparer.Ordinal) && line.CountsIn(billed) == document.Net.Currency);
    }

    /// <summary>Cuts what an item charges into the differences that it charges whole, and what is left of others that credit notes charge back: that is offered by itself, as what is credited of them is.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="document">The document of the item.</param>
    internal static (AdjustmentDocument Whole, AdjustmentDocument Rests) Cut(Adjustment adjustment, AdjustmentDocument document)
    {
        var (whole, rests) = (document with { TaxCodes = [], Charged = [] }, document with { TaxCodes = [], Charged = [] });
        for (var i = 0; i < document.TaxCodes.Count; i++)
        {
            var code = document.TaxCodes[i];
            var difference = adjustment.Differences.AsEnumerable().First(difference => difference.Buyer == document.Buyer && difference.TaxCode == code && difference.Amount.Currency == document.Net.Currency);
            var isWhole = document.Charged.IsEmpty || document.Charged[i] == difference.Amount;
            if (isWhole)
            {
                whole = whole with { TaxCodes = whole.TaxCodes.Add(code) };
            }
            else
            {
                rests = rests with { TaxCodes = rests.TaxCodes.Add(code), Credited = rests.Credited.Add(-document.Charged[i]) };
            }
        }

        return (whole, rests);
    }

    private static string KeyOf(SelectedLine line) => FormattableString.Invariant($"{(int)line.Pane} {line.Source.Length}:{line.Source} {line.Id}");

    private static SelectedLine Selected(TenantId tenant, AdjustmentPane pane, AdjustmentLine line, IEnumerable<ComparedLine> values, IReadOnlyDictionary<Id<ConsideredLine>, ConsideredLine> known) => new(
        pane,
        line.Source,
        line.Id,
        [.. values.OrderBy(static value => value.TaxCode, StringComparer.Ordinal).ThenBy(static value => value.Difference.Currency.Code, StringComparer.Ordinal).Select(static value => value.Difference)],
        known.GetValueOrDefault(BillingAdjustment.IdOf(tenant, pane, line))?.Version ?? 0);
}
