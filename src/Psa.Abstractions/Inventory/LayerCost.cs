namespace Psa.Inventory;

/// <summary>Receipts are kept apart, and go the oldest or the newest first. A part of one takes its share of its value, and the last of it the rest.</summary>
/// <param name="isNewestFirst">Whether the newest receipt goes first.</param>
internal sealed class LayerCost(bool isNewestFirst) : CostRules
{
    internal override bool NeedsSerials => false;

    internal override bool NeedsStandard => false;

    internal override bool IsMixed => false;

    internal override ValueList<CostLayer> Layers(long receipt, decimal quantity, Money value, ValueList<string> serials) => [new(receipt, quantity, value)];

    internal override CostPool Put(CostPool pool, CostPool goods, UnitPrice? standard)
    {
        var layers = new List<CostLayer>(pool.Layers);
        foreach (var layer in goods.Layers)
        {
            var at = layers.FindIndex(one => one.Receipt >= layer.Receipt);
            if (at >= 0 && layers[at].Receipt == layer.Receipt)
            {
                // goods of one receipt that meet again
                layers[at] = layers[at] with { Quantity = layers[at].Quantity + layer.Quantity, Value = layers[at].Value + layer.Value };
            }
            else
            {
                layers.Insert(at < 0 ? layers.Count : at, layer);
            }
        }

        return new(pool.Quantity + goods.Quantity, pool.Value + goods.Value, layers.ToValueList());
    }

    internal override CostTaken Take(CostPool pool, decimal quantity, ValueList<string> serials, UnitPrice? standard)
    {
        var (layers, taken, left) = (new List<CostLayer>(pool.Layers), new List<CostLayer>(), quantity);
        while (left > 0m)
        {
            var at = isNewestFirst ? layers.Count - 1 : 0;
            var part = Part(layers[at], left);
            taken.Add(part);
            left -= part.Quantity;
            Less(layers, at, part);
        }

        return Taken(pool, layers, taken);
    }

    internal override CostTaken? TakeBack(CostPool pool, long receipt, decimal quantity, ValueList<string> serials, Money cost, UnitPrice? standard)
    {
        var layers = new List<CostLayer>(pool.Layers);
        var at = layers.FindIndex(layer => layer.Receipt == receipt);
        if (at < 0 || layers[at].Quantity < quantity)
        {
            return null;
        }

        var part = Part(layers[at], quantity);
        Less(layers, at, part);
        return Taken(pool, layers, [part]);
    }

    internal override Money? Found(CostPool pool, decimal quantity, UnitPrice? standard) =>
        pool.Layers is [.., var last] ? QuantityShare.Of(last.Value, quantity, last.Quantity, Rounding.HalfUp) : null;

    internal override IEnumerable<(int Layer, Fraction Share)> Left(CostPool pool, long receipt, decimal received, Fraction mixed)
    {
        for (var i = 0; i < pool.Layers.Count; i++)
        {
            if (pool.Layers[i].Receipt == receipt)
            {
                yield return (i, Fraction.Of(pool.Layers[i].Quantity, received));
            }
        }
    }

    internal override CostPool Land(CostPool pool, int layer, Money amount)
    {
        var before = pool.Layers[layer];
        var after = before with { Value = NotBelowZero(before.Value + amount) };
        return pool with { Value = pool.Value - before.Value + after.Value, Layers = pool.Layers.SetItem(layer, after) };
    }

    private static CostLayer Part(CostLayer layer, decimal quantity) =>
        quantity >= layer.Quantity ? layer : layer with { Quantity = quantity, Value = QuantityShare.Of(layer.Value, quantity, layer.Quantity, Rounding.HalfUp) };

    private static void Less(List<CostLayer> layers, int at, CostLayer part)
    {
        if (part.Quantity == layers[at].Quantity)
        {
            layers.RemoveAt(at);
        }
        else
        {
            layers[at] = layers[at] with { Quantity = layers[at].Quantity - part.Quantity, Value = layers[at].Value - part.Value };
        }
    }

    private static CostTaken Taken(CostPool pool, List<CostLayer> left, List<CostLayer> taken)
    {
        var (quantity, value) = (0m, Money.Zero(pool.Value.Currency));
        foreach (var layer in taken)
        {
            (quantity, value) = (quantity + layer.Quantity, value + layer.Value);
        }

        return new(new(pool.Quantity - quantity, pool.Value - value, left.ToValueList()), new(quantity, value, taken.ToValueList()));
    }
}
