namespace Psa.Inventory;

/// <summary>What balances come to.</summary>
internal static class StockBalances
{
    /// <summary>Gives what is on hand and not claimed.</summary>
    internal static decimal Free(this StockBalance balance) => balance.OnHand - balance.Picked - balance.Reserved;

    /// <summary>Tells whether nothing is there.</summary>
    internal static bool IsEmpty(this StockBalance balance) => balance.OnHand == 0m && balance.Picked == 0m && balance.Reserved == 0m;
}
