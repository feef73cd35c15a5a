using System.Linq;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What quotes come to by what is chosen of them (R-OPTIONAL, R-RECURRING).</summary>
public static class QuoteSums
{
    /// <summary>Gives a quote as it was accepted or won: with the lines chosen that were chosen then, and what these come to. O(lines).</summary>
    /// <param name="quote">The quote.</param>
    /// <returns>The quote as it was chosen; as it is where nobody chose otherwise than it offers.</returns>
    [Pure]
    public static Quote AsChosen(this Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return quote.Choice is { } choice ? quote.Choosing(choice) : quote;
    }

    // a twelfth of 365.25 days is 487 ÷ 16 days, or 487 ÷ 112 weeks
    private const int MonthNumerator = 487;
    private const int DaysDenominator = 16;
    private const int WeeksDenominator = 112;

    /// <summary>Computes what a quote comes to by one choice.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="chosen">The places of the chosen lines that are for choice, in <see cref="Document.Lines"/>, from 0; of a bundle that of its heading.</param>
    /// <returns>The totals, rounded as the quote is.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>quote.bad_choice</c>; <c>document.discount_exceeds_detail</c>: the discounts take more than what is chosen comes to; <c>discount.needs_one_time</c>: an amount off the whole quote, or a charge, and nothing that is sold once.
    /// </exception>
    [Pure]
    public static QuoteTotals TotalsOf(this Quote quote, ValueList<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(quote);
        quote.RequireChoice(chosen);
        return quote.Sum(chosen);
    }

    /// <summary>Computes what a quote comes to with all its optional lines, and the alternatives that are chosen.</summary>
    /// <param name="quote">The quote.</param>
    /// <returns>The totals, rounded as the quote is.</returns>
    /// <exception cref="RuleViolationException"><c>document.discount_exceeds_detail</c>, <c>discount.needs_one_time</c>.</exception>
    [Pure]
    public static QuoteTotals TotalsWithOptions(this Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return quote.Sum(WithOptions(quote.Lines));
    }

    /// <summary>Computes for each alternative what a quote would come to if it were chosen; all else stays as it is.</summary>
    /// <param name="quote">The quote.</param>
    /// <returns>The alternatives in the order of the lines, those that are chosen too.</returns>
    [Pure]
    public static ValueList<AlternativeTotals> TotalsByAlternative(this Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        var alternatives = new List<AlternativeTotals>();
        for (var i = 0; i < quote.Lines.Count; i++)
        {
            if (WithAlternative(quote.Lines, i) is { } chosen)
            {
                alternatives.Add(Alternative(quote, i, quote.Lines[i].Offer!.Group!, chosen));
            }
        }

        return alternatives.ToValueList();
    }

    /// <summary>Computes the total contract value of what is chosen: what is sold once, and of what recurs the periods in the term; what has no end isn't in it.</summary>
    /// <param name="quote">The quote.</param>
    /// <returns>The value without tax. A term that holds no whole number of periods counts the part of the last; a month has a twelfth of 365.25 days where periods are of weeks.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    [Pure]
    public static Money ContractValue(this Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return Value(quote, new(quote.Totals, quote.Recurring), static totals => totals.TotalWithoutTax, static line => line.Taxable);
    }

    /// <summary>Computes the total contract value of some totals with tax.</summary>
    internal static Money ValueWithTax(Quote quote, QuoteTotals totals) => Value(quote, totals, static one => one.TotalWithTax, static line => line.Total);

    /// <summary>Gives the places of all optional lines, and of the alternatives that are chosen.</summary>
    internal static ValueList<int> WithOptions(ValueList<DocumentLine> lines)
    {
        var chosen = new List<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (QuoteChoices.IsForChoice(lines[i]) && (lines[i].Offered().Choice == LineChoice.Optional || lines[i].Offered().IsChosen))
            {
                chosen.Add(i);
            }
        }

        return chosen.ToValueList();
    }

    /// <summary>Gives the places of what is chosen if an alternative were; <see langword="null"/> for a line that is none.</summary>
    internal static ValueList<int>? WithAlternative(ValueList<DocumentLine> lines, int place)
    {
        if (!QuoteChoices.IsForChoice(lines[place]) || lines[place].Offer is not { Choice: LineChoice.Alternative, Group: { } group })
        {
            return null;
        }

        var others = QuoteChoices.Chosen(lines).AsEnumerable().Where(other => lines[other].Offer is not { Choice: LineChoice.Alternative } offer || offer.Group != group);
        return [.. others, place];
    }

    /// <summary>Computes what a quote comes to by one choice, which a draft may leave open: of a group none or several may be chosen.</summary>
    internal static QuoteTotals Sum(this Quote quote, ValueList<int> chosen)
    {
        var (counts, cycles, hasOneTime) = (QuoteChoices.Counting(quote.Lines, chosen), new List<BillingCycle>(), false);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] &= quote.Lines[i].Bills;
            if (counts[i] && quote.Lines[i].Offer?.Recurring is { } recurring)
            {
                cycles.AddRange(cycles.Contains(recurring.Cycle) ? [] : [recurring.Cycle]);
            }
            else
            {
                hasOneTime |= counts[i];
            }
        }

        if (!hasOneTime && (!quote.Charges.IsEmpty || quote.Discounts.AsEnumerable().Any(static discount => discount.Percent is null)))
        {
            throw new RuleViolationException(
                CatalogErrors.DiscountNeedsOneTime, "An amount off the whole quote, or a charge on it, belongs to what is sold once, of which nothing is chosen: give a percent, or a discount on a line.", quote.Id.Value);
        }

        cycles.Sort(CompareLengths);
        var percents = quote.Discounts.AsEnumerable().Where(static discount => discount.Percent is not null).ToValueList();
        return new(
            Totals(quote, place => counts[place] && quote.Lines[place].Offer?.Recurring is null, quote.Discounts, quote.Charges),
            cycles.ConvertAll(cycle => new RecurringTotals(cycle, Totals(quote, place => counts[place] && quote.Lines[place].Offer?.Recurring?.Cycle == cycle, percents, charges: []))).ToValueList());
    }

    /// <summary>Gives what a line comes to as it would be billed: where another treatment than its own applies to a price that holds tax, without it.</summary>
    internal static Money Billed(this DocumentLine line) => line.Tax?.Freed?.Amount ?? line.Amount;

    private static AlternativeTotals Alternative(Quote quote, int line, string group, ValueList<int> chosen)
    {
        try
        {
            return new(line, group, quote.Sum(chosen), Error: null);
        }
        catch (RuleViolationException refusal)
        {
            return new(line, group, Totals: null, refusal.Code);
        }
    }

    private static DocumentTotals Totals(Quote quote, Predicate<int> counts, ValueList<Discount> discounts, ValueList<DocumentCharge> charges)
    {
        var amounts = new LineAmount[quote.Lines.Count];
        for (var i = 0; i < amounts.Length; i++)
        {
            amounts[i] = counts(i) ? new(quote.Lines[i].Billed(), quote.Lines[i].Tax?.Applied) : new(Money.Zero(quote.Currency), Tax: null);
        }

        return Documents.Totals.Compute(new()
        {
            Currency = quote.Currency,
            Lines = amounts.ToValueList(),
            Discounts = discounts,
            Charges = charges,
            PriceMode = quote.PriceMode,
            TaxRounding = quote.TaxRounding,
            Rounding = quote.Rounding,
        });
    }

    // lines of one cycle and term go together, so that nothing is rounded more often than their periods
    private static Money Value(Quote quote, QuoteTotals totals, Func<DocumentTotals, Money> whole, Func<LineTotals, Money> share)
    {
        var value = whole(totals.OneTime);
        foreach (var (cycle, own) in totals.Recurring)
        {
            var terms = new SortedDictionary<int, Money>();
            for (var i = 0; i < own.Lines.Count; i++)
            {
                if (quote.Lines[i].Offer?.Recurring is { TermMonths: { } months } recurring && recurring.Cycle == cycle)
                {
                    terms[months] = terms.GetValueOrDefault(months, Money.Zero(quote.Currency)) + share(own.Lines[i]);
                }
            }

            foreach (var (months, period) in terms)
            {
                value += cycle.Unit == CycleUnit.Weeks
                    ? period.Scale((long)months * MonthNumerator, (long)cycle.Count * WeeksDenominator, quote.Rounding)
                    : period.Scale(months, cycle.Count, quote.Rounding);
            }
        }

        return value;
    }

    private static int CompareLengths(BillingCycle left, BillingCycle right) =>
        Length(left).CompareTo(Length(right)) is var byLength and not 0 ? byLength
        : left.Unit.CompareTo(right.Unit) is var byUnit and not 0 ? byUnit
        : Nullable.Compare(left.Day, right.Day) is var byDay and not 0 ? byDay
        : Nullable.Compare(left.Anchor, right.Anchor);

    private static long Length(BillingCycle cycle) => (long)cycle.Count * (cycle.Unit == CycleUnit.Weeks ? 7 * DaysDenominator : MonthNumerator);
}
