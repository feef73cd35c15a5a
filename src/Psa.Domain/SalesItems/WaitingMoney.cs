namespace Psa.SalesItems;

/// <summary>Adds up what items that wait come to.</summary>
internal static class WaitingMoney
{
    /// <summary>Gives the net, one entry a currency; a currency whose sum money can't hold has several, that add up to it.</summary>
    internal static ValueList<Money> Of(IEnumerable<SalesItem> items)
    {
        var sums = new SortedDictionary<Currency, Money>();
        List<Money>? full = null;
        foreach (var item in items)
        {
            var sum = sums.GetValueOrDefault(item.Currency, Money.Zero(item.Currency));
            if (Int128.Abs((Int128)sum.MinorUnits + item.Net.MinorUnits) > long.MaxValue)
            {
                (full ??= []).Add(sum);
                sum = Money.Zero(item.Currency);
            }

            sums[item.Currency] = sum + item.Net;
        }

        return full is null ? sums.Values.ToValueList() : [.. full, .. sums.Values];
    }
}
