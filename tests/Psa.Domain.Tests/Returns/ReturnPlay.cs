using Psa.Domain.Tests.Orders;
using Psa.Inventory;
using Psa.Returns;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Plays a history of returns through the services, beside the same history told plainly, and compares the two after each step: what is owed, what there is to come back, and what lies where it came back.</summary>
internal sealed class ReturnPlay
{
    private const int Price = 1_000;

    private readonly ReturnDesk _desk;
    private readonly Dictionary<ReturnStepKind, int> _tally;
    private readonly List<PlainSource> _sources = [];
    private readonly List<PlainReturn> _returns = [];
    private readonly bool _creditsAtOnce;
    private readonly bool _isStandard;
    private int _days;

    private ReturnPlay(ReturnDesk desk, bool creditsAtOnce, bool isStandard, Dictionary<ReturnStepKind, int> tally) => (_desk, _creditsAtOnce, _isStandard, _tally) = (desk, creditsAtOnce, isStandard, tally);

    internal static async Task<ReturnPlay> OpenAsync(string store, CostMethod method, bool creditsAtOnce, Dictionary<ReturnStepKind, int> tally)
    {
        var desk = await ReturnDesk.OpenAsync(store, method: method);
        foreach (var cost in new[] { 70m, 131m, 100m })
        {
            await desk.Stock.ReceiveAsync(40m, cost);
        }

        if (creditsAtOnce)
        {
            await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        }

        return new(desk, creditsAtOnce, method == CostMethod.Standard, tally);
    }

    internal async Task TakeAsync(ReturnStep step)
    {
        if (await PlayAsync(step) is { } kind)
        {
            Count(kind);
            await CompareAsync();
        }
    }

    private async Task<ReturnStepKind?> PlayAsync(ReturnStep step)
    {
        switch (step.Kind)
        {
            case ReturnStepKind.Deliver or ReturnStepKind.DeliverOrder:
                return await DeliverAsync(step);
            case ReturnStepKind.Bill:
                return await BillAsync();
            case ReturnStepKind.IssueNotes:
                return await IssueAsync();
            case ReturnStepKind.Undo:
                return await UndoAsync(step);
            case ReturnStepKind.Request:
                return await RequestAsync(step);
            default:
                // mostly one that can go on so
                var fitting = step.Quantity < 3 ? _returns.FindAll(one => IsFitting(step.Kind, one)) : [];
                fitting = fitting.Count > 0 ? fitting : step.Which % 6 == 0 ? _returns : [];
                return fitting.Count == 0 ? null : await GoOnAsync(step, fitting[^(1 + (step.Which % Math.Min(fitting.Count, 4)))]);
        }
    }

    private async Task<ReturnStepKind?> DeliverAsync(ReturnStep step)
    {
        var isOrder = step.Kind == ReturnStepKind.DeliverOrder;
        var source = _sources.Where(one => one.IsOrder == isOrder && one.Open > 0m).Skip(step.Which % 3).FirstOrDefault();
        if (source is null)
        {
            if (_sources.Count > 6)
            {
                return null;
            }

            source = isOrder ? await OrderedAsync(step) : new(DemandSource.Of((await _desk.Desk.AskAsync(6m)).Id), isOrder: false, isShipped: true, 6m);
            _sources.Add(source);
        }

        var quantity = Math.Min(step.Quantity, source.Open);
        if ((await _desk.Stock.Inventory.ListAtAsync(Ada, _desk.Stock.Main, Token)).AsEnumerable().Sum(balance => balance.OnHand - balance.Picked) < quantity)
        {
            await _desk.Stock.ReceiveAsync(20m, 77m);
        }

        // what is picked since an undo goes first, as a move of its own
        var before = source.Deliveries.Count;
        var awaited = source.Awaited;
        var demand = (await _desk.Desk.Deliveries.DeliverAsync(Will, source.Source, [new(_desk.Stock.Main, quantity)], cancellationToken: Token)).Demand;
        for (var i = before; i < demand.Deliveries.Count; i++)
        {
            var own = demand.Deliveries[i];
            source.Deliveries.Add(new(own.Sequence, own.Quantity, await ValueOfAsync(own.Sequence)) { InPlace = Math.Min(own.Quantity, awaited) });
            awaited -= Math.Min(own.Quantity, awaited);
        }

        Settle(source);
        return step.Kind;
    }

    private async Task<PlainSource> OrderedAsync(ReturnStep step)
    {
        var isShipped = step.Cents % 2 == 0;
        var order = await _desk.Sales.SubmitAsync(
            OrderDesk.AContent(OrderDesk.ALine(10m, 6m, "Cable") with { Product = Cable.Id }), one => one with { Invoicing = isShipped ? InvoicePolicy.Shipped : InvoicePolicy.Ordered });
        return new(DemandSource.Of(order.Id, 0), isOrder: true, isShipped, 6m);
    }

    // asks all orders to be invoiced, and bills all that waits
    private async Task<ReturnStepKind?> BillAsync()
    {
        foreach (var source in _sources.Where(one => one.IsOrder && one.Billable > one.Billed))
        {
            await _desk.Sales.Orders.InvoiceAsync(_desk.World.Actor, source.Source.Order!.Value, new(), Token);
            source.Billed = source.Billable;
        }

        _days += 2;
        await _desk.World.BillAsync(Start.PlusDays(_days), Start);
        _sources.ForEach(source => (source.Issued, source.IsChargingAgain) = (source.Billed, false));
        return ReturnStepKind.Bill;
    }

    private async Task<ReturnStepKind?> IssueAsync()
    {
        var drafted = _returns.FindAll(one => one is { Credited: > 0, IsIssued: false });
        foreach (var one in drafted)
        {
            foreach (var note in (await _desk.Returns.FindAsync(Will, one.Id, Token))!.Notes)
            {
                await _desk.Notes.IssueAsync(_desk.World.Actor, note, cancellationToken: Token);
            }

            one.IsIssued = true;
        }

        return drafted.Count == 0 ? null : ReturnStepKind.IssueNotes;
    }

    private async Task<ReturnStepKind?> UndoAsync(ReturnStep step)
    {
        var (source, delivery) = _sources.SelectMany(one => one.Deliveries.Where(own => own.Quantity > own.Undone).Select(own => (one, own))).Skip(step.Which % 5).FirstOrDefault();
        if (source is null)
        {
            return null;
        }

        var isBound = source.IsBilledByDelivery && source.Delivered - step.Quantity < source.Issued + source.Returned - source.Noted;
        return await TryAsync(
            ReturnStepKind.Undo,
            step.Quantity > delivery.Left ? InventoryErrors.ExceedsDelivered : isBound ? InventoryErrors.Invoiced : delivery.IsAgain ? InventoryErrors.BadPlace : null,
            () => _desk.Desk.Deliveries.UndoAsync(Will, source.Source, delivery.Sequence, step.Quantity, "wrong door", cancellationToken: Token),
            () =>
            {
                delivery.Undone += step.Quantity;
                delivery.CameBack += step.Quantity;
                Settle(source);
            });
    }

    private async Task<ReturnStepKind?> RequestAsync(ReturnStep step)
    {
        if (_sources.Count == 0)
        {
            return null;
        }

        var source = _sources[step.Which % _sources.Count];
        var (isOwn, kind, goods, left) = (step.Cents % 5 == 0, (ReturnKind)(step.Cents % 3), new List<(PlainDelivery, decimal)>(), (decimal)step.Quantity);
        foreach (var delivery in source.Deliveries)
        {
            var own = Math.Min(left, delivery.Left);
            left -= own;
            goods.AddRange(own > 0m ? [(delivery, own)] : []);
        }

        GoodsReturn? asked = null;
        return await TryAsync(
            step.Kind,
            left > 0m ? InventoryErrors.ExceedsDelivered : null,
            async () => asked = await _desk.Returns.RequestAsync(isOwn ? Pia : Eve, new() { Source = source.Source, Quantity = step.Quantity, Kind = kind, Reason = "broken" }, Token),
            () =>
            {
                goods.ForEach(static one => one.Item1.Claimed += one.Item2);
                _returns.Add(new(asked!.Id, source, kind, isOwn, goods));
            });
    }

    private Task<ReturnStepKind?> GoOnAsync(ReturnStep step, PlainReturn one) => step.Kind switch
    {
        ReturnStepKind.Authorize or ReturnStepKind.AuthorizeLess => AuthorizeAsync(step, one),
        ReturnStepKind.Deny => GoAsync(step.Kind, one, ["Requested"], "Denied", null, () => _desk.Returns.DenyAsync(Pia, one.Id, "no", Token), () => one.Goods.ForEach(static own => own.Delivery.Claimed -= own.Quantity)),
        ReturnStepKind.Await => GoAsync(step.Kind, one, ["Authorized"], "AwaitingReturn", null, () => _desk.Returns.AwaitAsync(Eve, one.Id, Token)),
        ReturnStepKind.Cancel => GoAsync(step.Kind, one, ["Authorized", "AwaitingReturn"], "Canceled", null, () => _desk.Returns.CancelAsync(Pia, one.Id, "kept", Token), () => Cancel(one)),
        ReturnStepKind.Receive => GoAsync(
            one.Kind == ReturnKind.Replace ? ReturnStepKind.ReceiveToReplace : one.Kind == ReturnKind.Repair ? ReturnStepKind.ReceiveToRepair : ReturnStepKind.Receive,
            one, ["AwaitingReturn"], "Received", null, () => _desk.Returns.ReceiveAsync(Will, one.Id, cancellationToken: Token), () => Receive(one)),
        ReturnStepKind.Restock => MoveAsync(ReturnStepKind.Restock, ReturnStepKind.RestockAfter, one, "Restocked", () => _desk.Returns.RestockAsync(Will, one.Id, cancellationToken: Token)),
        ReturnStepKind.RestockLess when !_isStandard && one.Value > 0 => MoveAsync(
            ReturnStepKind.RestockLess, ReturnStepKind.RestockLess, one, "Restocked", () => _desk.Returns.RestockAsync(Will, one.Id, less: Eur((1 + (step.Cents % one.Value)) / 100m), reason: "worn", cancellationToken: Token)),
        ReturnStepKind.Dispose => MoveAsync(ReturnStepKind.Dispose, ReturnStepKind.DisposeAfter, one, "Disposed", () => _desk.Returns.DisposeOfAsync(Will, one.Id, "smashed", Token)),
        ReturnStepKind.Send or ReturnStepKind.Lend => GoAsync(
            step.Kind, one, ["Received"], "SentToVendor", null, () => _desk.Returns.SendToVendorAsync(Will, one.Id, _desk.Vendor.Id, step.Kind == ReturnStepKind.Lend, Token), () => (one.IsHere, one.IsOut) = (false, true)),
        ReturnStepKind.Credit => AnswerAsync(step, one, VendorOutcome.Credited, "Credited"),
        ReturnStepKind.Replace => AnswerAsync(step, one, VendorOutcome.Replaced, "Replaced"),
        ReturnStepKind.Repair => AnswerAsync(step, one, VendorOutcome.Repaired, "Repaired"),
        ReturnStepKind.Decline => AnswerAsync(step, one, VendorOutcome.Declined, "Declined"),
        ReturnStepKind.TakeBack => GoAsync(
            step.Kind, one, Answered, null, one.IsHere ? Done : one.IsOut ? null : ReturnErrors.GoodsOpen, () => _desk.Returns.TakeBackAsync(Will, one.Id, cancellationToken: Token), () => (one.IsHere, one.IsOut) = (true, false)),
        ReturnStepKind.DeliverBack => DeliverBackAsync(one),
        ReturnStepKind.Close => GoAsync(
            step.Kind, one, ["Restocked", "Disposed", "Credited", .. Answered], "Closed", one.IsGone ? null : ReturnErrors.GoodsOpen, () => _desk.Returns.CloseAsync(Eve, one.Id, Token)),
        _ => Task.FromResult<ReturnStepKind?>(null),
    };

    private static string[] Answered { get; } = ["Replaced", "Repaired", "Declined"];

    // a call that was made before
    private const string Done = "done";

    private static bool IsFitting(ReturnStepKind kind, PlainReturn one) => kind switch
    {
        ReturnStepKind.Authorize or ReturnStepKind.AuthorizeLess => one is { Status: "Requested", IsOwn: false },
        ReturnStepKind.Deny => one.Status == "Requested",
        ReturnStepKind.Await => one.Status == "Authorized",
        ReturnStepKind.Cancel => one.Status is "Authorized" or "AwaitingReturn" && (one.IsIssued || one.Credited == 0),
        ReturnStepKind.Receive => one.Status == "AwaitingReturn",
        ReturnStepKind.Restock or ReturnStepKind.RestockLess or ReturnStepKind.Dispose => one.IsHere,
        ReturnStepKind.Send or ReturnStepKind.Lend => one.Status == "Received",
        ReturnStepKind.Credit or ReturnStepKind.Replace or ReturnStepKind.Repair or ReturnStepKind.Decline => one.Status == "SentToVendor",
        ReturnStepKind.TakeBack => one.IsOut && Answered.Contains(one.Status),
        ReturnStepKind.DeliverBack => one.IsHere && (Answered.Contains(one.Status) || one is { Status: "Received", Kind: ReturnKind.Repair }),
        _ => one.IsGone && one.Status != "Closed",
    };

    private Task<ReturnStepKind?> AuthorizeAsync(ReturnStep step, PlainReturn one)
    {
        var isLess = step.Kind == ReturnStepKind.AuthorizeLess && one.Kind == ReturnKind.Return;
        return GoAsync(
            isLess ? ReturnStepKind.AuthorizeLess : ReturnStepKind.Authorize,
            one,
            ["Requested"],
            "Authorized",
            one.IsOwn ? ReturnErrors.Own : null,
            () => _desk.Returns.AuthorizeAsync(Pia, one.Id, isLess ? Eur(step.Cents / 100m) : null, isLess ? "worn" : null, Token),
            () =>
            {
                one.Most = isLess ? step.Cents : null;
                if (_creditsAtOnce)
                {
                    Credit(one);
                }
            });
    }

    private async Task<ReturnStepKind?> DeliverBackAsync(PlainReturn one)
    {
        var (isDone, isFirst) = (false, one.Status == "Received");
        var kind = await GoAsync(
            ReturnStepKind.DeliverBack,
            one,
            ["Received", .. Answered],
            isFirst ? "Repaired" : null,
            one.IsGone ? ReturnErrors.GoodsOpen : one.Kind != ReturnKind.Repair ? ReturnErrors.NotOfCustomer : one.IsHere ? null : ReturnErrors.GoodsOpen,
            () => _desk.Returns.DeliverAsync(Will, one.Id, Token),
            () => isDone = true);
        if (isDone)
        {
            (one.IsHere, one.IsGone) = (false, true);
            var demand = await _desk.DemandAsync(one.Source.Source);
            one.Source.Replaced += one.Quantity;
            foreach (var own in demand.Deliveries.Skip(one.Source.Deliveries.Count))
            {
                one.Source.Deliveries.Add(new(own.Sequence, own.Quantity, await ValueOfAsync(own.Sequence)) { InPlace = own.Quantity, IsAgain = true });
            }
        }

        return kind;
    }

    private Task<ReturnStepKind?> MoveAsync(ReturnStepKind first, ReturnStepKind after, PlainReturn one, string status, Func<Task> call)
    {
        var isFirst = one.Status == "Received";
        return GoAsync(isFirst ? first : after, one, ["Received", .. Answered], isFirst ? status : null, OfCustomer(one) ?? (one.IsHere ? null : ReturnErrors.GoodsOpen), call, () => (one.IsHere, one.IsGone) = (false, true));
    }

    private Task<ReturnStepKind?> AnswerAsync(ReturnStep step, PlainReturn one, VendorOutcome outcome, string status) => GoAsync(
        step.Kind,
        one,
        ["SentToVendor"],
        status,
        outcome == VendorOutcome.Credited ? OfCustomer(one) : null,
        () => _desk.Returns.RecordAnswerAsync(Pia, one.Id, new(outcome, outcome == VendorOutcome.Credited ? Eur(step.Cents / 100m) : null), Token),
        () => (one.IsOut, one.IsGone) = outcome == VendorOutcome.Credited ? (false, true) : (one.IsOut, one.IsGone));

    // what came to be repaired isn't kept
    private static string? OfCustomer(PlainReturn one) => one.Kind == ReturnKind.Repair ? ReturnErrors.OfCustomer : null;

    private async Task<ReturnStepKind?> GoAsync(ReturnStepKind kind, PlainReturn one, string[] from, string? to, string? refusal, Func<Task> call, Action? tell = null)
    {
        // what stands where the call leads stays as it is; a fate is told by its own call
        if ((to is not null && one.Status == to) || refusal == Done || (one.IsGone && to is null))
        {
            return null;
        }

        return await TryAsync(kind, from.Contains(one.Status) ? refusal : PsaErrors.ActionNotAllowed, call, () =>
        {
            one.Status = to ?? one.Status;
            tell?.Invoke();
        });
    }

    private void Receive(PlainReturn one)
    {
        one.IsHere = true;
        foreach (var (delivery, quantity) in one.Goods)
        {
            one.Value += delivery.Worth(quantity);
            delivery.CameBack += quantity;
        }

        Credit(one);
        if (one is { Kind: ReturnKind.Replace, Source.IsOrder: true })
        {
            one.Source.Replaced += one.Quantity;
            Settle(one.Source);
        }
    }

    // the uninvoiced goes first
    private static void Credit(PlainReturn one)
    {
        if (one.IsSettled || one.Kind != ReturnKind.Return)
        {
            return;
        }

        var source = one.Source;
        source.IsMixed |= source.IsChargingAgain;
        one.IsSettled = true;
        one.Noted = Math.Max(0m, one.Quantity - Math.Max(0m, source.Billable - source.Issued));
        one.Credited = (int)Math.Min(one.Noted * Price, one.Most ?? decimal.MaxValue);
        source.Returned += one.Quantity;
        source.Noted += one.Noted;
        var before = source.Billed;
        Settle(source);
        one.Withdrawn = before - source.Billed;
    }

    private void Cancel(PlainReturn one)
    {
        one.Goods.ForEach(static own => own.Delivery.Claimed -= own.Quantity);
        if (!one.IsSettled)
        {
            return;
        }

        Count(one is { Credited: > 0, IsIssued: true } ? ReturnStepKind.ChargedAgain : ReturnStepKind.Again);
        one.Source.IsChargingAgain |= one is { Credited: > 0, IsIssued: true };
        one.Source.Returned -= one.Quantity;
        one.Source.Noted -= one.Noted;
        one.Source.Billed += one.Source.IsOrder ? one.Withdrawn : 0m;
        (one.Credited, one.IsSettled) = (0, false);
        Settle(one.Source);
    }

    // a charge is billed as it is delivered, an order as it is asked for and may be
    private static void Settle(PlainSource source) => source.Billed = source.IsOrder ? Math.Min(source.Billed, source.Billable) : source.Billable;

    private async Task<ReturnStepKind?> TryAsync(ReturnStepKind kind, string? refusal, Func<Task> call, Action tell)
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
            PsaErrors.ActionNotAllowed => ReturnStepKind.RefusedStatus,
            ReturnErrors.Own => ReturnStepKind.RefusedOwn,
            ReturnErrors.GoodsOpen => ReturnStepKind.RefusedGoodsOpen,
            ReturnErrors.NotOfCustomer => ReturnStepKind.RefusedNotOfCustomer,
            ReturnErrors.OfCustomer => ReturnStepKind.RefusedOfCustomer,
            InventoryErrors.Invoiced => ReturnStepKind.RefusedInvoiced,
            _ => ReturnStepKind.RefusedExceeds,
        };
    }

    private async Task CompareAsync()
    {
        var items = await _desk.World.AllItemsAsync();
        foreach (var source in _sources)
        {
            var demand = await _desk.DemandAsync(source.Source);
            Assert.Equal((source.Delivered, source.Left), (demand.Delivered(), demand.Deliveries.AsEnumerable().Sum(one => one.Left)));
            Assert.All(demand.Deliveries, one => Assert.InRange(one.Returned, 0m, one.Quantity - one.Undone));
            var own = items.FindAll(item => item.SourceId == (source.Source.Charge?.Value ?? source.Source.Order!.Value.Value) && !item.Released);
            Assert.Equal(source.Billed, own.Sum(item => item.SourceQuantity ?? 0m));
            Assert.All(own, item => Assert.InRange(item.Credited?.Amount ?? 0m, 0m, Math.Max(0m, item.Net.Amount)));
            Assert.All(own, item => Assert.InRange(item.Returned, 0m, Math.Max(0m, item.SourceQuantity ?? 0m)));

            // what customers bear: each unit once, less what issued notes gave back
            var credited = _returns.Where(one => one.Source == source && one.IsIssued).Sum(one => one.Credited);
            Assert.True(source.IsMixed || (source.Billed * Price) - credited == own.Sum(item => item.Borne().Amount) * 100m, $"{source.Billed} are billed and {credited} credited, not {own.Sum(item => item.Borne().Amount)} borne");
        }

        // each return lies there at its own value
        var here = await _desk.Stock.AtAsync(_desk.Stock.Returns);
        var lying = _returns.FindAll(one => one.IsHere);
        Assert.Equal(lying.Sum(one => one.Goods.Sum(goods => goods.Quantity)), here.OnHand);
        if (!_isStandard)
        {
            Assert.Equal(lying.Sum(one => one.Value), here.Value * 100m);
        }

        foreach (var one in _returns)
        {
            Assert.Equal(one.Status, (await _desk.Returns.FindAsync(Will, one.Id, Token))!.Status.Name);
        }

        await _desk.Stock.RequireRightAsync();
    }

    private async Task<int> ValueOfAsync(long sequence)
    {
        var value = 0m;
        await _desk.World.InSessionAsync(async session => value = (await session.Of<StockMove>().QueryAsync(StockMoveRecords.OfSequence(Cable.Id, sequence), Token).ToListAsync(Token)).Single().Value.Amount);
        return (int)(value * 100m);
    }

    private void Count(ReturnStepKind kind) => _tally[kind] = _tally.GetValueOrDefault(kind) + 1;
}
