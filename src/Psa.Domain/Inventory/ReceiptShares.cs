namespace Psa.Inventory;

/// <summary>
/// What of a receipt is still there where goods are mixed (R-LANDED): all of it at first; an issue of q of Q leaves 1 − q ÷ Q of what there is, a transfer carries q ÷ Q of it along, and canceling q of the received takes
/// as much of it, at most what is there. Where nothing is left, nothing of the receipt is.
/// </summary>
internal static class ReceiptShares
{
    /// <summary>Computes the shares, exactly.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="history">All moves since, at least; earlier ones aren't looked at.</param>
    /// <param name="balances">What is there now.</param>
    /// <param name="scope">Within what goods are costed together.</param>
    /// <param name="locations">What the locations are.</param>
    /// <returns>The share by place; none where it is zero.</returns>
    internal static Dictionary<StockPlace, Fraction> Of(
        StockMove receipt, IReadOnlyList<StockMove> history, IEnumerable<StockBalance> balances, CostScope scope, IReadOnlyDictionary<Id<StockLocation>, LocationKind> locations)
    {
        var quantities = new Dictionary<StockPlace, decimal>();
        foreach (var balance in balances)
        {
            if (balance.Value is not null)
            {
                quantities[balance.Place()] = balance.OnHand;
            }
        }

        // from what is there now back to what was there when the goods had come
        for (var i = history.Count - 1; i >= 0 && history[i].Sequence > receipt.Sequence; i--)
        {
            var (from, to) = StockFlow.Of(history[i], scope, locations);
            Add(quantities, from, history[i].Quantity);
            Add(quantities, to, -history[i].Quantity);
        }

        var shares = new Dictionary<StockPlace, Fraction> { [StockFlow.Of(receipt, scope, locations).To!.Value] = Fraction.One };
        foreach (var move in history)
        {
            if (move.Sequence > receipt.Sequence)
            {
                Follow(shares, quantities, move, receipt, StockFlow.Of(move, scope, locations));
            }
        }

        return shares;
    }

    private static void Follow(Dictionary<StockPlace, Fraction> shares, Dictionary<StockPlace, decimal> quantities, StockMove move, StockMove receipt, (StockPlace? From, StockPlace? To) flow)
    {
        if (flow.From is { } from)
        {
            var (there, share) = (quantities.GetValueOrDefault(from), shares.GetValueOrDefault(from));
            var gone = move.Kind is not (StockMoveKind.CancelReceipt or StockMoveKind.ReturnToVendor) ? share * Fraction.Of(move.Quantity, there)
                : move.Origin == receipt.Sequence ? Fraction.Of(move.Quantity, receipt.Quantity)
                : default;
            shares[from] = move.Quantity == there ? default : share.Less(gone);
            if (flow.To is { } to)
            {
                shares[to] = shares.GetValueOrDefault(to) + gone;
            }
        }

        Add(quantities, flow.From, -move.Quantity);
        Add(quantities, flow.To, move.Quantity);
    }

    private static void Add(Dictionary<StockPlace, decimal> quantities, StockPlace? place, decimal quantity)
    {
        if (place is { } at)
        {
            quantities[at] = quantities.GetValueOrDefault(at) + quantity;
        }
    }
}
