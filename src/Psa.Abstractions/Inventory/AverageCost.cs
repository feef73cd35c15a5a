namespace Psa.Inventory;

/// <summary>A scope has a quantity and a value; what leaves takes its share of the value, and the last of it the rest.</summary>
internal sealed class AverageCost : CostRules
{
    internal override bool NeedsSerials => false;

    internal override bool NeedsStandard => false;

    internal override bool IsMixed => true;

    internal override ValueList<CostLayer> Layers(long receipt, decimal quantity, Money value, ValueList<string> serials) => [];

    internal override CostPool Put(CostPool pool, CostPool goods, UnitPrice? standard) => new(pool.Quantity + goods.Quantity, pool.Value + goods.Value, []);

    internal override CostTaken Take(CostPool pool, decimal quantity, ValueList<string> serials, UnitPrice? standard) =>
        Taken(pool, quantity, QuantityShare.Of(pool.Value, quantity, pool.Quantity, Rounding.HalfUp));

    internal override CostTaken TakeBack(CostPool pool, long receipt, decimal quantity, ValueList<string> serials, Money cost, UnitPrice? standard) =>
        Taken(pool, quantity, cost < pool.Value && quantity < pool.Quantity ? cost : pool.Value);

    internal override Money? Found(CostPool pool, decimal quantity, UnitPrice? standard) =>
        pool.Quantity > 0m ? QuantityShare.Of(pool.Value, quantity, pool.Quantity, Rounding.HalfUp) : null;

    internal override IEnumerable<(int Layer, Fraction Share)> Left(CostPool pool, long receipt, decimal received, Fraction mixed)
    {
        if (pool.Quantity > 0m)
        {
            yield return (-1, mixed);
        }
    }

    internal override CostPool Land(CostPool pool, int layer, Money amount) => pool with { Value = NotBelowZero(pool.Value + amount) };

    private static CostTaken Taken(CostPool pool, decimal quantity, Money value) => new(new(pool.Quantity - quantity, pool.Value - value, []), new(quantity, value, []));
}
