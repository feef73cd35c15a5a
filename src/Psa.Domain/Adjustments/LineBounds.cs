using System.Linq;

namespace Psa.Adjustments;

/// <summary>What bounds the lines of a document beside what is left of each: what stands of their items, and of the periods that these bill.</summary>
/// <param name="lines">How many lines it has.</param>
/// <param name="currency">Its currency.</param>
internal sealed class LineBounds(int lines, Currency currency)
{
    private readonly List<StandingLines>[] _bounds = [.. new List<StandingLines>[lines].Select(static _ => new List<StandingLines>())];

    /// <summary>Bounds a line.</summary>
    internal void Add(int line, StandingLines by) => _bounds[line].Add(by);

    /// <summary>Spreads an amount over lines by what is left of each: what is below zero takes nothing.</summary>
    internal static Money[] Spread(Money amount, Money[] left)
    {
        var (weights, all) = (new long[left.Length], 0L);
        for (var i = 0; i < left.Length; i++)
        {
            weights[i] = Math.Max(0L, left[i].MinorUnits);
            all += weights[i];
        }

        amount = Money.Min(amount, Money.FromMinorUnits(all, amount.Currency));
        return amount.Sign > 0 ? amount.Allocate(weights) : Array.ConvertAll(left, static own => Money.Zero(own.Currency));
    }

    /// <summary>Gives how much of a line can be taken, one line after the other: of several of one item or period, all together.</summary>
    internal Func<int, Money, Money> Within()
    {
        var taken = new Dictionary<StandingLines, Money>();
        return (line, amount) =>
        {
            foreach (var bound in _bounds[line])
            {
                amount = Money.Min(amount, bound.Sum(currency) - taken.GetValueOrDefault(bound, Money.Zero(currency)));
            }

            amount = Money.Max(amount, Money.Zero(currency));
            foreach (var bound in _bounds[line])
            {
                taken[bound] = taken.GetValueOrDefault(bound, Money.Zero(currency)) + amount;
            }

            return amount;
        };
    }
}
