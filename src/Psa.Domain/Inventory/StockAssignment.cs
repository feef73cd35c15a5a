namespace Psa.Inventory;

/// <summary>Says from which locations what is needed is taken (R-ASSIGN).</summary>
public static class StockAssignment
{
    /// <summary>Takes of each location in turn as much as it has.</summary>
    /// <param name="needed">What is needed, in the base unit; not below zero.</param>
    /// <param name="locations">What is available in the locations, in the order in which they give.</param>
    /// <param name="isSerialized">Whether only whole units can be taken.</param>
    /// <returns>What each gives, and what is missing.</returns>
    /// <exception cref="RuleViolationException"><c>stock.bad_quantity</c>: needed is below zero, or of a serialized product not whole.</exception>
    [Pure]
    public static AssignedStock Assign(decimal needed, ValueList<StockShare> locations, bool isSerialized = false)
    {
        if (needed < 0m || (isSerialized && decimal.Truncate(needed) != needed))
        {
            throw new RuleViolationException(InventoryErrors.BadQuantity, $"{Figures.Quantity(needed)} can't be needed: zero or above, of a serialized product whole units.");
        }

        var (shares, left) = (new List<StockShare>(), needed);
        foreach (var (location, available) in locations)
        {
            var taken = Math.Min(left, isSerialized ? decimal.Truncate(available) : available);
            if (taken > 0m)
            {
                shares.Add(new(location, taken));
                left -= taken;
            }
        }

        return new(shares.ToValueList(), left);
    }
}
