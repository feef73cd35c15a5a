using System.Numerics;

namespace Psa.Inventory;

/// <content>What is taken back, what comes back, and cost that becomes known later.</content>
internal sealed partial class StockBook
{
    // R-CANCEL
    private StockMove TakeBack(StockMove move, IReadOnlyList<StockMove> history)
    {
        var receipt = OriginOf(move, history, kind => kind == StockMoveKind.Receive || (kind == StockMoveKind.DropShip && move.Kind == StockMoveKind.CancelReceipt));
        var (back, landed, returned) = (0m, Money.Zero(_currency), new HashSet<string>(StringComparer.Ordinal));
        foreach (var later in history)
        {
            if (later.Origin == move.Origin)
            {
                back += later.Quantity;
                returned.UnionWith(later.Serials);
                landed += later.Kind == StockMoveKind.LandedCost ? later.Value : Money.Zero(_currency);
            }
        }

        RequireAtMost(move, receipt.Quantity - back, InventoryErrors.ExceedsReceived);
        if (receipt.Kind == StockMoveKind.DropShip)
        {
            return TakeBack(move, receipt, returned, Part(receipt.Value));
        }

        var place = new StockPlace(move.From);
        RequireThere(move, place);
        RequireOf(receipt, move, returned);
        var taken = Rules.TakeBack(PoolAt(place), receipt.Sequence, move.Quantity, move.Serials, Part(receipt.Value + landed), Product.Standard)
            ?? throw new RuleViolationException(
                InventoryErrors.IssuedOn, $"Goods of the receipt of {receipt.At} were issued, or lie elsewhere: only what is left of it can be taken back.", move.Product.Value, receipt.Id.Value);
        Leave(move, place, taken.Left);
        SetSerials(move, SerialStatus.Free, default);
        return move with { Value = taken.Goods.Value, Difference = taken.Goods.Value - Part(receipt.Value), Layers = taken.Goods.Layers };

        Money Part(Money whole) => PartOf(whole, receipt.Quantity, back, move.Quantity);
    }

    // what never was in stock: its cost goes out as it came in; cost that became known later is a correction already
    private StockMove TakeBack(StockMove move, StockMove receipt, HashSet<string> returned, Money cost)
    {
        if (move.From is not null)
        {
            throw BadPlace(move);
        }

        RequireSerials(move, static status => status == SerialStatus.Delivered);
        RequireOf(receipt, move, returned);
        SetSerials(move, SerialStatus.Free, default);
        return move with { Value = cost };
    }

    // R-RETURN
    private StockMove Return(StockMove move, IReadOnlyList<StockMove> history)
    {
        if (Kind(move.To) is not (LocationKind.Returns or LocationKind.Warehouse or LocationKind.Van))
        {
            throw BadPlace(move);
        }

        if (move.Origin is null)
        {
            var value = GivenOf(move);
            RequireSerials(move, static status => status is not (SerialStatus.InStock or SerialStatus.Gone));
            return Enter(move with { Value = value }, new(move.Quantity, value, Rules.Layers(move.Sequence, move.Quantity, value, move.Serials)));
        }

        var delivery = OriginOf(move, history, static kind => kind is StockMoveKind.Deliver or StockMoveKind.SwapIn or StockMoveKind.DropShip);
        var (back, returned) = (0m, new HashSet<string>(StringComparer.Ordinal));
        foreach (var later in history)
        {
            if (later.Origin == move.Origin)
            {
                back += later.Quantity;
                returned.UnionWith(later.Serials);
            }
        }

        if (move.Given is not null)
        {
            throw new RuleViolationException(InventoryErrors.CostKnown, "Goods come back at the cost of their delivery: don't say it.", move.Product.Value);
        }

        RequireAtMost(move, delivery.Quantity - back, InventoryErrors.ExceedsDelivered);
        RequireSerials(move, static status => status == SerialStatus.Delivered);
        RequireOf(delivery, move, returned);
        var layers = Rules.NeedsSerials && delivery.Layers.Count > 0 ? Own(move, delivery) : [];
        var cost = layers.Count > 0 ? Sum(layers) : PartOf(delivery.Value, delivery.Quantity, back, move.Quantity);
        return Enter(move with { Value = cost }, new(move.Quantity, cost, layers.Count > 0 ? layers : Rules.Layers(move.Sequence, move.Quantity, cost, move.Serials)));
    }

    // what a return moves on goes at its own value, whatever lies beside it; all else as the product is costed
    private CostTaken Take(StockMove move, StockPlace place, IReadOnlyList<StockMove>? history)
    {
        var pool = PoolAt(place);
        if (move.Origin is null)
        {
            return Rules.Take(pool, move.Quantity, move.Serials, Product.Standard);
        }

        var came = OriginOf(move, history ?? [], static kind => kind is StockMoveKind.Return or StockMoveKind.FromVendor);
        var own = QuantityShare.Of(came.Value, move.Quantity, came.Quantity, Rounding.HalfUp);
        return Rules.TakeBack(pool, came.Sequence, move.Quantity, move.Serials, own, Product.Standard) ?? Rules.Take(pool, move.Quantity, move.Serials, Product.Standard);
    }

    // restocked goods are worth less perhaps than when they came back
    private CostPool Written(StockMove move, CostPool goods)
    {
        if (move.Given is null || move.Kind != StockMoveKind.Restock)
        {
            return goods;
        }

        var less = GivenOf(move);
        if (less.Sign <= 0 || less > goods.Value || Rules.NeedsStandard)
        {
            throw new RuleViolationException(
                InventoryErrors.BadValue,
                Rules.NeedsStandard ? "The product is valued by its standard cost: revalue it instead." : $"The goods are worth {goods.Value}: they can be worth at most that less, not {less}.",
                move.Product.Value);
        }

        if (goods.Layers.IsEmpty)
        {
            return goods with { Value = goods.Value - less };
        }

        var weights = new long[goods.Layers.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = goods.Layers[i].Value.MinorUnits;
        }

        var (shares, layers) = (less.Allocate(weights), new CostLayer[weights.Length]);
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = goods.Layers[i] with { Value = goods.Layers[i].Value - shares[i] };
        }

        return goods with { Value = goods.Value - less, Layers = ValueList.Owning(layers) };
    }

    // a vendor sends what went back to it, or others: at the value that left
    private StockMove ComeBack(StockMove move, IReadOnlyList<StockMove> history)
    {
        if (Kind(move.To) != LocationKind.Returns || move.Given is not null)
        {
            throw BadPlace(move);
        }

        var left = LeftOf(move, history);
        RequireSerials(move, static status => status is null or SerialStatus.Free);
        return Enter(move with { Value = left }, new(move.Quantity, left, Rules.Layers(move.Sequence, move.Quantity, left, move.Serials)));
    }

    // what a vendor credits, against the value that left
    private StockMove Correct(StockMove move, IReadOnlyList<StockMove> history)
    {
        var difference = LeftOf(move, history) - GivenOf(move);
        return move with { Value = difference, Difference = difference };
    }

    // the value at which goods that a return had brought went to the vendor
    private static Money LeftOf(StockMove move, IReadOnlyList<StockMove> history)
    {
        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].Kind == StockMoveKind.ReturnToVendor && history[i].Origin == move.Origin && move.Origin is not null)
            {
                return history[i].Value;
            }
        }

        throw new EntityNotFoundException(nameof(StockMove), move.Product.Value);
    }

    // R-LANDED
    private StockMove Land(StockMove move, IReadOnlyList<StockMove> history)
    {
        var amount = GivenOf(move, isNegativeFine: true);
        var receipt = OriginOf(move, history, static kind => kind is StockMoveKind.Receive or StockMoveKind.DropShip);
        var targets = Targets(receipt, history);
        var whole = default(Fraction);
        foreach (var (_, _, share) in targets)
        {
            whole += share;
        }

        var landed = Money.Zero(_currency);
        if (!whole.Numerator.IsZero)
        {
            var parts = Allocation.Allocate(whole.Of(amount), Weights(targets));
            for (var i = 0; i < parts.Length; i++)
            {
                var before = At(targets[i].Place).Pool(_currency);
                var after = Rules.Land(before, targets[i].Layer, parts[i]);
                SetPool(targets[i].Place, after);
                landed += after.Value - before.Value;
            }
        }

        return move with { Value = amount, Difference = amount - landed };
    }

    private StockMove Revalue(StockMove move)
    {
        if (move.Standard is not { } standard || standard.Amount < 0m || standard.Currency != _currency)
        {
            throw new RuleViolationException(InventoryErrors.BadValue, $"A standard cost is zero or above, in {_currency}.", move.Product.Value);
        }

        var value = Money.Zero(_currency);
        if (Rules.NeedsStandard)
        {
            foreach (var balance in new List<StockBalance>(Balances))
            {
                if (balance.Value is { } before)
                {
                    var after = StandardCost.At(balance.OnHand, standard);
                    SetPool(balance.Place(), after);
                    value += after.Value - before;
                }
            }
        }

        Product = Product with { Standard = standard };
        return move with { Value = value };
    }

    private List<(StockPlace Place, int Layer, Fraction Share)> Targets(StockMove receipt, IReadOnlyList<StockMove> history)
    {
        var targets = new List<(StockPlace, int, Fraction)>();
        if (receipt.Kind == StockMoveKind.DropShip)
        {
            return targets;
        }

        var mixed = Rules.IsMixed ? ReceiptShares.Of(receipt, history, Balances, _scope, _locations) : [];
        foreach (var balance in Balances)
        {
            if (balance.Value is null)
            {
                continue;
            }

            foreach (var (layer, share) in Rules.Left(balance.Pool(_currency), receipt.Sequence, receipt.Quantity, mixed.GetValueOrDefault(balance.Place())))
            {
                targets.Add((balance.Place(), layer, share));
            }
        }

        return targets;
    }

    private static BigInteger[] Weights(List<(StockPlace Place, int Layer, Fraction Share)> targets)
    {
        var common = BigInteger.One;
        foreach (var (_, _, share) in targets)
        {
            common *= share.Denominator / BigInteger.GreatestCommonDivisor(common, share.Denominator);
        }

        var weights = new BigInteger[targets.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = targets[i].Share.Numerator * (common / targets[i].Share.Denominator);
        }

        return weights;
    }

    // R-PART: of the whole, what comes after what is back already
    private static Money PartOf(Money whole, decimal quantity, decimal from, decimal part) =>
        QuantityShare.Of(whole, from + part, quantity, Rounding.HalfUp) - QuantityShare.Of(whole, from, quantity, Rounding.HalfUp);

    private static Money Sum(ValueList<CostLayer> layers)
    {
        var sum = layers[0].Value;
        for (var i = 1; i < layers.Count; i++)
        {
            sum += layers[i].Value;
        }

        return sum;
    }

    // each serial with the cost at which it was delivered
    private static ValueList<CostLayer> Own(StockMove move, StockMove delivery)
    {
        var layers = new List<CostLayer>();
        foreach (var serial in move.Serials)
        {
            foreach (var layer in delivery.Layers)
            {
                if (layer.Serial == serial)
                {
                    layers.Add(layer with { Receipt = move.Sequence });
                }
            }
        }

        return layers.ToValueList();
    }

    private static void RequireOf(StockMove origin, StockMove move, HashSet<string> returned)
    {
        var moved = new HashSet<string>(origin.Serials, StringComparer.Ordinal);
        foreach (var serial in move.Serials)
        {
            if (!moved.Contains(serial) || returned.Contains(serial))
            {
                throw new RuleViolationException(InventoryErrors.BadSerials, $"The serial {serial} wasn't received or delivered then, or went back already.", move.Product.Value, origin.Id.Value);
            }
        }
    }

    private static void RequireAtMost(StockMove move, decimal most, string code)
    {
        if (move.Quantity > most)
        {
            throw new RuleViolationException(
                code, $"{Figures.Quantity(move.Quantity)} are to go back, and {Figures.Quantity(most)} of what was received or delivered are left to.", move.Product.Value);
        }
    }

    private static StockMove OriginOf(StockMove move, IReadOnlyList<StockMove> history, Func<StockMoveKind, bool> fits)
    {
        foreach (var earlier in history)
        {
            if (earlier.Sequence == move.Origin && fits(earlier.Kind))
            {
                return earlier;
            }
        }

        throw new EntityNotFoundException(nameof(StockMove), move.Product.Value);
    }
}
