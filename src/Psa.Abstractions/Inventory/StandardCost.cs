namespace Psa.Inventory;

/// <summary>What lies in a scope is worth quantity × standard cost, rounded as a whole; what goods cost beyond it never enters stock.</summary>
internal sealed class StandardCost : CostRules
{
    internal override bool NeedsSerials => false;

    internal override bool NeedsStandard => true;

    internal override bool IsMixed => false;

    internal override ValueList<CostLayer> Layers(long receipt, decimal quantity, Money value, ValueList<string> serials) => [];

    internal override CostPool Put(CostPool pool, CostPool goods, UnitPrice? standard) => At(pool.Quantity + goods.Quantity, standard);

    internal override CostTaken Take(CostPool pool, decimal quantity, ValueList<string> serials, UnitPrice? standard)
    {
        var left = At(pool.Quantity - quantity, standard);
        return new(left, new(quantity, pool.Value - left.Value, []));
    }

    internal override CostTaken TakeBack(CostPool pool, long receipt, decimal quantity, ValueList<string> serials, Money cost, UnitPrice? standard) => Take(pool, quantity, serials, standard);

    internal override Money? Found(CostPool pool, decimal quantity, UnitPrice? standard) => At(pool.Quantity + quantity, standard).Value - pool.Value;

    internal override IEnumerable<(int Layer, Fraction Share)> Left(CostPool pool, long receipt, decimal received, Fraction mixed) => [];

    internal override CostPool Land(CostPool pool, int layer, Money amount) => pool;

    /// <summary>Gives what a quantity is worth.</summary>
    internal static CostPool At(decimal quantity, UnitPrice? standard) =>
        standard is { } cost
            ? new(quantity, cost.Extend(quantity, Rounding.HalfUp), [])
            : throw new RuleViolationException(InventoryErrors.StandardMissing, "The product is costed by its standard cost, and has none: revalue it first, which sets one.");
}
