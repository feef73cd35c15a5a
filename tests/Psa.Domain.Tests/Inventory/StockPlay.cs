using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.Shelf;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Plays a history of stock by the rules, beside the same history told plainly, and compares the two after each step.</summary>
internal sealed class StockPlay
{
    private static readonly Id<StockLocation>[] Places = [A, B, Van, Shelf.Returns];

    private readonly Shelf _shelf;
    private readonly PlainStock _plain;
    private readonly bool _isSerialized;
    private readonly bool _isOneScope;
    private readonly Dictionary<StockStepKind, int> _tally;
    private readonly Dictionary<string, SerialStatus> _known = [];
    private int _serials;
    private int _transfers;

    internal StockPlay(CostMethod method, CostScope scope, bool isSerialized, Dictionary<StockStepKind, int> tally)
    {
        (_isSerialized, _isOneScope, _tally) = (isSerialized, scope == CostScope.All, tally);
        _shelf = new(method, scope, isSerialized);
        _plain = new(method.Name, _isOneScope) { Order = place => (PlaceOf(place).Location?.Value ?? default, PlaceOf(place).Transfer?.Value ?? default) };
        Revalue(335);
    }

    internal void PlayAgain() => _shelf.PlayAgain();

    internal void Do(StockStep step)
    {
        var before = (_shelf.Book.Product, Balances: _shelf.Book.Balances.ToList(), Serials: _shelf.Book.Serials.ToList());
        var kind = Play(step, out var isDone);
        _tally[kind] = _tally.GetValueOrDefault(kind) + 1;
        if (!isDone)
        {
            Assert.Equal(before.Product, _shelf.Book.Product);
            Assert.Equal(before.Balances.Where(at => !at.IsEmpty()), _shelf.Book.Balances.Where(at => !at.IsEmpty()));
            Assert.Equal(before.Serials, _shelf.Book.Serials);
        }

        Compare();
    }

    private StockStepKind Play(StockStep step, out bool isDone)
    {
        isDone = true;
        var quantity = _isSerialized ? step.Quantity : step.Quantity * 0.25m;
        var (from, to) = (step.From % 3, (step.From + 1 + (step.To % 2)) % 3);
        switch (step.Kind)
        {
            case StockStepKind.Receive:
                return Try(step.Kind, StockMoveKind.Receive, new(quantity, To: to, Cents: step.Cents), NewSerials(quantity, step.Which), (_, serials) => _plain.Receive(to, quantity, step.Cents, serials), null, out isDone);
            case StockStepKind.DropShip:
                return Try(step.Kind, StockMoveKind.DropShip, new(quantity, Cents: step.Cents), NewSerials(quantity, step.Which), (_, serials) => _plain.DropShip(quantity, step.Cents, serials), null, out isDone);
            case StockStepKind.Found:
                return Found(step, quantity, to, out isDone);
            case StockStepKind.Missing:
                return Out(step, StockMoveKind.Adjust, new(quantity, From: from), (_, serials) => _plain.Loss(from, quantity, serials), out isDone);
            case StockStepKind.Dispose:
                var place = step.From % 4;
                return Out(step, StockMoveKind.Dispose, new(quantity, From: place), (_, serials) => _plain.Loss(place, quantity, serials), out isDone);
            case StockStepKind.Lose:
                return Out(step, StockMoveKind.Transfer, new(quantity, From: from, To: PlainStock.Lost), (_, serials) => _plain.Loss(from, quantity, serials), out isDone);
            case StockStepKind.Transfer:
                return Out(step, StockMoveKind.Transfer, new(quantity, From: from, To: to, IsPicked: step.IsPicked), (_, serials) => _plain.Carry(from, to, quantity, serials, step.IsPicked), out isDone);
            case StockStepKind.Send:
                var transfer = 100 + _transfers;
                var sent = Out(step, StockMoveKind.Send, new(quantity, From: from, To: transfer, IsPicked: step.IsPicked), (_, serials) => _plain.Carry(from, transfer, quantity, serials, step.IsPicked), out isDone);
                _transfers += isDone ? 1 : 0;
                return sent;
            case StockStepKind.Arrive when _transfers > 0:
                var arriving = 100 + (step.Which % _transfers);
                var isPicked = _plain.Picked(arriving) > 0m;
                return Out(step, StockMoveKind.Arrive, new(quantity, From: arriving, To: to, IsPicked: isPicked), (_, serials) => _plain.Carry(arriving, to, quantity, serials, isPicked), out isDone);
            case StockStepKind.Restock:
                return Out(step, StockMoveKind.Restock, new(quantity, From: PlainStock.Returns, To: to), (_, serials) => _plain.Carry(PlainStock.Returns, to, quantity, serials, isPicked: false), out isDone);
            case StockStepKind.Pick:
                return Out(step, StockMoveKind.Pick, new(quantity, From: from), (_, serials) => _plain.Pick(from, quantity, serials, isPick: true), out isDone);
            case StockStepKind.Unpick when step.IsPicked && _transfers > 0:
                var freed = 100 + (step.Which % _transfers);
                return Out(step, StockMoveKind.Unpick, new(quantity, From: freed, IsPicked: true), (_, serials) => _plain.Pick(freed, quantity, serials, isPick: false), out isDone);
            case StockStepKind.Unpick:
                return Out(step, StockMoveKind.Unpick, new(quantity, From: from, IsPicked: true), (_, serials) => _plain.Pick(from, quantity, serials, isPick: false), out isDone);
            case StockStepKind.Deliver:
                return Out(step, StockMoveKind.Deliver, new(quantity, From: from), (_, serials) => _plain.Deliver(from, quantity, serials, isPicked: false), out isDone);
            case StockStepKind.DeliverPicked:
                return Out(step, StockMoveKind.Deliver, new(quantity, From: from, IsPicked: true), (_, serials) => _plain.Deliver(from, quantity, serials, isPicked: true), out isDone);
            case StockStepKind.Return or StockStepKind.Undo:
                return Return(step, quantity, out isDone);
            case StockStepKind.CancelReceipt or StockStepKind.ReturnToVendor:
                return TakeBack(step, quantity, out isDone);
            case StockStepKind.CancelDropShip:
                return CancelDropShip(step, quantity, out isDone);
            case StockStepKind.LandedCost when Origin(step, isReceipt: true) is { } receipt:
                return Try(step.Kind, StockMoveKind.LandedCost, new(0m, Cents: step.Cents - 700, Origin: receipt), [], (_, _) => _plain.Land(receipt, step.Cents - 700), null, out isDone);
            case StockStepKind.Revaluation:
                Revalue(step.Cents);
                return step.Kind;
            default:
                isDone = false;
                return step.Kind;
        }
    }

    private void Revalue(int tenths)
    {
        var standard = tenths / 1000m;
        _shelf.Post(StockMoveKind.Revaluation, move => move with { Standard = UnitPrice.Of(standard, Currency.EUR) });
        _plain.Revalue(standard);
    }

    private StockStepKind Found(StockStep step, decimal quantity, int to, out bool isDone)
    {
        int? cents = step.IsPicked ? step.Cents : null;
        var isKnown = _plain.FoundWorth(to, quantity) is not null;
        var refusal = isKnown == (cents is null) ? null : isKnown ? InventoryErrors.CostKnown : InventoryErrors.CostNeeded;
        return Try(step.Kind, StockMoveKind.Adjust, new(quantity, To: to, Cents: cents), NewSerials(quantity, step.Which), (_, serials) => _plain.Found(to, quantity, cents, serials), refusal, out isDone);
    }

    private StockStepKind Return(StockStep step, decimal quantity, out bool isDone)
    {
        isDone = false;
        if (Origin(step, isReceipt: false) is not { } number)
        {
            return step.Kind;
        }

        var (delivery, isUndo) = (_plain.OriginAt(number), step.Kind == StockStepKind.Undo);
        var to = isUndo && delivery.Place is >= 0 and < 3 ? delivery.Place : isUndo ? 0 : PlainStock.Returns;
        var refusal = quantity > delivery.Quantity - delivery.Back ? InventoryErrors.ExceedsDelivered : null;
        List<string> serials = _isSerialized ? [.. delivery.Serials.Except(delivery.BackSerials).Take((int)quantity)] : [];
        if (refusal is null && serials.Count > 0 && step.Which % 7 == 0)
        {
            (serials[0], refusal) = ("nowhere", InventoryErrors.BadSerials);
        }

        return Try(step.Kind, StockMoveKind.Return, new(quantity, To: to, IsPicked: isUndo, Origin: number), serials, (_, named) => _plain.Return(number, to, quantity, named, isUndo), refusal, out isDone);
    }

    private StockStepKind CancelDropShip(StockStep step, decimal quantity, out bool isDone)
    {
        isDone = false;
        var all = _plain.OriginsOf(isReceipt: false).FindAll(origin => _plain.OriginAt(origin).Place < 0);
        if (all.Count == 0)
        {
            return step.Kind;
        }

        var number = all[step.Which % all.Count];
        var receipt = _plain.OriginAt(number);
        List<string> serials = _isSerialized ? [.. receipt.Serials.Except(receipt.BackSerials).Take((int)quantity)] : [];
        var refusal = quantity > receipt.Quantity - receipt.Back ? InventoryErrors.ExceedsReceived : null;
        return Try(step.Kind, StockMoveKind.CancelReceipt, new(quantity, Origin: number), serials, (_, named) => _plain.CancelDropShip(number, quantity, named), refusal, out isDone);
    }

    private StockStepKind TakeBack(StockStep step, decimal quantity, out bool isDone)
    {
        isDone = false;
        if (Origin(step, isReceipt: true) is not { } number)
        {
            return step.Kind;
        }

        var receipt = _plain.OriginAt(number);
        var place = step.IsPicked ? receipt.Place : step.From % 3;
        var there = _plain.SerialsAt(place, isPicked: false);
        List<string> serials = _isSerialized ? [.. receipt.Serials.Except(receipt.BackSerials).Intersect(there).Concat(there).Distinct().Take((int)quantity)] : [];
        var refusal = quantity > receipt.Quantity - receipt.Back ? InventoryErrors.ExceedsReceived
            : quantity > _plain.Free(place) ? InventoryErrors.Insufficient
            : serials.Except(receipt.Serials.Except(receipt.BackSerials)).Any() ? InventoryErrors.BadSerials
            : _plain.IsUntouched(number, place, quantity, serials) ? null
            : InventoryErrors.IssuedOn;
        var kind = step.Kind == StockStepKind.CancelReceipt ? StockMoveKind.CancelReceipt : StockMoveKind.ReturnToVendor;
        return Try(step.Kind, kind, new(quantity, From: place, Origin: number), serials, (_, named) => _plain.TakeBack(number, place, quantity, named), refusal, out isDone);
    }

    private StockStepKind Out(StockStep step, StockMoveKind kind, Ends ends, Action<Ends, List<string>> tell, out bool isDone)
    {
        var place = ends.From!.Value;
        var there = ends.IsPicked ? _plain.Picked(place) : _plain.Free(place);
        var refusal = ends.Quantity > there ? InventoryErrors.Insufficient : null;
        List<string> serials = _isSerialized ? [.. _plain.SerialsAt(place, ends.IsPicked).Take((int)ends.Quantity)] : [];
        if (refusal is null && serials.Count > 0 && step.Which % 7 == 0)
        {
            serials[0] = _plain.Serials.Keys.Except(serials).FirstOrDefault(serial => _plain.Serials[serial] != (place, ends.IsPicked)) ?? "nowhere";
            refusal = InventoryErrors.BadSerials;
        }

        return Try(step.Kind, kind, ends, serials, tell, refusal, out isDone);
    }

    private StockStepKind Try(StockStepKind step, StockMoveKind kind, Ends ends, List<string> serials, Action<Ends, List<string>> tell, string? refusal, out bool isDone)
    {
        // a new serial that is there already
        var (comes, isFound) = (kind is StockMoveKind.Receive or StockMoveKind.DropShip, kind == StockMoveKind.Adjust && ends.From is null);
        var isKnown = (comes || isFound) && serials.Exists(serial => _known.TryGetValue(serial, out var status) && status != SerialStatus.Free && (comes || status != SerialStatus.Gone));
        refusal = isKnown ? InventoryErrors.SerialDuplicate : refusal;
        string? code = null;
        try
        {
            _shelf.Post(kind, move => move with
            {
                Quantity = ends.Quantity,
                From = ends.From is { } from ? PlaceOf(from).Location : null,
                To = ends.To is { } to ? PlaceOf(to).Location : null,
                Transfer = ends.From is >= 100 ? PlaceOf(ends.From.Value).Transfer : ends.To is >= 100 ? PlaceOf(ends.To.Value).Transfer : null,
                Given = ends.Cents is { } cents ? Money.FromMinorUnits(cents, Currency.EUR) : null,
                Origin = ends.Origin,
                IsPicked = ends.IsPicked,
                Serials = [.. serials.Select(serial => ends.Quantity % 2m == 0m && !comes && !isFound ? serial.ToUpperInvariant() : serial)],
            });
        }
        catch (RuleViolationException refused)
        {
            code = refused.Code;
        }

        Assert.True(refusal == code, $"{step} {ends}: {refusal ?? "done"} was expected, not {code ?? "done"}");
        isDone = code is null;
        if (isDone)
        {
            tell(ends, serials);
            serials.ForEach(serial => _known[serial] = _plain.Serials.ContainsKey(serial) ? SerialStatus.InStock
                : kind is StockMoveKind.Deliver or StockMoveKind.DropShip ? SerialStatus.Delivered
                : kind is StockMoveKind.CancelReceipt or StockMoveKind.ReturnToVendor ? SerialStatus.Free
                : SerialStatus.Gone);
        }

        return code switch
        {
            null => step,
            InventoryErrors.Insufficient => StockStepKind.RefusedInsufficient,
            InventoryErrors.IssuedOn => StockStepKind.RefusedIssuedOn,
            InventoryErrors.ExceedsReceived => StockStepKind.RefusedExceedsReceived,
            InventoryErrors.ExceedsDelivered => StockStepKind.RefusedExceedsDelivered,
            InventoryErrors.CostKnown or InventoryErrors.CostNeeded => StockStepKind.RefusedCost,
            _ => StockStepKind.RefusedSerial,
        };
    }

    private void Compare()
    {
        var (book, ledger) = (_shelf.Book, _shelf.Book.Product.Ledger!);
        Assert.Equal(
            (_plain.Received, _plain.Delivered, _plain.Returned, _plain.Lose, _plain.Gained, _plain.Differences, _plain.Revalued, _plain.Total),
            (ledger.Received.MinorUnits, ledger.Delivered.MinorUnits, ledger.Returned.MinorUnits, ledger.Losses.MinorUnits, ledger.Gains.MinorUnits, (ledger.Variance + ledger.Corrections).MinorUnits, ledger.Revaluations.MinorUnits, book.ValueInStock().MinorUnits));
        Assert.Equal(ledger.InStock(), book.ValueInStock());
        foreach (var (place, (onHand, picked)) in _plain.Places)
        {
            var balance = book.At(PlaceOf(place));
            Assert.Equal((onHand, picked), (balance.OnHand, balance.Picked));
            Assert.True(picked >= 0m && onHand >= picked && book.Available(PlaceOf(place)) >= 0m, $"{place}: {balance}");
            if (!_isOneScope)
            {
                Assert.Equal(_plain.ValueAt(place), balance.Value!.Value.MinorUnits);
            }
        }

        foreach (var balance in book.Balances)
        {
            Assert.True(balance.Value is null or { Sign: >= 0 } && (balance.OnHand > 0m || balance.Value is null or { IsZero: true }), $"{balance}");
            Assert.True(balance.Layers.Count == 0 || (balance.Layers.Sum(layer => layer.Quantity), balance.Layers.Sum(layer => layer.Value.MinorUnits)) == (balance.OnHand, balance.Value!.Value.MinorUnits), $"{balance}");
        }

        Assert.Equal(
            _plain.Serials.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, PlaceOf(one.Value.Place), one.Value.IsPicked)),
            book.Serials.Where(one => one.Status == SerialStatus.InStock).OrderBy(one => one.Serial, StringComparer.Ordinal).Select(one => (one.Serial, new StockPlace(one.Location, one.Transfer), one.IsPicked)));
    }

    private int? Origin(StockStep step, bool isReceipt) => _plain.OriginsOf(isReceipt) is { Count: > 0 } all ? all[step.Which % all.Count] : null;

    private List<string> NewSerials(decimal quantity, int which)
    {
        if (!_isSerialized)
        {
            return [];
        }

        List<string> serials = [.. Enumerable.Range(0, (int)quantity).Select(_ => $"s{_serials++:000}")];
        if (which % 5 == 0 && _known.Count > 0)
        {
            serials[0] = _known.Keys.Order(StringComparer.Ordinal).ElementAt(which % _known.Count);
        }

        return serials;
    }

    private static StockPlace PlaceOf(int place) => place switch
    {
        < 0 => default,
        PlainStock.Lost => new(Lost),
        >= 100 => new(Transit, DerivedId.Create<StockTransfer>(Tenant, $"{place}")),
        _ => new(Places[place]),
    };

    private sealed record Ends(decimal Quantity, int? From = null, int? To = null, int? Cents = null, int? Origin = null, bool IsPicked = false);
}
