using Psa.Adjustments;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>All that an adjustment compares, as it is read once.</summary>
/// <param name="Entity">Who adjusts.</param>
/// <param name="Period">The days.</param>
/// <param name="Customers">The customers that are looked at.</param>
/// <param name="Payers">Who pays for each of them.</param>
/// <param name="Left">What was billed.</param>
/// <param name="Right">What was performed.</param>
/// <param name="Catalog">What lines don't say themselves.</param>
/// <param name="Considered">What was taken into account of their lines.</param>
internal sealed record AdjustmentFacts(
    BillingEntity Entity,
    DatePeriod Period,
    IReadOnlyDictionary<Id<Customer>, Customer> Customers,
    IReadOnlyDictionary<Id<Customer>, Customer> Payers,
    List<AdjustmentLine> Left,
    List<AdjustmentLine> Right,
    AdjustmentCatalog Catalog,
    IReadOnlyDictionary<Id<ConsideredLine>, ConsideredLine> Considered)
{
    /// <summary>Compares all there is.</summary>
    internal AdjustmentComparison Offer() => BillingAdjustment.Offer(Left, Right, Catalog, [.. Considered.Values], Period);

    /// <summary>Compares some of what is offered.</summary>
    internal AdjustmentComparison Compare(ValueList<SelectedLine> selection)
    {
        var offered = Offer();
        var wanted = new HashSet<(AdjustmentPane, string, string)>();
        foreach (var line in selection)
        {
            wanted.Add((line.Pane, line.Source, line.Id));
        }

        var (left, right, seen) = (new List<AdjustmentLine>(), new List<AdjustmentLine>(), new HashSet<(AdjustmentPane, string, string)>());
        foreach (var line in offered.Lines)
        {
            Choose(line.Pane, line.Line);
        }

        foreach (var (pane, line, _) in offered.Unpriced)
        {
            Choose(pane, line);
        }

        return BillingAdjustment.Compare(left, right, Catalog, [.. Considered.Values], Period);

        void Choose(AdjustmentPane pane, AdjustmentLine line)
        {
            var key = (pane, line.Source, line.Id);
            if (wanted.Contains(key) && seen.Add(key))
            {
                (pane == AdjustmentPane.Billed ? left : right).Add(line);
            }
        }
    }
}
