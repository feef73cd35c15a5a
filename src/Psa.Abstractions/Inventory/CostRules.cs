namespace Psa.Inventory;

/// <summary>
/// What a cost method says of itself (R-COST). All of it works on what lies in one cost scope, and none of it lets a value fall below zero or remain where no goods are.
/// Amounts are rounded half up, each once.
/// </summary>
internal abstract class CostRules
{
    /// <summary>Gets whether each serial has a cost of its own, so that only serialized products can have the method.</summary>
    internal abstract bool NeedsSerials { get; }

    /// <summary>Gets whether values follow from a standard cost, so that what goods cost beyond it is variance, not a correction of cost.</summary>
    internal abstract bool NeedsStandard { get; }

    /// <summary>Gets whether it is told by the moves since a receipt what of it is still there, since goods of all receipts are mixed.</summary>
    internal abstract bool IsMixed { get; }

    /// <summary>Gives the layers that a receipt makes, whose values sum to what it is worth.</summary>
    internal abstract ValueList<CostLayer> Layers(long receipt, decimal quantity, Money value, ValueList<string> serials);

    /// <summary>Puts goods in.</summary>
    /// <param name="pool">What lies in the scope.</param>
    /// <param name="goods">What comes in: its quantity, value and layers.</param>
    /// <param name="standard">The standard cost, where there is one.</param>
    /// <returns>What lies there then; by a standard cost its value grows by another amount than that of the goods.</returns>
    internal abstract CostPool Put(CostPool pool, CostPool goods, UnitPrice? standard);

    /// <summary>Takes goods out.</summary>
    /// <param name="pool">What lies in the scope, at least as much.</param>
    /// <param name="quantity">How much is taken.</param>
    /// <param name="serials">Which serials, where the product has such.</param>
    /// <param name="standard">The standard cost, where there is one.</param>
    internal abstract CostTaken Take(CostPool pool, decimal quantity, ValueList<string> serials, UnitPrice? standard);

    /// <summary>Takes goods of a receipt out, since they were never to be there or go back to the vendor (R-CANCEL).</summary>
    /// <param name="pool">What lies in the scope, at least as much.</param>
    /// <param name="receipt">The receipt's move.</param>
    /// <param name="quantity">How much is taken.</param>
    /// <param name="serials">Which serials, where the product has such.</param>
    /// <param name="cost">What they cost, with the landed cost on them.</param>
    /// <param name="standard">The standard cost, where there is one.</param>
    /// <returns>What is left and taken; <see langword="null"/> when goods of the receipt aren't there any more.</returns>
    internal abstract CostTaken? TakeBack(CostPool pool, long receipt, decimal quantity, ValueList<string> serials, Money cost, UnitPrice? standard);

    /// <summary>Gives what goods are worth that are found; <see langword="null"/> when nothing says it.</summary>
    internal abstract Money? Found(CostPool pool, decimal quantity, UnitPrice? standard);

    /// <summary>Lists what of a receipt is still in a scope (R-LANDED): in which layer (−1 for all that lies there), and what share of the receipt.</summary>
    /// <param name="pool">What lies in the scope.</param>
    /// <param name="receipt">The receipt's move.</param>
    /// <param name="received">The quantity received.</param>
    /// <param name="mixed">What share of the receipt its moves left here, for <see cref="IsMixed"/>.</param>
    internal abstract IEnumerable<(int Layer, Fraction Share)> Left(CostPool pool, long receipt, decimal received, Fraction mixed);

    /// <summary>Adds landed cost to what <see cref="Left"/> named, at most so much taken off that nothing is worth less than nothing.</summary>
    /// <returns>What lies there then.</returns>
    internal abstract CostPool Land(CostPool pool, int layer, Money amount);

    /// <summary>Gives a value a part of which is taken off.</summary>
    private protected static Money NotBelowZero(Money value) => value.Sign < 0 ? Money.Zero(value.Currency) : value;
}
