using Psa.Storage;

namespace Psa.Inventory;

/// <content>Moves of goods.</content>
internal sealed partial class StockBook
{
    private StockMove Receive(StockMove move)
    {
        var value = GivenOf(move);
        RequireOrdinary(move.To);
        RequireSerials(move, static status => status is null or SerialStatus.Free);
        var goods = new CostPool(move.Quantity, value, Rules.Layers(move.Sequence, move.Quantity, value, move.Serials));
        return Enter(move with { Value = value }, goods);
    }

    // from the vendor to the customer
    private StockMove Pass(StockMove move)
    {
        var value = GivenOf(move);
        RequireSerials(move, static status => status is null or SerialStatus.Free);
        SetSerials(move, SerialStatus.Delivered, default);
        return move with { Value = value };
    }

    private StockMove Find(StockMove move)
    {
        RequireOrdinary(move.To);
        RequireSerials(move, static status => status is null or SerialStatus.Free or SerialStatus.Gone);
        var place = new StockPlace(move.To);
        var known = Rules.Found(PoolAt(place), move.Quantity, Product.Standard);
        if (known is not null && move.Given is not null)
        {
            throw new RuleViolationException(InventoryErrors.CostKnown, "What the goods that were found are worth follows from what lies there: don't say it.", move.Product.Value);
        }

        var value = known ?? GivenOf(move);
        return Enter(move with { Value = value }, new(move.Quantity, value, Rules.Layers(move.Sequence, move.Quantity, value, move.Serials)));
    }

    private StockMove Issue(StockMove move, SerialStatus status, IReadOnlyList<StockMove>? history = null)
    {
        var place = PlaceOf(move);
        RequireThere(move, place);
        var taken = Take(move, place, history);
        Leave(move, place, taken.Left);
        SetSerials(move, status, default);
        return move with { Value = taken.Goods.Value, Layers = taken.Goods.Layers };
    }

    private StockMove Carry(StockMove move, IReadOnlyList<StockMove>? history)
    {
        var (from, to) = Ends(move);
        RequireThere(move, from);
        if (_locations[move.To!.Value] == LocationKind.Lost)
        {
            return Issue(move, SerialStatus.Gone);
        }

        // what was a return's is nobody's once it is stock again
        var arriving = move.Kind == StockMoveKind.Restock ? move with { IsPicked = false } : move;
        if (_scope == CostScope.All && move.Given is null)
        {
            Set(Less(At(from), move));
            Set(More(At(to), arriving));
            SetSerials(arriving, SerialStatus.InStock, to);
            return move;
        }

        var taken = Take(move, from, history);
        var goods = Written(move, taken.Goods);
        Leave(move, from, taken.Left);
        var entered = EnterAt(arriving with { Value = taken.Goods.Value }, to, goods);
        return entered with { IsPicked = move.IsPicked, Difference = entered.Difference + taken.Goods.Value - goods.Value };
    }

    private StockMove Claim(StockMove move)
    {
        var (place, isPick) = (PlaceOf(move), move.Kind == StockMoveKind.Pick);
        RequireThere(move with { IsPicked = !isPick }, place);
        var balance = At(place);
        Set(balance with { Picked = isPick ? balance.Picked + move.Quantity : balance.Picked - move.Quantity });
        SetSerials(move with { IsPicked = isPick }, SerialStatus.InStock, place);
        return move with { IsPicked = isPick };
    }

    // no unit of its own: whichever serials are picked then
    private StockMove Reserve(StockMove move)
    {
        var (place, isReserve) = (new StockPlace(move.From), move.Kind == StockMoveKind.Reserve);
        var (kind, balance) = (Kind(move.From) ?? throw BadPlace(move), At(place));
        RequireThere(move, isReserve ? Available(place) : IsOrdinaryKind(kind) ? balance.Reserved : 0m);
        Set(balance with { Reserved = isReserve ? balance.Reserved + move.Quantity : balance.Reserved - move.Quantity });
        return move with { Serials = [] };
    }

    // what enters becomes the value of a move that knows none yet; what of that stock doesn't take is the difference
    private StockMove Enter(StockMove move, CostPool goods) => EnterAt(move, new(move.To), goods);

    private StockMove EnterAt(StockMove move, StockPlace place, CostPool goods)
    {
        var pool = PoolOf(place, _scope);
        var before = PoolAt(place);
        var after = Rules.Put(before, goods, Product.Standard);
        SetPool(pool, after);
        Set(pool == place ? At(place) with { Picked = Picked(At(place), move) } : More(At(place), move));
        SetSerials(move, SerialStatus.InStock, place);
        return move with { Difference = goods.Value - (after.Value - before.Value), Layers = goods.Layers };
    }

    private void Leave(StockMove move, StockPlace place, CostPool left)
    {
        var pool = PoolOf(place, _scope);
        var balance = At(place);
        SetPool(pool, left);
        Set(pool == place ? At(place) with { Picked = balance.Picked - (move.IsPicked ? move.Quantity : 0m) } : Less(balance, move));
    }

    private static StockBalance Less(StockBalance balance, StockMove move) =>
        balance with { OnHand = balance.OnHand - move.Quantity, Picked = balance.Picked - (move.IsPicked ? move.Quantity : 0m) };

    private static StockBalance More(StockBalance balance, StockMove move) => balance with { OnHand = balance.OnHand + move.Quantity, Picked = Picked(balance, move) };

    private static decimal Picked(StockBalance balance, StockMove move) => balance.Picked + (move.IsPicked ? move.Quantity : 0m);

    private CostPool PoolAt(StockPlace place) => At(PoolOf(place, _scope)).Pool(_currency);

    private (StockPlace From, StockPlace To) Ends(StockMove move)
    {
        var (from, to) = (Kind(move.From), Kind(move.To));
        var fits = move.Kind switch
        {
            StockMoveKind.Transfer => IsOrdinaryKind(from) && (IsOrdinaryKind(to) || (to == LocationKind.Lost && !move.IsPicked)),
            StockMoveKind.Send => (IsOrdinaryKind(from) || (from == LocationKind.Returns && move.Origin is not null)) && to == LocationKind.Transit && move.Transfer is not null,
            StockMoveKind.Arrive => from == LocationKind.Transit && (IsOrdinaryKind(to) || (to == LocationKind.Returns && move.Origin is not null)) && move.Transfer is not null,
            _ => from == LocationKind.Returns && IsOrdinaryKind(to),
        };
        return fits && move.From != move.To
            ? (new(move.From, move.Kind == StockMoveKind.Arrive ? move.Transfer : null), new(move.To, move.Kind == StockMoveKind.Send ? move.Transfer : null))
            : throw BadPlace(move);
    }

    private StockPlace PlaceOf(StockMove move) => new(move.From, Kind(move.From) == LocationKind.Transit ? move.Transfer : null);

    private LocationKind? Kind(Id<StockLocation>? location) => location is { } id && _locations.TryGetValue(id, out var kind) ? kind : null;

    private static bool IsOrdinaryKind(LocationKind? kind) => kind is LocationKind.Warehouse or LocationKind.Van;

    private static RuleViolationException BadPlace(StockMove move) =>
        new(InventoryErrors.BadPlace, "Goods move from one place to another one that takes them: not to itself, and what came back or is under way by its own steps.", move.Product.Value);

    private void RequireOrdinary(Id<StockLocation>? location)
    {
        if (!IsOrdinaryKind(Kind(location)))
        {
            throw new RuleViolationException(InventoryErrors.BadPlace, "Goods come in at a warehouse or van.", Product.Product.Value);
        }
    }

    // the goods are there to be taken: picked ones where picked ones are taken, else free ones; what came back and what is under way is taken by its own moves, and what of it is a return's by its alone
    private void RequireThere(StockMove move, StockPlace place)
    {
        var kind = Kind(place.Location) ?? throw BadPlace(move);
        var balance = At(place);
        var there = kind switch
        {
            LocationKind.Returns when move.IsPicked => move.Kind is StockMoveKind.Restock or StockMoveKind.Dispose or StockMoveKind.ReturnToVendor or StockMoveKind.Send or StockMoveKind.Deliver ? balance.Picked : 0m,
            LocationKind.Returns => move.Kind is StockMoveKind.Restock or StockMoveKind.Dispose ? balance.Free() : 0m,
            LocationKind.Transit when move.IsPicked => move.Kind is StockMoveKind.Arrive or StockMoveKind.Unpick or StockMoveKind.ReturnToVendor ? balance.Picked : 0m,
            LocationKind.Transit => move.Kind is StockMoveKind.Arrive ? balance.Free() : 0m,
            LocationKind.Warehouse or LocationKind.Van => move.IsPicked ? balance.Picked : balance.Free(),
            _ => 0m,
        };
        RequireThere(move, there);
        RequireSerials(move, status => status is SerialStatus.InStock, place);
    }

    private static void RequireThere(StockMove move, decimal there)
    {
        if (move.Quantity > there)
        {
            throw new RuleViolationException(
                InventoryErrors.Insufficient,
                $"{Figures.Quantity(move.Quantity)} are taken, and {Figures.Quantity(there)} are there to be taken: what is reserved, picked, under way or came back isn't available.",
                move.Product.Value);
        }
    }

    private void RequireSerials(StockMove move, Func<SerialStatus?, bool> fits, StockPlace? place = null)
    {
        if (!Product.IsSerialized)
        {
            if (move.Serials.Count > 0)
            {
                throw new RuleViolationException(InventoryErrors.NotSerialized, "The product has no serials: name none, or make it a serialized one while there is no stock.", move.Product.Value);
            }

            return;
        }

        if (move.Serials.Count != move.Quantity || !AreDistinct(move.Serials))
        {
            throw new RuleViolationException(InventoryErrors.BadSerials, $"{Figures.Quantity(move.Quantity)} units need as many serials, each named once.", move.Product.Value);
        }

        foreach (var serial in move.Serials)
        {
            var known = _serials.TryGetValue(TextFold.Of(serial), out var state) ? state.Now : null;
            if (!fits(known?.Status))
            {
                throw known is null || place is not null || move.Origin is not null
                    ? new RuleViolationException(InventoryErrors.BadSerials, $"The serial {serial} isn't there.", move.Product.Value)
                    : new RuleViolationException(InventoryErrors.SerialDuplicate, $"The serial {serial} of the product is known, and {known.Status}.", move.Product.Value);
            }

            if (place is { } at && (new StockPlace(known!.Location, known.Transfer) != at || known.IsPicked != move.IsPicked))
            {
                throw new RuleViolationException(InventoryErrors.BadSerials, $"The serial {known.Serial} isn't there to be taken.", move.Product.Value);
            }
        }
    }

    private static bool AreDistinct(ValueList<string> serials)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var serial in serials)
        {
            if (!seen.Add(TextFold.Of(serial)))
            {
                return false;
            }
        }

        return true;
    }

    private void SetSerials(StockMove move, SerialStatus status, StockPlace place)
    {
        foreach (var serial in move.Serials)
        {
            var key = TextFold.Of(serial);
            var (read, before) = _serials.TryGetValue(key, out var known) ? (known.Read, known.Now) : (null, null);
            var now = (before ?? new()
            {
                Id = SerialIdOf(Product.Tenant, Product.Product, serial),
                Tenant = Product.Tenant,
                Product = Product.Product,
                Serial = serial,
                Status = status,
            }) with
            {
                Status = status,
                Location = status == SerialStatus.InStock ? place.Location : null,
                Transfer = status == SerialStatus.InStock ? place.Transfer : null,
                IsPicked = status == SerialStatus.InStock && move.IsPicked,
            };
            _serials[key] = (read, now);
        }
    }
}
