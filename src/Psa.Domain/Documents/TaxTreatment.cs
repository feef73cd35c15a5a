using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// The tax groups that lines stand in together: one, but of tax codes with several components one a component. Discounts and charges are spread over treatments, for
/// a net is discounted once, however many taxes are on it.
/// </summary>
internal sealed class TaxTreatment(AppliedTax tax, int[] groups)
{
    /// <summary>Gets the places of its groups, in the order of the components.</summary>
    internal int[] Groups { get; } = groups;

    /// <summary>Gets the rate of all its components together.</summary>
    internal Percent Rate { get; } = tax.Rate;

    internal bool Is(AppliedTax other) => ReferenceEquals(tax, other) || Compare(tax, other) == 0;

    /// <summary>Orders taxes by their groups; those of the same groups are one treatment.</summary>
    internal static int Compare(AppliedTax left, AppliedTax right)
    {
        for (var i = 0; i < left.Components.Count && i < right.Components.Count; i++)
        {
            if (GroupKey.Compare(GroupKey.Of(left.Components[i]), GroupKey.Of(right.Components[i])) is not 0 and var order)
            {
                return order;
            }
        }

        return left.Components.Count.CompareTo(right.Components.Count);
    }

    /// <summary>Splits a tax that is taken out of prices over the components, by rate.</summary>
    internal void Split(Money whole, GroupKey[] keys, Span<Money> parts)
    {
        if (Groups.Length == 1)
        {
            parts[0] = whole;
            return;
        }

        Span<long> weights = stackalloc long[Groups.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (long)(keys[Groups[i]].Rate.Value * 1_000_000m);
        }

        whole.Allocate(weights, parts);
    }
}
