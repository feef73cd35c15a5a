namespace Psa.Inventory;

/// <summary>Each serial is a layer of its own, and is worth what it cost.</summary>
internal sealed class ActualCost : CostRules
{
    internal override bool NeedsSerials => true;

    internal override bool NeedsStandard => false;

    internal override bool IsMixed => false;

    internal override ValueList<CostLayer> Layers(long receipt, decimal quantity, Money value, ValueList<string> serials)
    {
        var weights = new long[serials.Count];
        Array.Fill(weights, 1);
        var values = value.Allocate(weights);
        var layers = new CostLayer[serials.Count];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = new(receipt, 1m, values[i], serials[i]);
        }

        return ValueList.Owning(layers);
    }

    internal override CostPool Put(CostPool pool, CostPool goods, UnitPrice? standard)
    {
        var layers = new List<CostLayer>(pool.Layers);
        foreach (var layer in goods.Layers)
        {
            var at = layers.FindIndex(one => Compare(one, layer) > 0);
            layers.Insert(at < 0 ? layers.Count : at, layer);
        }

        return new(pool.Quantity + goods.Quantity, pool.Value + goods.Value, layers.ToValueList());
    }

    internal override CostTaken Take(CostPool pool, decimal quantity, ValueList<string> serials, UnitPrice? standard) =>
        Taken(pool, serials, receipt: null) ?? throw new InvalidOperationException("A serial that lies in a cost scope has its layer there.");

    internal override CostTaken? TakeBack(CostPool pool, long receipt, decimal quantity, ValueList<string> serials, Money cost, UnitPrice? standard) => Taken(pool, serials, receipt);

    internal override Money? Found(CostPool pool, decimal quantity, UnitPrice? standard) =>
        pool.Quantity > 0m ? QuantityShare.Of(pool.Value, quantity, pool.Quantity, Rounding.HalfUp) : null;

    internal override IEnumerable<(int Layer, Fraction Share)> Left(CostPool pool, long receipt, decimal received, Fraction mixed)
    {
        for (var i = 0; i < pool.Layers.Count; i++)
        {
            if (pool.Layers[i].Receipt == receipt)
            {
                yield return (i, Fraction.Of(1m, received));
            }
        }
    }

    internal override CostPool Land(CostPool pool, int layer, Money amount)
    {
        var before = pool.Layers[layer];
        var after = before with { Value = NotBelowZero(before.Value + amount) };
        return pool with { Value = pool.Value - before.Value + after.Value, Layers = pool.Layers.SetItem(layer, after) };
    }

    private static int Compare(CostLayer one, CostLayer other) =>
        one.Receipt.CompareTo(other.Receipt) is var byReceipt and not 0 ? byReceipt : string.CompareOrdinal(one.Serial, other.Serial);

    private static CostTaken? Taken(CostPool pool, ValueList<string> serials, long? receipt)
    {
        var (layers, taken, value) = (new List<CostLayer>(pool.Layers), new List<CostLayer>(), Money.Zero(pool.Value.Currency));
        foreach (var serial in serials)
        {
            var at = layers.FindIndex(layer => layer.Serial == serial && (receipt is null || layer.Receipt == receipt));
            if (at < 0)
            {
                return null;
            }

            taken.Add(layers[at]);
            value += layers[at].Value;
            layers.RemoveAt(at);
        }

        return new(new(pool.Quantity - taken.Count, pool.Value - value, layers.ToValueList()), new(taken.Count, value, taken.ToValueList()));
    }
}
