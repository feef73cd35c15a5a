using System.Linq;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>
/// Spreads a credit over the invoices that billed too much (R-ADJ-SPREAD): newest first, by amount on those lines, never more than each has left. What each customer was billed too much goes to its own lines first.
/// Where a correction below zero leaves too little, that is charged back: then what it gave back is left of the lines that it corrected.
/// </summary>
internal sealed class AdjustmentSpread
{
    private readonly List<(ICreditSource Source, List<CreditPlace> Places)> _sources;
    private readonly List<CreditShare> _shares = [];

    private AdjustmentSpread(IEnumerable<CreditPlace> places)
    {
        _sources = [.. places.GroupBy(static place => place.Source).Select(static own => (own.Key, own.OrderBy(static place => place.Line).ToList()))];
        _sources.Sort(static (one, other) => Compare(one.Source, other.Source));
    }

    /// <summary>Spreads a credit, and takes it from the invoices.</summary>
    /// <param name="amount">How much is to be credited, above zero and without tax.</param>
    /// <param name="places">The lines of the invoices.</param>
    /// <param name="own">How much too much each customer was billed.</param>
    /// <returns>The shares, newest invoice first, those below zero charge back; and what isn't left to be credited.</returns>
    internal static (List<CreditShare> Shares, Money Missing) Of(Money amount, IEnumerable<CreditPlace> places, IReadOnlyList<(Id<Customer> Customer, Money Amount)> own)
    {
        var (spread, rest) = (new AdjustmentSpread(places), amount);
        foreach (var (customer, mine) in own)
        {
            rest -= spread.Take(mine < rest ? mine : rest, place => place.Customer == customer);
        }

        rest -= spread.Take(rest, static _ => true);
        foreach (var (_, lines) in spread._sources)
        {
            foreach (var place in lines)
            {
                rest = rest.Sign > 0 ? spread.ChargeBack(place, rest) : rest;
            }
        }

        return (spread._shares, rest);
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

    private Money Take(Money amount, Predicate<CreditPlace> which)
    {
        var taken = Money.Zero(amount.Currency);
        foreach (var (source, places) in _sources)
        {
            var lines = places.FindAll(which).ConvertAll(static place => place.Line);
            if (lines.Count == 0 || taken >= amount)
            {
                continue;
            }

            var (all, left) = source.LeftOf(lines);
            var (most, weights) = (Money.Zero(amount.Currency), new long[left.Length]);
            for (var i = 0; i < left.Length; i++)
            {
                weights[i] = Math.Max(0L, left[i].MinorUnits);
                most += Money.FromMinorUnits(weights[i], amount.Currency);
            }

            most = Least(Least(most, all), amount - taken);
            if (most.Sign > 0)
            {
                taken += most;
                Add(source, lines, most.Allocate(weights));
            }
        }

        return taken;
    }

    // only where more is left by it than it takes
    private Money ChargeBack(CreditPlace place, Money rest)
    {
        var back = place.Source.ChargedBackOf(place.Line);
        if (back.IsZero)
        {
            return rest;
        }

        var before = _shares.Count;
        Add(place.Source, [place.Line], [back]);
        var after = rest - back - Take(rest - back, static _ => true);
        if (after < rest)
        {
            return after;
        }

        foreach (var share in _shares[before..])
        {
            _sources.Find(source => source.Source.Id == share.Invoice).Source.Take(share.Line, -share.Amount);
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
                _shares.Add(new(source.Id, lines[i], amounts[i]));
            }
        }
    }

    private static Money Least(Money one, Money other) => one < other ? one : other;
}
