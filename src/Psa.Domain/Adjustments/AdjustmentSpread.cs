using System.Linq;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>
/// Spreads a credit over the invoices that billed too much (R-ADJ-SPREAD): newest first, by amount on those lines, never more than each has left. What each customer was billed too much goes to its own lines first.
/// Where corrections below zero leave too little, they are charged back, and credited of the lines that they corrected.
/// </summary>
internal sealed class AdjustmentSpread
{
    /// <summary>By so many minor units taxes in prices may let what is without tax be missed, of an invoice.</summary>
    internal const long MissedCents = 2;

    private const int Rounds = 4;

    private readonly List<(ICreditSource Source, CreditShare Share)> _shares = [];

    /// <summary>Spreads a credit, and takes it from the invoices.</summary>
    /// <param name="amount">How much is to be credited, above zero and without tax.</param>
    /// <param name="places">The lines of the invoices.</param>
    /// <param name="own">How much too much each customer was billed.</param>
    /// <param name="corrections">The corrections on those invoices.</param>
    /// <returns>The shares, those below zero charge back; and what isn't left to be credited.</returns>
    internal static (List<CreditShare> Shares, Money Missing) Of(
        Money amount, List<CreditPlace> places, IReadOnlyList<(Id<Customer> Customer, Money Amount)> own, IReadOnlyList<CorrectionPlace> corrections)
    {
        var (spread, rest) = (new AdjustmentSpread(), amount);
        foreach (var (customer, mine) in own)
        {
            rest -= spread.Take(mine < rest ? mine : rest, places.FindAll(place => place.Customer == customer));
        }

        rest -= spread.Take(rest, places);
        rest = rest.Sign > 0 ? spread.ChargeBack(corrections, rest, places) : rest;
        return (spread._shares.ConvertAll(static share => share.Share), rest);
    }

    /// <summary>Gives the order in which invoices are credited.</summary>
    internal static int Compare(ICreditSource one, ICreditSource other)
    {
        var order = other.Date.CompareTo(one.Date);
        order = order != 0 ? order : string.CompareOrdinal(other.Number, one.Number);
        return order != 0 ? order : one.Id.Value.CompareTo(other.Id.Value);
    }

    /// <summary>Refuses what isn't left to be credited.</summary>
    /// <param name="amount">How much is to be credited.</param>
    /// <param name="rest">How much of it isn't left.</param>
    /// <param name="instead">What helps, where that is known.</param>
    internal static RuleViolationException Exceeds(Money amount, Money rest, string? instead = null) => new(
        AdjustmentErrors.ExceedsBilled,
        $"Of the invoices that billed it {amount - rest} is left to be credited, not {amount}: nothing becomes credit that wasn't billed. {instead ?? "Select fewer lines, or find what credited the rest."}");

    private Money Take(Money amount, List<CreditPlace> places, bool isExchanged = false)
    {
        var taken = Money.Zero(amount.Currency);
        foreach (var own in places.GroupBy(static place => place.Source).OrderBy(static own => own.Key, Comparer<ICreditSource>.Create(Compare)))
        {
            if (taken >= amount)
            {
                break;
            }

            var (source, lines) = (own.Key, own.Select(static place => place.Line).Order().ToList());
            var shares = source.Spread(amount - taken, lines);
            taken = shares.Aggregate(taken, static (sum, share) => sum + share);
            Add(source, lines, shares, isExchanged);
        }

        return taken;
    }

    // the first of them that leave room for all, and of these no more than it needs
    private Money ChargeBack(IReadOnlyList<CorrectionPlace> corrections, Money rest, List<CreditPlace> places)
    {
        var (chosen, before, least) = (new List<CorrectionPlace>(), _shares.Count, rest);
        for (var i = 0; i < corrections.Count && least.Sign > 0; i++)
        {
            chosen.Add(corrections[i]);
            Undo(before);
            least = Exchange(chosen, rest, places);
        }

        for (var i = chosen.Count - 1; i >= 0; i--)
        {
            var fewer = chosen.FindAll(correction => correction != chosen[i]);
            Undo(before);
            chosen = Exchange(fewer, rest, places) == least ? fewer : chosen;
        }

        Undo(before);
        return Exchange(chosen, rest, places);
    }

    // charges all of them back at once, since one may be in the way of another, each as far as the lines that it corrected, which may be another's, are credited instead
    private Money Exchange(List<CorrectionPlace> corrections, Money rest, List<CreditPlace> places)
    {
        var (before, backs) = (_shares.Count, corrections.ConvertAll(correction => correction.Standing(rest.Currency)));
        for (var round = 1; ; round++)
        {
            for (var i = 0; i < backs.Count; i++)
            {
                ChargeBack(corrections[i], backs[i]);
            }

            var (missing, isEven) = (Money.Zero(rest.Currency), true);
            for (var i = 0; i < backs.Count; i++)
            {
                // of the same invoice it would take the room that it makes
                var (source, back) = (corrections[i].Source, -backs[i]);
                var instead = Take(back, corrections[i].Corrected.FindAll(place => place.Source != source), isExchanged: true);
                instead += Take(back - instead, corrections[i].Corrected, isExchanged: true);
                instead += Take(back - instead, corrections[i].Others, isExchanged: true);
                missing += back - instead;

                // among the places what is credited more instead is of the same difference
                if ((back - instead).MinorUnits > MissedCents && !corrections[i].IsAmong(places))
                {
                    (isEven, backs[i]) = (false, round < Rounds ? -instead : Money.Zero(rest.Currency));
                }
            }

            if (isEven)
            {
                return rest + missing - Take(rest + missing, places);
            }

            Undo(before);
        }
    }

    // as a whole with what of it is above zero
    private void ChargeBack(CorrectionPlace correction, Money amount)
    {
        var amounts = correction.Lines.ConvertAll(correction.Source.StandingOf).ToArray();
        if (amount != correction.Standing(amount.Currency))
        {
            for (var i = 0; i < amounts.Length; i++)
            {
                amounts[i] = amounts[i].Sign > 0 ? Money.Zero(amount.Currency) : amounts[i] < amount ? amount : amounts[i];
                amount -= amounts[i];
            }
        }

        Add(correction.Source, correction.Lines, amounts, isExchanged: true);
    }

    private void Undo(int count)
    {
        foreach (var (source, share) in _shares[count..])
        {
            source.Take(share.Line, -share.Amount);
        }

        _shares.RemoveRange(count, _shares.Count - count);
    }

    private void Add(ICreditSource source, List<int> lines, Money[] amounts, bool isExchanged)
    {
        for (var i = 0; i < amounts.Length; i++)
        {
            if (!amounts[i].IsZero)
            {
                source.Take(lines[i], amounts[i]);
                _shares.Add((source, new(source.Id, lines[i], amounts[i], isExchanged)));
            }
        }
    }
}
