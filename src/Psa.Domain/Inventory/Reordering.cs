namespace Psa.Inventory;

/// <summary>Says how much to order or fetch so that a place is full again (R-REORDER).</summary>
public static class Reordering
{
    /// <summary>Gives what is suggested: nothing while what will be free is at least the minimum, else up to the maximum.</summary>
    /// <param name="available">What is available there.</param>
    /// <param name="inTransit">What is under way to it.</param>
    /// <param name="onOrder">What is on order for it.</param>
    /// <param name="allocated">What of that is for demands.</param>
    /// <param name="minimum">The minimum.</param>
    /// <param name="maximum">The maximum, at least the minimum.</param>
    /// <returns>The quantity, zero for none.</returns>
    [Pure]
    public static decimal Suggest(decimal available, decimal inTransit, decimal onOrder, decimal allocated, decimal minimum, decimal maximum)
    {
        var free = available + inTransit + onOrder - allocated;
        return free < minimum ? maximum - free : 0m;
    }
}
