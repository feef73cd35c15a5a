using NodaTime;
using Psa.Inventory;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Plays a history of a warehouse whose goods are sold through the services, beside the same history told plainly, and compares the two after each step.</summary>
internal sealed partial class DeskPlay
{
    private readonly Dictionary<DeskStepKind, int> _tally;
    private readonly ChargeDesk _desk;
    private readonly PlainStock _plain;
    private readonly bool _isOneScope;
    private readonly List<PlainCharge> _charges = [];
    private readonly List<(StockTransfer Sent, PlainCharge? For)> _transfers = [];
    private readonly HashSet<int> _ordered = [];
    private readonly Dictionary<int, Id<StockLocation>> _places;
    private readonly Id<Psa.Procurement.PurchaseOrder> _order;
    private int _serials;
    private decimal _ordersReceived;

    private DeskPlay(ChargeDesk desk, Id<StockLocation> second, Id<Psa.Procurement.PurchaseOrder> order, CostMethod method, CostScope scope, Dictionary<DeskStepKind, int> tally)
    {
        (_desk, _tally, _isOneScope, _order) = (desk, tally, scope == CostScope.All, order);
        _places = new() { [0] = desk.Stock.Main, [1] = second, [2] = desk.Stock.Van, [PlainStock.Lost] = desk.Stock.Lost };
        _plain = new(method.Name, _isOneScope) { Order = place => (PlaceOf(place).Location?.Value ?? default, PlaceOf(place).Transfer?.Value ?? default) };
    }

    private StockService Stock => _desk.Stock.Stock;

    private bool IsSerialized => _desk.Stock.IsSerialized;

    internal static async Task<DeskPlay> OpenAsync(string store, CostMethod method, CostScope scope, bool isSerialized, Dictionary<DeskStepKind, int> tally)
    {
        var desk = await ChargeDesk.OpenAsync(store, isSerialized, method: method, scope: scope);
        var second = await desk.Stock.LocationAsync("Second", LocationKind.Warehouse);
        var vendor = await desk.Stock.Purchases.SaveVendorAsync(Ada, new() { Id = default, Tenant = Tenant, Number = "V1", Name = "Wires & Co", Currency = Currency.EUR }, Token);
        var order = await desk.Stock.Purchases.CreateAsync(Ada, new(vendor.Id, [new(Cable.Id, 100_000m, "C62", UnitPrice.Of(3.3333m, Currency.EUR))], "PO-1"), Token);
        await desk.Stock.Purchases.SubmitAsync(Ada, order.Id, Token);
        var play = new DeskPlay(desk, second.Id, order.Id, method, scope, tally);
        if (method == CostMethod.Standard)
        {
            await play.RevalueAsync(335);
        }

        return play;
    }

    internal async Task TakeAsync(DeskStep step)
    {
        // moves of the same instant as a count are no moves since
        _desk.World.Clock.Advance(Duration.FromSeconds(1));
        if (await PlayAsync(step, IsSerialized ? step.Quantity : step.Quantity * 0.25m) is { } kind)
        {
            _tally[kind] = _tally.GetValueOrDefault(kind) + 1;
            await CompareAsync();
        }
    }

    private Task<DeskStepKind?> PlayAsync(DeskStep step, decimal quantity)
    {
        var (from, to) = (step.From % 3, (step.From + 1 + (step.To % 2)) % 3);
        return step.Kind switch
        {
            DeskStepKind.Receive => ReceiveAsync(to, quantity, step.Cents),
            DeskStepKind.ReceiveOrdered => ReceiveOrderedAsync(to, quantity),
            DeskStepKind.CancelReceipt or DeskStepKind.ReturnToVendor => TakeBackAsync(step, quantity),
            DeskStepKind.Found => FoundAsync(step, to, quantity),
            DeskStepKind.Missing => OutAsync(step.Kind, from, quantity, serials => Stock.AdjustAsync(Ada, Taken(from, quantity, serials), Token), serials => _plain.Loss(from, quantity, serials)),
            DeskStepKind.Dispose => OutAsync(step.Kind, from, quantity, serials => Stock.DisposeOfAsync(Ada, Taken(from, quantity, serials), Token), serials => _plain.Loss(from, quantity, serials)),
            DeskStepKind.Lose => OutAsync(step.Kind, from, quantity, serials => Stock.TransferAsync(Will, Carried(from, PlainStock.Lost, quantity, serials), Token), serials => _plain.Loss(from, quantity, serials)),
            DeskStepKind.Count => CountAsync(from, quantity),
            DeskStepKind.CountFound => CountFoundAsync(from, quantity),
            DeskStepKind.Transfer => OutAsync(
                step.Kind, from, quantity, serials => Stock.TransferAsync(Will, Carried(from, to, quantity, serials), Token), serials => _plain.Carry(from, to, quantity, serials, isPicked: false)),
            DeskStepKind.Send => SendAsync(step.Kind, from, to, quantity, charge: null),
            DeskStepKind.Arrive when _transfers.Count > 0 => ArriveAsync(step.Which % _transfers.Count, quantity),
            DeskStepKind.LandedCost when _plain.OriginsOf(isReceipt: true) is { Count: > 0 } all => LandAsync(all[step.Which % all.Count], step.Cents == 700 ? 1 : step.Cents - 700),
            DeskStepKind.Revaluation when _plain.Standard is { } now && step.Cents != now * 1000m => RevalueAsync(step.Cents),
            DeskStepKind.Ask or DeskStepKind.AskFree when _charges.Count < 6 => AskAsync(step.Kind, quantity * 2m),
            DeskStepKind.Bill => BillAsync(),
            > DeskStepKind.AskFree and < DeskStepKind.Bill when _charges.Count > 0 => ChargeAsync(step, _charges[step.Which % _charges.Count], quantity),
            _ => Task.FromResult<DeskStepKind?>(null),
        };
    }

    private async Task<DeskStepKind?> ReceiveAsync(int to, decimal quantity, int cents)
    {
        var serials = NewSerials(quantity);
        return await TryAsync(
            DeskStepKind.Receive,
            null,
            () => Stock.ReceiveAsync(Will, new(Cable.Id, quantity, Eur(cents / 100m), Location: _places[to], Serials: [.. serials]), Token),
            () => _plain.Receive(to, quantity, cents, serials));
    }

    private async Task<DeskStepKind?> ReceiveOrderedAsync(int to, decimal quantity)
    {
        var serials = NewSerials(quantity);
        return await TryAsync(
            DeskStepKind.ReceiveOrdered,
            null,
            () => _desk.Stock.Purchases.ReceiveAsync(Will, _order, [new(0, quantity, _places[to], [.. serials])], cancellationToken: Token),
            () =>
            {
                _plain.Receive(to, quantity, PlainStock.Round((_ordersReceived + quantity) * 333.33m) - PlainStock.Round(_ordersReceived * 333.33m), serials);
                _ordersReceived += quantity;
                _ordered.Add(_plain.Last);
            });
    }

    private async Task<DeskStepKind?> TakeBackAsync(DeskStep step, decimal quantity)
    {
        if (_plain.OriginsOf(isReceipt: true) is not { Count: > 0 } all)
        {
            return null;
        }

        var number = all[step.Which % all.Count];
        var receipt = _plain.OriginAt(number);
        var place = step.To == 0 ? receipt.Place : step.From % 3;
        var there = _plain.SerialsAt(place, isPicked: false);
        List<string> serials = IsSerialized ? [.. receipt.Serials.Except(receipt.BackSerials).Intersect(there).Concat(there).Distinct().Take((int)quantity)] : [];
        var refusal = quantity > receipt.Quantity - receipt.Back ? InventoryErrors.ExceedsReceived
            : quantity > _plain.Free(place) ? InventoryErrors.Insufficient
            : serials.Except(receipt.Serials.Except(receipt.BackSerials)).Any() ? InventoryErrors.BadSerials
            : _plain.IsUntouched(number, place, quantity, serials) ? null
            : InventoryErrors.IssuedOn;
        var isOrdered = step.Kind == DeskStepKind.CancelReceipt && _ordered.Contains(number);
        return await TryAsync(
            isOrdered ? DeskStepKind.CancelOrderedReceipt : step.Kind,
            refusal,
            () => isOrdered
                ? _desk.Stock.Purchases.CancelReceiptAsync(Will, _order, new(0, number, quantity, _places[place], [.. serials]), Token)
                : Stock.TakeBackAsync(Will, new(new(Cable.Id, number), quantity, step.Kind == DeskStepKind.ReturnToVendor, _places[place], [.. serials]), Token),
            () => _plain.TakeBack(number, place, quantity, serials));
    }

    private async Task<DeskStepKind?> FoundAsync(DeskStep step, int to, decimal quantity)
    {
        int? cents = step.To == 0 ? step.Cents : null;
        var isKnown = _plain.FoundWorth(to, quantity) is not null;
        var serials = NewSerials(quantity);
        return await TryAsync(
            step.Kind,
            isKnown == (cents is null) ? null : isKnown ? InventoryErrors.CostKnown : InventoryErrors.CostNeeded,
            () => Stock.AdjustAsync(Ada, new(Cable.Id, _places[to], quantity, "found", [.. serials], cents is { } given ? Eur(given / 100m) : null), Token),
            () => _plain.Found(to, quantity, cents, serials));
    }

    private async Task<DeskStepKind?> CountAsync(int place, decimal missing)
    {
        var there = _plain.SerialsAt(place, isPicked: false);
        List<string> all = [.. there, .. _plain.SerialsAt(place, isPicked: true)];
        var onHand = _plain.Places.GetValueOrDefault(place).OnHand;
        return missing > onHand ? null : await TryAsync(
            DeskStepKind.Count,
            missing > _plain.Free(place) ? InventoryErrors.Claimed : null,
            () => Stock.CountAsync(Ada, new(Cable.Id, _places[place], onHand - missing, _desk.World.Clock.GetCurrentInstant(), "count", [.. all.Skip((int)missing).Take(IsSerialized ? all.Count : 0)]), Token),
            () => _plain.Loss(place, missing, [.. there.Take(IsSerialized ? (int)missing : 0)]));
    }

    private async Task<DeskStepKind?> CountFoundAsync(int place, decimal found)
    {
        var (serials, onHand) = (NewSerials(found), _plain.Places.GetValueOrDefault(place).OnHand);
        List<string> all = [.. _plain.SerialsAt(place, isPicked: false), .. _plain.SerialsAt(place, isPicked: true), .. serials];
        return await TryAsync(
            DeskStepKind.CountFound,
            _plain.FoundWorth(place, found) is null ? InventoryErrors.CostNeeded : null,
            () => Stock.CountAsync(Ada, new(Cable.Id, _places[place], onHand + found, _desk.World.Clock.GetCurrentInstant(), "count", [.. all]), Token),
            () => _plain.Found(place, found, null, serials));
    }

    private async Task<DeskStepKind?> OutAsync(DeskStepKind kind, int from, decimal quantity, Func<List<string>, Task> call, Action<List<string>> tell)
    {
        List<string> serials = IsSerialized ? [.. _plain.SerialsAt(from, isPicked: false).Take((int)quantity)] : [];
        return await TryAsync(kind, quantity > _plain.Free(from) ? InventoryErrors.Insufficient : null, () => call(serials), () => tell(serials));
    }

    private async Task<DeskStepKind?> SendAsync(DeskStepKind kind, int from, int to, decimal quantity, PlainCharge? charge)
    {
        var serials = charge is null ? IsSerialized ? [.. _plain.SerialsAt(from, isPicked: false).Take((int)quantity)] : [] : OfCharge(charge, from, quantity);
        var transfer = 100 + _transfers.Count;
        StockTransfer? sent = null;
        return await TryAsync(
            kind,
            quantity > (charge?.PickedAt(from) ?? _plain.Free(from)) ? InventoryErrors.Insufficient : null,
            async () => sent = await Stock.SendAsync(Will, Carried(from, to, quantity, serials) with { For = SourceOf(charge) }, Token),
            () =>
            {
                _transfers.Add((sent!, charge));
                _plain.Carry(from, transfer, quantity, serials, charge is not null);
                charge?.Unpick(from, quantity, serials);
                charge?.Pick(transfer, quantity, serials);
            });
    }

    private async Task<DeskStepKind?> ArriveAsync(int number, decimal quantity)
    {
        var (place, (sent, charge)) = (100 + number, _transfers[number]);
        var to = _places.Single(one => one.Value == sent.To).Key;
        var arrived = sent.Sent - _plain.Places.GetValueOrDefault(place).OnHand;
        List<string> serials = IsSerialized ? [.. _plain.SerialsAt(place, charge is not null).Take((int)quantity)] : [];
        return await TryAsync(
            DeskStepKind.Arrive,
            quantity > (charge is null ? _plain.Free(place) : _plain.Picked(place)) ? InventoryErrors.Insufficient : null,
            () => Stock.ArriveAsync(Will, sent.Id, arrived + quantity, [.. serials], Token),
            () =>
            {
                _plain.Carry(place, to, quantity, serials, charge is not null);
                charge?.Unpick(place, quantity, serials);
                charge?.Pick(to, quantity, serials);
            });
    }

    private Task<DeskStepKind?> LandAsync(int receipt, int cents) => TryAsync(
        DeskStepKind.LandedCost, null, () => Stock.LandAsync(Ada, new(Eur(cents / 100m), [new(Cable.Id, receipt)], Reason: "freight"), Token), () => _plain.Land(receipt, cents));

    private Task<DeskStepKind?> RevalueAsync(int tenths) => TryAsync(
        DeskStepKind.Revaluation, null, () => Stock.RevalueAsync(Ada, Cable.Id, UnitPrice.Of(tenths / 1000m, Currency.EUR), Token), () => _plain.Revalue(tenths / 1000m));

    private async Task<DeskStepKind?> TryAsync(DeskStepKind kind, string? refusal, Func<Task> call, Action tell)
    {
        string? code = null;
        try
        {
            await call();
            tell();
        }
        catch (PsaException refused)
        {
            code = refused.Code;
        }

        Assert.True(refusal == code, $"{kind}: {refusal ?? "done"} was expected, not {code ?? "done"}");
        return code switch
        {
            null => kind,
            InventoryErrors.Insufficient => DeskStepKind.RefusedInsufficient,
            InventoryErrors.Claimed => DeskStepKind.RefusedClaimed,
            InventoryErrors.IssuedOn => DeskStepKind.RefusedIssuedOn,
            InventoryErrors.ExceedsReceived => DeskStepKind.RefusedExceedsReceived,
            InventoryErrors.ExceedsDelivered => DeskStepKind.RefusedExceedsDelivered,
            InventoryErrors.ExceedsNeeded => DeskStepKind.RefusedExceedsNeeded,
            InventoryErrors.Invoiced => DeskStepKind.RefusedInvoiced,
            InventoryErrors.NothingLeft => DeskStepKind.RefusedNothingLeft,
            InventoryErrors.BadSerials => DeskStepKind.RefusedSerials,
            _ => DeskStepKind.RefusedCost,
        };
    }

    // serials that are picked for a charge at a place, or others that are picked there
    private List<string> OfCharge(PlainCharge charge, int place, decimal quantity) =>
        IsSerialized ? [.. charge.SerialsAt(place).Concat(_plain.SerialsAt(place, isPicked: true)).Distinct().Take((int)quantity)] : [];

    private NewStockAdjustment Taken(int from, decimal quantity, List<string> serials) => new(Cable.Id, _places[from], -quantity, "gone", [.. serials]);

    private NewTransfer Carried(int from, int to, decimal quantity, List<string> serials) => new(Cable.Id, _places[from], _places[to], quantity, [.. serials]);

    private List<string> NewSerials(decimal quantity) => IsSerialized ? [.. Enumerable.Range(0, (int)quantity).Select(_ => $"s{_serials++:000}")] : [];

    private StockPlace PlaceOf(int place) => place switch
    {
        < 0 => default,
        >= 100 => new(_transfers[place - 100].Sent.Transit, _transfers[place - 100].Sent.Id),
        _ => new(_places[place]),
    };

    private static DemandSource? SourceOf(PlainCharge? charge) => charge is null ? null : DemandSource.Of(charge.Charge.Id);
}
