using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// The states in which the prices of a kind of document can move: each kind has a table of its own. What no row names is frozen.
/// </summary>
/// <typeparam name="TStatus">The states of the kind.</typeparam>
internal sealed class PriceMovements<TStatus>(params ValueList<PriceMovements<TStatus>.Row> rows)
    where TStatus : class
{
    /// <summary>Gets the rows.</summary>
    internal ValueList<Row> Rows { get; } = rows;

    /// <summary>Gives what becomes of the prices of a document.</summary>
    /// <param name="status">Its state.</param>
    /// <param name="isByHand">Whether somebody wrote it: what a run or another document made of agreed facts never follows.</param>
    /// <param name="behaviour">How its prices were to behave.</param>
    internal PriceMovement Of(TStatus status, bool isByHand, PriceBehaviour behaviour)
    {
        foreach (var row in Rows)
        {
            if (isByHand && row.Status.Equals(status))
            {
                return behaviour == PriceBehaviour.UseCurrent ? row.UseCurrent : row.Locked;
            }
        }

        return PriceMovement.Frozen;
    }

    /// <summary>A state of documents that somebody wrote.</summary>
    /// <param name="Status">The state.</param>
    /// <param name="UseCurrent">What becomes of prices that follow the catalog.</param>
    /// <param name="Locked">What becomes of locked ones.</param>
    internal sealed record Row(TStatus Status, PriceMovement UseCurrent, PriceMovement Locked);
}
