namespace Psa.Adjustments;

/// <summary>What comparing two panes gives.</summary>
/// <param name="Lines">The lines of both panes in the order given, each with its difference to what was taken into account.</param>
/// <param name="Differences">The differences by buyer, currency and tax code; those of zero too, since their lines were compared.</param>
/// <param name="Unpriced">The lines without a price anywhere, and those that can't be taxed: nothing is made until that is mended or they are deselected.</param>
public sealed record AdjustmentComparison(ValueList<ComparedLine> Lines, ValueList<AdjustmentDifference> Differences, ValueList<UnpricedLine> Unpriced)
{
    /// <summary>Gets whether only what was billed is compared: all of it is credited.</summary>
    public bool IsBilledOnly => Has(AdjustmentPane.Billed) && !Has(AdjustmentPane.Performed);

    /// <summary>Gets whether only what was performed is compared: all of it is invoiced.</summary>
    public bool IsPerformedOnly => Has(AdjustmentPane.Performed) && !Has(AdjustmentPane.Billed);

    private bool Has(AdjustmentPane pane)
    {
        foreach (var line in Lines)
        {
            if (line.Pane == pane)
            {
                return true;
            }
        }

        return false;
    }
}
