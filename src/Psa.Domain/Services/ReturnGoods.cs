using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;

namespace Psa.Services;

/// <summary>Moves returned goods: in from customers, out to where they go, to vendors and back (R-RETURN). What lies there for a return is picked, so that nobody else moves it, and goes on at its own value.</summary>
internal static class ReturnGoods
{
    /// <summary>Takes goods in from the customer, at the cost of their delivery.</summary>
    internal static async Task<GoodsReturn> ComeAsync(this Step step, GoodsReturn before, Id<StockLocation>? location, CancellationToken cancellationToken)
    {
        var open = await step.OpenBookAsync(before.Product, [], before.Serials(), cancellationToken).ConfigureAwait(false);
        var to = ReturnsOf(open, location);
        await step.AddBalanceAsync(open, new(to), cancellationToken).ConfigureAwait(false);
        var goods = new ReturnedGoods[before.Goods.Count];
        for (var i = 0; i < goods.Length; i++)
        {
            var own = before.Goods[i];
            var history = await step.HistoryAsync(before.Product, own.Delivery, isWhole: false, cancellationToken).ConfigureAwait(false);
            var move = open.Book.Post(await step.NewAsync(open, before, own, StockMoveKind.Return, before.Reason, cancellationToken).ConfigureAwait(false) with { To = to, Origin = own.Delivery }, history);
            goods[i] = own with { Move = move.Sequence };
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return before with { Goods = ValueList.Owning(goods), Location = to };
    }

    /// <summary>Makes goods stock again, worth less perhaps.</summary>
    internal static async Task<GoodsReturn> RestockAsync(this Step step, GoodsReturn before, Id<StockLocation>? location, Money? less, string? reason, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(before, GoodsReturns.RequireHere(before), cancellationToken).ConfigureAwait(false);
        var to = open.Target(location).Id;
        await step.AddBalanceAsync(open, new(to), cancellationToken).ConfigureAwait(false);
        var shares = less?.Allocate(Weights(await step.ValuesAsync(before, cancellationToken).ConfigureAwait(false)));
        for (var i = 0; i < before.Goods.Count; i++)
        {
            await step.LeaveAsync(
                open, before, before.Goods[i], StockMoveKind.Restock, reason, move => move with { To = to, Given = shares is null || shares[i].IsZero ? null : shares[i] }, cancellationToken).ConfigureAwait(false);
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return before with { Location = null, Fate = GoodsFate.Restocked };
    }

    /// <summary>Throws goods away.</summary>
    internal static async Task<GoodsReturn> DisposeOfAsync(this Step step, GoodsReturn before, string reason, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(before, GoodsReturns.RequireHere(before), cancellationToken).ConfigureAwait(false);
        foreach (var own in before.Goods)
        {
            await step.LeaveAsync(open, before, own, StockMoveKind.Dispose, reason, static move => move, cancellationToken).ConfigureAwait(false);
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return before with { Location = null, Fate = GoodsFate.Disposed };
    }

    /// <summary>Sends goods to the vendor: lent, or for a credit.</summary>
    internal static async Task<GoodsReturn> SendAsync(this Step step, GoodsReturn before, Id<Vendor> vendor, bool isLoan, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(before, GoodsReturns.RequireHere(before), cancellationToken).ConfigureAwait(false);
        var transit = isLoan ? TransitOf(open) : null;
        foreach (var own in before.Goods)
        {
            await step.LeaveAsync(
                open,
                before,
                own,
                transit is null ? StockMoveKind.ReturnToVendor : StockMoveKind.Send,
                before.Reason,
                move => transit is null ? move : move with { To = transit, Transfer = TransferOf(before) },
                cancellationToken).ConfigureAwait(false);
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return before with { Location = null, Vendor = new(vendor, IsOut: true, transit) };
    }

    /// <summary>Books what a vendor credited, against what the goods were worth; lent ones leave with it.</summary>
    internal static async Task<GoodsReturn> CreditAsync(this Step step, GoodsReturn before, Money credit, decimal? rate, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(before, before.Vendor!.Transit, cancellationToken).ConfigureAwait(false);
        var (histories, values) = (new List<List<StockMove>>(), new List<Money>());
        foreach (var own in before.Goods)
        {
            histories.Add(await step.LetGoAsync(open, before, own, cancellationToken).ConfigureAwait(false));
            values.Add(histories[^1].FindLast(static move => move.Kind == StockMoveKind.ReturnToVendor)!.Value);
        }

        var shares = credit.Allocate(Weights(values));
        for (var i = 0; i < shares.Length; i++)
        {
            open.Book.Post(
                open.New(step, StockMoveKind.CostCorrection) with { Origin = before.Goods[i].Move, Given = shares[i], Rate = rate, Document = before.Id.Value, Reason = before.Reason }, histories[i]);
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return before with { Vendor = before.Vendor with { IsOut = false, Transit = null }, Fate = GoodsFate.Kept };
    }

    /// <summary>Takes in what the vendor sends: the goods, or others in their place, at the value that left.</summary>
    internal static async Task<GoodsReturn> TakeBackAsync(this Step step, GoodsReturn before, ValueList<string> serials, Id<StockLocation>? location, CancellationToken cancellationToken)
    {
        var (known, isOther) = (before.Serials(), before.Status == ReturnStatus.Replaced);
        if (!serials.IsEmpty && (!isOther || serials.Count != known.Count))
        {
            throw new RuleViolationException(InventoryErrors.BadSerials, isOther ? $"{known.Count} units have as many serials." : "What comes back has the serials that it had: name none.", before.Id.Value);
        }

        var open = await step.OpenAsync(before, before.Vendor!.Transit, cancellationToken).ConfigureAwait(false);
        await step.AddSerialsAsync(open.Book, serials, cancellationToken).ConfigureAwait(false);
        var to = ReturnsOf(open, location);
        await step.AddBalanceAsync(open, new(to), cancellationToken).ConfigureAwait(false);
        var (goods, next) = (new ReturnedGoods[before.Goods.Count], 0);
        for (var i = 0; i < goods.Length; i++)
        {
            var own = before.Goods[i];
            if (before.Vendor.Transit is not null && !isOther)
            {
                await step.LeaveAsync(open, before, own, StockMoveKind.Arrive, before.Reason, move => move with { From = before.Vendor.Transit, Transfer = TransferOf(before), To = to }, cancellationToken).ConfigureAwait(false);
                goods[i] = own;
                continue;
            }

            var history = await step.LetGoAsync(open, before, own, cancellationToken).ConfigureAwait(false);
            own = isOther && !serials.IsEmpty ? own with { Serials = Cut(serials, next, own.Serials.Count), Former = own.Serials } : own;
            next += own.Serials.Count;
            var move = open.Book.Post(
                await step.NewAsync(open, before, own, StockMoveKind.FromVendor, before.Reason, cancellationToken).ConfigureAwait(false) with { To = to, Origin = own.Move }, history);
            goods[i] = own with { Move = move.Sequence };
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return before with { Goods = ValueList.Owning(goods), Location = to, Vendor = before.Vendor with { IsOut = false, Transit = null } };
    }

    /// <summary>Gives the customer its own again, or what the vendor sent in its place.</summary>
    /// <returns>The return, and the moves.</returns>
    internal static async Task<(GoodsReturn Return, List<StockMove> Moves)> DeliverAsync(this Step step, GoodsReturn before, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(before, GoodsReturns.RequireHere(before), cancellationToken).ConfigureAwait(false);
        var moves = new List<StockMove>();
        foreach (var own in before.Goods)
        {
            moves.Add(await step.LeaveAsync(open, before, own, StockMoveKind.Deliver, before.Reason, static move => move, cancellationToken).ConfigureAwait(false));
        }

        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        return (before with { Location = null, Fate = GoodsFate.Delivered }, moves);
    }

    /// <summary>Gives all serials of a return.</summary>
    internal static ValueList<string> Serials(this GoodsReturn goods)
    {
        var serials = ValueList<string>.Empty;
        foreach (var own in goods.Goods)
        {
            serials = [.. serials, .. own.Serials];
        }

        return serials;
    }

    private static async Task<List<Money>> ValuesAsync(this Step step, GoodsReturn of, CancellationToken cancellationToken)
    {
        var values = new List<Money>();
        foreach (var own in of.Goods)
        {
            values.Add((await step.HistoryAsync(of.Product, own.Move!.Value, isWhole: false, cancellationToken).ConfigureAwait(false))[0].Value);
        }

        return values;
    }

    // what is lent leaves for good: others come in its place, or a credit; of what left before, that move is found
    private static async Task<List<StockMove>> LetGoAsync(this Step step, StockBooks.OpenBook open, GoodsReturn before, ReturnedGoods own, CancellationToken cancellationToken)
    {
        var history = await step.HistoryAsync(before.Product, own.Move!.Value, isWhole: false, cancellationToken).ConfigureAwait(false);
        if (before.Vendor!.Transit is { } transit)
        {
            history.Add(await step.LeaveAsync(open, before, own, StockMoveKind.ReturnToVendor, before.Reason, move => move with { From = transit, Transfer = TransferOf(before) }, cancellationToken).ConfigureAwait(false));
        }

        return history;
    }

    private static async Task<StockMove> LeaveAsync(
        this Step step, StockBooks.OpenBook open, GoodsReturn before, ReturnedGoods own, StockMoveKind kind, string? reason, Func<StockMove, StockMove> filled, CancellationToken cancellationToken)
    {
        var history = await step.HistoryAsync(before.Product, own.Move!.Value, isWhole: false, cancellationToken).ConfigureAwait(false);
        var move = await step.NewAsync(open, before, own, kind, reason, cancellationToken).ConfigureAwait(false);
        return open.Book.Post(filled(move with { From = before.Location, Origin = own.Move }), history);
    }

    private static async Task<StockMove> NewAsync(this Step step, StockBooks.OpenBook open, GoodsReturn of, ReturnedGoods own, StockMoveKind kind, string? reason, CancellationToken cancellationToken) =>
        open.New(step, kind) with
        {
            Quantity = await step.InBaseUnitAsync(of.Product, of.Unit, own.Quantity, cancellationToken).ConfigureAwait(false),
            Serials = own.Serials,
            IsPicked = true,
            Document = of.Id.Value,
            Reason = reason,
        };

    private static async Task<StockBooks.OpenBook> OpenAsync(this Step step, GoodsReturn before, Id<StockLocation>? from, CancellationToken cancellationToken)
    {
        StockPlace[] places = from is { } at ? [new(at, before.Location is null ? TransferOf(before) : null)] : [];
        return await step.OpenBookAsync(before.Product, places, before.Serials(), cancellationToken).ConfigureAwait(false);
    }

    // under way with a transfer of its own
    private static Id<StockTransfer> TransferOf(GoodsReturn sent) => new(sent.Id.Value);

    private static Id<StockLocation>? TransitOf(StockBooks.OpenBook open) => Find(open, LocationKind.Transit)
        ?? throw new RuleViolationException(InventoryErrors.BadPlace, "Goods that are lent to a vendor are in transit meanwhile: make a location of that kind first.");

    private static Id<StockLocation> ReturnsOf(StockBooks.OpenBook open, Id<StockLocation>? said) => said is { } id
        ? open.RequireActive(id).Kind == LocationKind.Returns ? id : throw new RuleViolationException(InventoryErrors.BadPlace, "What comes back lies at a location for returns.", id.Value)
        : Find(open, LocationKind.Returns) ?? throw new RuleViolationException(InventoryErrors.BadPlace, "Nothing says where what comes back lies: make a location for returns first.");

    private static Id<StockLocation>? Find(StockBooks.OpenBook open, LocationKind kind)
    {
        Id<StockLocation>? first = null;
        foreach (var location in open.Locations.Values)
        {
            first = location.IsActive && location.Kind == kind && (first is not { } known || location.Id.CompareTo(known) < 0) ? location.Id : first;
        }

        return first;
    }

    // what is shared out goes by what the goods are worth, of worthless ones by their pieces
    private static long[] Weights(List<Money> values)
    {
        var (weights, any) = (new long[values.Count], false);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = values[i].MinorUnits;
            any |= weights[i] > 0;
        }

        if (!any)
        {
            Array.Fill(weights, 1);
        }

        return weights;
    }

    private static ValueList<string> Cut(ValueList<string> serials, int from, int count)
    {
        var cut = new List<string>(count);
        for (var i = from; i < from + count && i < serials.Count; i++)
        {
            cut.Add(serials[i]);
        }

        return cut.ToValueList();
    }
}
