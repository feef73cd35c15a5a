using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>
/// What the value of a product's moves came to (R-CONSERVE): received = in stock + delivered − returned + losses − gains + variance + corrections − revaluations, to the minor unit, after every move.
/// What is in transit, or came back and isn't restocked yet, is in stock.
/// </summary>
/// <param name="Received">Purchases and landed cost, less what was canceled or returned to vendors, at the receipt's value; what went back by a return of a customer at the value that left, then at the vendor's credit.</param>
/// <param name="Delivered">The cost of what was delivered.</param>
/// <param name="Returned">The cost of what came back.</param>
/// <param name="Losses">What was adjusted, counted, disposed of or lost.</param>
/// <param name="Gains">What was found.</param>
/// <param name="Variance">What goods cost beyond their standard cost.</param>
/// <param name="Corrections">Cost of goods that had left before it was known, what stock lost beyond a receipt's value when it was taken back, what returned goods are worth less, and what a vendor didn't credit of them.</param>
/// <param name="Revaluations">What new standard costs made stock worth more.</param>
[method: JsonConstructor]
public sealed record StockLedger(Money Received, Money Delivered, Money Returned, Money Losses, Money Gains, Money Variance, Money Corrections, Money Revaluations)
{
    /// <summary>Gives what must be in stock.</summary>
    /// <returns>The value.</returns>
    [Pure]
    public Money InStock() => Received - Delivered + Returned - Losses + Gains - Variance - Corrections + Revaluations;

    /// <summary>Gives the ledger of a product that never moved.</summary>
    internal static StockLedger Empty(Currency currency)
    {
        var zero = Money.Zero(currency);
        return new(zero, zero, zero, zero, zero, zero, zero, zero);
    }

    /// <summary>Books a move.</summary>
    /// <param name="move">The move.</param>
    /// <param name="isLost">Whether it brings goods to a lost location.</param>
    internal StockLedger With(StockMove move, bool isLost)
    {
        var after = move.Kind switch
        {
            StockMoveKind.Receive or StockMoveKind.LandedCost or StockMoveKind.FromVendor or StockMoveKind.CostCorrection => this with { Received = Received + move.Value },
            StockMoveKind.CancelReceipt when move.From is null => this with { Received = Received - move.Value, Delivered = Delivered - move.Value },
            StockMoveKind.CancelReceipt or StockMoveKind.ReturnToVendor => this with { Received = Received - (move.Value - move.Difference) },
            StockMoveKind.Deliver or StockMoveKind.SwapIn => this with { Delivered = Delivered + move.Value },
            StockMoveKind.DropShip => this with { Received = Received + move.Value, Delivered = Delivered + move.Value },
            StockMoveKind.Return or StockMoveKind.SwapOut => this with { Returned = Returned + move.Value },
            StockMoveKind.Adjust or StockMoveKind.Count => move.From is null ? this with { Gains = Gains + move.Value } : this with { Losses = Losses + move.Value },
            StockMoveKind.Dispose => this with { Losses = Losses + move.Value },
            StockMoveKind.Transfer or StockMoveKind.Send or StockMoveKind.Arrive or StockMoveKind.Restock => isLost ? this with { Losses = Losses + move.Value } : this,
            StockMoveKind.Revaluation => this with { Revaluations = Revaluations + move.Value },
            StockMoveKind.Pick or StockMoveKind.Unpick or StockMoveKind.Reserve or StockMoveKind.Release => this,
            _ => throw new ArgumentOutOfRangeException(nameof(move), move.Kind, "No such move."),
        };
        return move.Difference.IsZero ? after
            : move.Method.Rules.NeedsStandard ? after with { Variance = Variance + move.Difference }
            : after with { Corrections = Corrections + move.Difference };
    }
}
