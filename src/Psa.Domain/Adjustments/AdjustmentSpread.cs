using System.Linq;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>
/// Spreads a credit over the invoices that billed too much (R-ADJ-SPREAD): newest first, by amount on those lines, never more than each has left. What each customer was billed too much goes to its own lines first.
/// Where a correction below zero leaves too little, that is charged back, and credited of the lines that it corrected.
/// </summary>
internal sealed class AdjustmentSpread
{
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
        foreach (var correction in corrections)
        {
            rest = rest.Sign > 0 ? spread.ChargeBack(correction, rest, places) : rest;
        }

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
    internal static RuleViolationException Exceeds(Money amount, Money rest) => new(
        AdjustmentErrors.ExceedsBilled, $"Of the invoices that billed it {amount - rest} is left to be credited, not {amount}: nothing becomes credit that wasn't billed. Select fewer lines, or find what credited the rest.");

    private Money Take(Money amount, List<CreditPlace> places)
    {
        var taken = Money.Zero(amount.Currency);
        foreach (var own in places.GroupBy(static place => place.Source).OrderBy(static own => own.Key, Comparer<ICreditSource>.Create(Compare)))
        {
            if (taken >= amount)
            {
                break;
            }

            var (source, lines) = (own.Key, own.Select(static place => place.Line).Order().ToList());
            var (all, left) = source.LeftOf(lines);
            var (most, weights) = (Money.Zero(amount.Currency), new long[left.Length]);
            for (var i = 0; i < left.Length; i++)
            {
                weights[i] = Math.Max(0L, left[i].MinorUnits);
                most += Money.FromMinorUnits(weights[i], amount.Currency);
            }

            most = Money.Min(Money.Min(most, all), amount - taken);
            if (most.Sign > 0)
            {
                taken += most;
                Add(source, lines, most.Allocate(weights));
            }
        }

        return taken;
    }

    // only as much as is credited of the corrected lines instead, which may be another's, and only where more is left by it
    private Money ChargeBack(CorrectionPlace correction, Money rest, List<CreditPlace> places)
    {
        var (back, before) = (correction.Source.ChargedBackOf(correction.Line), _shares.Count);
        if (back.IsZero)
        {
            return rest;
        }

        Add(correction.Source, [correction.Line], [back]);

        // of the same invoice it would take the room that it makes
        var instead = Take(-back, correction.Corrected.FindAll(place => place.Source != correction.Source));
        instead += Take(-back - instead, correction.Corrected);
        Add(correction.Source, [correction.Line], [-back - instead]);
        var after = rest - Take(rest, places);
        if (after < rest)
        {
            return after;
        }

        foreach (var (source, share) in _shares[before..])
        {
            source.Take(share.Line, -share.Amount);
        }

        _shares.RemoveRange(before, _shares.Count - before);
        return rest;
    }

    private void Add(ICreditSource source, List<int> lines, Money[] amounts)
    {
        for (var i = 0; i < amounts.Length; i++)
        {
            if (!amounts[i].IsZero)
            {
                source.Take(lines[i], amounts[i]);
                _shares.Add((source, new(source.Id, lines[i], amounts[i])));
            }
        }
    }
}
