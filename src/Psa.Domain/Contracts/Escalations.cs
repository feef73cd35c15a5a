using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// Agreed rises of locked prices: each step appends a terms entry with the price before it, risen and rounded to 6 decimals, half away from zero.
/// </summary>
internal static class Escalations
{
    /// <summary>The most months between two steps.</summary>
    public const int MaxMonths = 120;

    private const int PriceDecimals = 6;
    private const string NotePrefix = "escalation ";

    /// <summary>Appends the steps that are due and not there yet. Doing it twice appends them once.</summary>
    /// <param name="part">The part.</param>
    /// <param name="contract">Its contract, with the agreed escalation.</param>
    /// <param name="through">The last day on which a step may take effect.</param>
    /// <returns>
    /// The part with a terms entry a step; the same part when nothing is due, it doesn't bill locked prices, or the contract agrees no escalation.
    /// Steps on or before the part's first day and after its end don't count, and where a new price was agreed for the very day of a step, that price stands.
    /// </returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: the price would be more than a number can hold.</exception>
    public static ContractPart Escalate(this ContractPart part, Contract contract, LocalDate through)
    {
        foreach (var step in part.DueEscalations(contract, through))
        {
            part = part.WithTerms(step);
        }

        return part;
    }

    /// <summary>Lists the steps that <see cref="Escalate"/> would append.</summary>
    /// <param name="part">The part.</param>
    /// <param name="contract">Its contract, with the agreed escalation.</param>
    /// <param name="through">The last day on which a step may take effect.</param>
    /// <returns>The new entries in order; their note names rate and price before.</returns>
    public static ValueList<PartTerms> DueEscalations(this ContractPart part, Contract contract, LocalDate through)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Escalation is not { EveryMonths: > 0 } escalation || part.PriceBehaviour != PriceBehaviour.Locked || !part.Pricing.TakesPrice)
        {
            return [];
        }

        var (first, end) = (part.FirstDay(contract), contract.EndExclusive());
        var steps = new List<PartTerms>();
        var risen = part;
        for (var (k, date) = (0, escalation.From); date <= through && date.IsBefore(end) && date.IsOnOrBefore(part.LastDay); date = escalation.From.PlusMonths(++k * escalation.EveryMonths))
        {
            if (date > first && Step(risen, contract, escalation.Rate, date) is { } step)
            {
                steps.Add(step);
                risen = risen.WithTerms(step);
            }
        }

        return steps.ToValueList();
    }

    private static PartTerms? Step(ContractPart part, Contract contract, Percent rate, LocalDate date)
    {
        var day = contract.Proration.FirstDayOfTerms(date);
        if (part.TermsAt(contract, day.PlusDays(-1))?.UnitPrice is not { } before || part.TermsAt(contract, day) is not { UnitPrice: { } current } terms)
        {
            return null;
        }

        // a price of that very day is either this step, taken before, or one that people agreed instead
        if (current != before || IsEscalated(part, date))
        {
            return null;
        }

        var price = Rise(part, before, rate);
        return price == before.Amount
            ? null
            : terms with { EffectiveFrom = date, UnitPrice = UnitPrice.Of(price, before.Currency), Note = $"{NotePrefix}{rate} on {before}" };
    }

    private static decimal Rise(ContractPart part, UnitPrice before, Percent rate)
    {
        try
        {
            return decimal.Round(before.Amount * (100m + rate.Value) / 100m, PriceDecimals, MidpointRounding.AwayFromZero);
        }
        catch (OverflowException)
        {
            throw new RuleViolationException(MoneyErrors.Overflow, $"{before} can't rise by {rate} any more: check the escalation.", part.Id.Value);
        }
    }

    private static bool IsEscalated(ContractPart part, LocalDate date)
    {
        foreach (var terms in part.Terms)
        {
            if (terms.EffectiveFrom == date && terms.Note is { } note && note.StartsWith(NotePrefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
