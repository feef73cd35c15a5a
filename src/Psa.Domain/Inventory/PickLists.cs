namespace Psa.Inventory;

/// <summary>Orders what is to be picked as whoever walks past the shelves meets it.</summary>
internal static class PickLists
{
    /// <summary>Gives the stops: location by location, shelf by shelf, of each product there what all take together.</summary>
    /// <param name="entries">What is to be taken.</param>
    [Pure]
    internal static ValueList<PickListLine> InWalkingOrder(IEnumerable<PickListEntry> entries)
    {
        var sorted = new List<PickListEntry>(entries);
        sorted.Sort(Compare);
        var stops = new List<PickListLine>();
        foreach (var entry in sorted)
        {
            if (stops.Count > 0 && stops[^1] is var last && last.Location == entry.Location.Id && last.Product == entry.Product.Id)
            {
                stops[^1] = last with { Quantity = last.Quantity + entry.Quantity, For = last.For.Add(entry.Share) };
                continue;
            }

            stops.Add(new(entry.Location.Id, entry.Product.Id, entry.Quantity, [entry.Share], entry.Bin));
        }

        return stops.ToValueList();
    }

    /// <summary>Compares shelves as people number them: A2 before A10, those without a name last.</summary>
    [Pure]
    internal static int CompareBins(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return (left is null).CompareTo(right is null);
        }

        var (i, j) = (0, 0);
        while (i < left.Length && j < right.Length)
        {
            int compared;
            if (char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[j]))
            {
                var leftNumber = NumberAt(left, ref i);
                var rightNumber = NumberAt(right, ref j);
                compared = leftNumber.Length != rightNumber.Length ? leftNumber.Length.CompareTo(rightNumber.Length) : leftNumber.SequenceCompareTo(rightNumber);
            }
            else
            {
                compared = char.ToUpperInvariant(left[i++]).CompareTo(char.ToUpperInvariant(right[j++]));
            }

            if (compared != 0)
            {
                return compared;
            }
        }

        var byRest = (left.Length - i).CompareTo(right.Length - j);
        return byRest != 0 ? byRest : string.CompareOrdinal(left, right);
    }

    private static int Compare(PickListEntry left, PickListEntry right)
    {
        var byLocation = string.CompareOrdinal(left.Location.Name, right.Location.Name);
        var byBin = byLocation != 0 ? byLocation : CompareBins(left.Bin, right.Bin);
        var byNumber = byBin != 0 ? byBin : string.CompareOrdinal(left.Product.Number, right.Product.Number);
        var byProduct = byNumber != 0 ? byNumber : left.Product.Id.CompareTo(right.Product.Id);
        var byAsking = byProduct != 0 ? byProduct : left.AskedAt.CompareTo(right.AskedAt);
        return byAsking != 0 ? byAsking : (left.Share.Source.Whole, left.Share.Source.Line).CompareTo((right.Share.Source.Whole, right.Share.Source.Line));
    }

    // without the zeros before it
    private static ReadOnlySpan<char> NumberAt(string text, ref int place)
    {
        while (place < text.Length && text[place] == '0')
        {
            place++;
        }

        var start = place;
        while (place < text.Length && char.IsAsciiDigit(text[place]))
        {
            place++;
        }

        return text.AsSpan(start, place - start);
    }
}
