using System.Linq;
using Psa.Charges;

namespace Psa.Runs;

/// <summary>
/// Says what makes one charge of a part differ from another, step by step from the old terms to the new: quantity, price and its rises, discount, days. Each step is exact and rounded by itself;
/// what rounding leaves over stands with the largest.
/// </summary>
internal static class VarianceCauses
{
    /// <summary>Gives the causes between two charges; they sum to the difference of their nets.</summary>
    internal static List<RunVarianceAmount> Of(ChargeBasis before, ChargeBasis after)
    {
        var (currency, rounding) = (after.Net.Currency, after.Rounding);
        var steps = new SortedDictionary<RunVarianceCause, Money>();
        if (after.Pieces.IsEmpty || before.Pieces.IsEmpty)
        {
            return [new(RunVarianceCause.Days, after.Net - before.Net)];
        }

        // all days at the newest terms, what the others make of them, and the days themselves
        var last = after.Terms[^1];
        foreach (var (basis, sign) in (ReadOnlySpan<(ChargeBasis, int)>)[(before, 1), (after, -1)])
        {
            foreach (var piece in basis.Pieces)
            {
                AddTerms(basis.Terms[piece.Terms], (piece.Units, basis.Units), sign);
                if (basis.IsByDelta() && basis.ReplacedBy(piece) is { } replaced)
                {
                    AddTerms(basis.Terms[replaced], (piece.Units, basis.Units), -sign);
                }
            }
        }

        var full = last.FullAmount(currency);
        Add(RunVarianceCause.Days, Part(full, after.ChargedUnits(), after.Units) - Part(full, before.ChargedUnits(), before.Units));
        Close();
        return [.. steps.Select(static step => new RunVarianceAmount(step.Key, step.Value))];

        void AddTerms(ChargeTerms terms, (long Units, long Of) share, int sign)
        {
            foreach (var (cause, amount) in Steps(terms, last, currency))
            {
                var money = Part(amount, share.Units, share.Of);
                Add(cause, sign < 0 ? -money : money);
            }
        }

        void Add(RunVarianceCause cause, Money amount) => steps[cause] = steps.GetValueOrDefault(cause, Money.Zero(currency)) + amount;

        Money Part(ExactAmount amount, long units, long of)
        {
            var total = new RunningTotal(currency);
            total.Add(amount, units);
            return total.Round(of, rounding);
        }

        void Close()
        {
            var rest = after.Net - before.Net;
            foreach (var step in steps.Values)
            {
                rest -= step;
            }

            if (!rest.IsZero)
            {
                Add(steps.MaxBy(static step => step.Value.Abs().MinorUnits).Key, rest);
            }
        }
    }

    // the quantity, then back to what was agreed before it rose, from that to the other agreement, up its rises, and the discount
    private static IEnumerable<(RunVarianceCause Cause, ExactAmount Amount)> Steps(ChargeTerms old, ChargeTerms now, Currency currency)
    {
        if (old.Pricing.TakesCost != now.Pricing.TakesCost)
        {
            // a scheme that passes costs on and one that doesn't have no terms in common
            yield return (RunVarianceCause.Price, now.FullAmount(currency) - old.FullAmount(currency));
            yield break;
        }

        var isUsed = now.QuantityOrigin == QuantityOrigin.Usage || old.QuantityOrigin == QuantityOrigin.Usage || now.Cost != old.Cost;
        var counted = old with { Quantity = now.Quantity, Committed = now.Committed, Cost = now.Cost };
        var unrisen = Agreed(counted);
        var agreed = Agreed(now) with { Discount = old.Discount };
        var risen = now with { Discount = old.Discount };
        var at = old.FullAmount(currency);
        foreach (var (cause, terms) in new[]
        {
            (isUsed ? RunVarianceCause.Usage : RunVarianceCause.Quantity, counted),
            (RunVarianceCause.Escalation, unrisen),
            (RunVarianceCause.Price, agreed),
            (RunVarianceCause.Escalation, risen),
            (RunVarianceCause.Discount, now),
        })
        {
            var amount = terms.FullAmount(currency);
            yield return (cause, amount - at);
            at = amount;
        }
    }

    private static ChargeTerms Agreed(ChargeTerms terms)
    {
        foreach (var rise in terms.PriceOrigin.Rises)
        {
            terms = terms with { UnitPrice = rise.Price ?? terms.UnitPrice, Pricing = rise.Pricing ?? terms.Pricing };
        }

        return terms;
    }
}
