using NodaTime;

namespace Psa.Domain.Tests.Borne;

/// <summary>The terms of one day: of each aspect what was agreed last, with prices risen to that day (R-DATED, R-ESCALATION).</summary>
internal sealed record PlainDayTerms(LocalDate Day, Fraction Quantity, Fraction Price, PlainDiscount Discount, PlainScheme Scheme, Fraction MinimumQuantity, LocalDate SchemeAgreed, PlainPart Part)
{
    /// <summary>Gets the quantity of a fixed source: what was committed, or the minimum where that is more.</summary>
    public Fraction Committed => Fraction.Max(Quantity, MinimumQuantity);

    /// <summary>Gives the exact amount of a full period: the scheme within minimum and maximum, then the discount, which stops at zero.</summary>
    public Fraction AmountOf(Fraction quantity, Fraction cost)
    {
        var amount = Scheme.Bounded(quantity, Price, cost, price => PlainPrices.Risen(Part, price, SchemeAgreed, Day));
        if (amount.Sign < 0)
        {
            return Fraction.Min(Fraction.Zero, amount + (-amount * Discount.Percent / 100) + Discount.Amount);
        }

        return Fraction.Max(Fraction.Zero, amount - (amount * Discount.Percent / 100) - Discount.Amount);
    }

    /// <summary>Whether two days have the same terms: a piece by terms is a run of such days.</summary>
    public bool IsAs(PlainDayTerms other) =>
        (Committed, Discount, Scheme).Equals((other.Committed, other.Discount, other.Scheme)) && (Price.Equals(other.Price) || !TakesPrice) && (Steps(this) == Steps(other) || !HoldsPrices);

    // tiers and packages hold their prices
    private bool HoldsPrices => Scheme is PlainGraduated or PlainVolume or PlainPackage or PlainIncluded;

    private bool TakesPrice => Scheme is PlainFlat or PlainPerUnit or PlainIncluded;

    // the scheme's own prices rise on steps after it was agreed
    private static int Steps(PlainDayTerms terms) => PlainPrices.StepsBetween(terms.Part, terms.SchemeAgreed, terms.Day).Count();
}

/// <summary>What holds on a day, found by looking at every entry.</summary>
internal static class PlainPrices
{
    internal static PlainDayTerms On(PlainPart part, LocalDate day) => On(part, day, day);

    /// <summary>Gives what was agreed for an earlier day, with prices as they have risen by a later one.</summary>
    internal static PlainDayTerms On(PlainPart part, LocalDate day, LocalDate agreed)
    {
        var entries = part.Terms.Where(entry => !entry.IsWithdrawn).OrderBy(entry => entry.EffectiveFrom)
            .Select((entry, i) => (Entry: entry, From: i == 0 ? part.Start : FirstDay(part, entry), IsEarliest: i == 0))
            .Where(entry => entry.IsEarliest || entry.From <= agreed)
            .ToList();
        var price = entries.LastOrDefault(entry => entry.Entry.Price is not null);
        var scheme = entries.LastOrDefault(entry => entry.Entry.Scheme is not null);
        return new(
            day,
            entries.LastOrDefault(entry => entry.Entry.Quantity is not null).Entry?.Quantity ?? 0m,
            price.Entry is null ? Fraction.Zero : Risen(part, price.Entry.Price!.Value, price.From, day),
            entries.LastOrDefault(entry => entry.Entry.Discount is not null).Entry?.Discount ?? PlainDiscount.None,
            scheme.Entry?.Scheme ?? new PlainPerUnit(),
            entries.LastOrDefault(entry => entry.Entry.MinimumQuantity is not null).Entry?.MinimumQuantity ?? 0m,
            scheme.Entry is null ? part.Start : scheme.From,
            part);
    }

    /// <summary>Raises a price step by step: to 6 decimals, to 12 where the agreed price is below 1.</summary>
    internal static Fraction Risen(PlainPart part, Fraction agreed, LocalDate agreedFrom, LocalDate day)
    {
        var price = agreed;
        foreach (var percent in StepsBetween(part, agreedFrom, day))
        {
            price = (price * (100 + (Fraction)percent) / 100).Round(agreed < 1 ? 12 : 6);
        }

        return price;
    }

    /// <summary>Gives the rates of all steps after a day, up to another.</summary>
    internal static IEnumerable<decimal> StepsBetween(PlainPart part, LocalDate after, LocalDate day)
    {
        var list = part.Escalations.OrderBy(escalation => escalation.From).ToList();
        for (var i = 0; i < list.Count; i++)
        {
            var end = i + 1 < list.Count ? list[i + 1].From : (LocalDate?)null;
            for (var step = 0; list[i].From.PlusMonths(step * list[i].EveryMonths) is var date && date <= day && !(date >= end); step++)
            {
                if (date > after)
                {
                    yield return list[i].Percent;
                }
            }
        }
    }

    // by the day rule of the policy under which the period that holds the date is billed
    private static LocalDate FirstDay(PlainPart part, PlainTerms entry)
    {
        var date = entry.EffectiveFrom;
        var slot = PlainSlots.Of(part, date).FirstOrDefault(slot => slot.First <= date && date < slot.End);
        var policy = slot?.Policy ?? PlainSlots.Policy(part.Cycles.OrderBy(cycle => cycle.EffectiveFrom), date);
        return policy.DateIsLastOfOld ? date.PlusDays(1) : date;
    }
}
