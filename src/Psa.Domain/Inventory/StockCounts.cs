namespace Psa.Inventory;

/// <summary>Says what a count found to differ.</summary>
internal static class StockCounts
{
    /// <summary>Compares a count with what was there when it was made.</summary>
    /// <param name="count">The count.</param>
    /// <param name="onHand">What is there now.</param>
    /// <param name="since">What came since, less what left.</param>
    internal static ((decimal Quantity, ValueList<string> Serials) Missing, (decimal Quantity, ValueList<string> Serials) Found) Of(StockCount count, decimal onHand, decimal since)
    {
        RequireCount(count);
        var difference = count.Counted - (onHand - since);
        return ((Math.Max(-difference, 0m), []), (Math.Max(difference, 0m), []));
    }

    /// <summary>Compares the serials that were counted with those that were there when they were.</summary>
    /// <param name="count">The count.</param>
    /// <param name="there">Those that are there now.</param>
    /// <param name="came">Those that came since.</param>
    /// <param name="left">Those that left since.</param>
    internal static ((decimal Quantity, ValueList<string> Serials) Missing, (decimal Quantity, ValueList<string> Serials) Found) OfSerials(
        StockCount count, IReadOnlyList<StockSerial> there, HashSet<string> came, HashSet<string> left)
    {
        RequireCount(count);
        if (count.Serials.Count != count.Counted)
        {
            throw new RuleViolationException(InventoryErrors.BadSerials, $"{Figures.Quantity(count.Counted)} units that were counted need as many serials.", count.Product.Value);
        }

        var (counted, missing, found) = (new HashSet<string>(count.Serials, StringComparer.OrdinalIgnoreCase), new List<string>(), new List<string>());
        foreach (var serial in there)
        {
            if (!counted.Remove(serial.Serial) && !came.Contains(serial.Serial))
            {
                missing.Add(serial.Serial);
            }
        }

        foreach (var serial in count.Serials)
        {
            if (counted.Contains(serial) && !left.Contains(serial))
            {
                found.Add(serial);
            }
        }

        return ((missing.Count, missing.ToValueList()), (found.Count, found.ToValueList()));
    }

    private static void RequireCount(StockCount count)
    {
        if (count.Counted < 0m)
        {
            throw new RuleViolationException(InventoryErrors.BadQuantity, $"{Figures.Quantity(count.Counted)} can't be counted.", count.Product.Value);
        }
    }
}
