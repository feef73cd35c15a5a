using Psa.Inventory;
using Psa.Returns;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Plays a history of returns through the services, beside the same history told plainly, and compares the two after each step: what is owed, what there is to come back, and what lies where it came back.</summary>
internal sealed partial class ReturnPlay
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

    private void Count(ReturnStepKind kind) => _tally[kind] = _tally.GetValueOrDefault(kind) + 1;
}
