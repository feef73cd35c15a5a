using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;

namespace Psa.Services;

/// <summary>
/// Lets what is kept for quotes follow what becomes of them, in the commit of that (R-RESERVATION): each product has one book, and <see cref="WriteAsync"/> writes all of them last. Where inventory is off it is read-only,
/// and stays until its day.
/// </summary>
/// <param name="step">The step, which writes the quotes too, so that two who change what becomes of one meet.</param>
internal sealed class QuoteReservations(Step step)
{
    private readonly SortedDictionary<Id<Product>, StockBooks.OpenBook> _books = [];
    private readonly HashSet<Id<Product>> _needed = [];

    /// <summary>Gives what is kept for a quote as the step leaves it, in the order of its lines; also what only the revision before had.</summary>
    internal async Task<List<StockReservation>> OfAsync(Id<Quote> quote, CancellationToken cancellationToken)
    {
        var found = new List<StockReservation>();
        if (!await step.HasInventoryAsync(cancellationToken).ConfigureAwait(false))
        {
            return found;
        }

        await foreach (var reservation in step.Of<StockReservation>().QueryAsync(StockReservationRecords.OfQuote(quote), cancellationToken).ConfigureAwait(false))
        {
            if (!step.Reservations.ContainsKey(reservation.Id))
            {
                found.Add(reservation);
            }
        }

        foreach (var changed in step.Reservations.Values)
        {
            if (changed.Quote == quote && !changed.IsOver)
            {
                found.Add(changed);
            }
        }

        found.Sort(static (one, other) => one.Line == other.Line ? one.Id.CompareTo(other.Id) : one.Line.CompareTo(other.Line));
        return found;
    }

    /// <summary>Keeps goods.</summary>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>unit.not_exact</c>.</exception>
    internal async Task<StockReservation> ReserveAsync(StockReservation reservation, CancellationToken cancellationToken)
    {
        var open = await BookAsync(reservation, cancellationToken).ConfigureAwait(false);
        if (open.Read.IsSerialized && decimal.Truncate(reservation.Quantity) != reservation.Quantity)
        {
            throw new RuleViolationException(InventoryErrors.BadQuantity, "Goods with serials are kept in whole units: which they are is said when they are picked.", reservation.Quote.Value);
        }

        await PostAsync(open, reservation, StockMoveKind.Reserve, reservation.Quantity, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.StockReserved, reservation.Id, Figures.Quantity(0m), Figures.Quantity(reservation.Quantity));
        var stored = step.Of<StockReservation>().Add(reservation);
        step.Reservations[stored.Id] = stored;
        return stored;
    }

    /// <summary>Frees all that is kept for a quote.</summary>
    internal async Task ReleaseAsync(Quote quote, string reason, CancellationToken cancellationToken)
    {
        foreach (var reservation in await OfAsync(quote.Id, cancellationToken).ConfigureAwait(false))
        {
            await ChangeAsync(reservation, reservation with { Quantity = 0m, Before = null }, reason, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives what is kept for a quote to the draft that takes its place.</summary>
    internal async Task MoveAsync(Quote quote, Quote draft, CancellationToken cancellationToken)
    {
        foreach (var reservation in await OfAsync(quote.Id, cancellationToken).ConfigureAwait(false))
        {
            Set(reservation with { Quote = draft.Id, Before = reservation.Quantity == 0m ? null : new(quote.Id, reservation.Line, reservation.Quantity) });
        }
    }

    /// <summary>Gives back what a quote had that is active again once its draft is discarded, as far as goods are there; what was kept for the draft alone is free.</summary>
    internal async Task BackAsync(Quote draft, Quote again, CancellationToken cancellationToken)
    {
        var returned = new List<StockReservation>();
        foreach (var reservation in await OfAsync(draft.Id, cancellationToken).ConfigureAwait(false))
        {
            var had = again.Status == QuoteStatus.Active && reservation.Before is { } before && before.Quote == again.Id ? before : null;
            var after = reservation with { Quantity = Math.Min(reservation.Quantity, had?.Quantity ?? 0m), Before = had };
            after = await ChangeAsync(reservation, after, "Discarded", cancellationToken).ConfigureAwait(false);
            returned.AddRange(had is null ? [] : [after]);
        }

        // what became free first
        foreach (var reservation in returned)
        {
            var had = reservation.Before!;
            var open = await BookAsync(reservation, cancellationToken).ConfigureAwait(false);
            var unit = await step.InBaseUnitAsync(reservation.Product, reservation.Unit, 1m, cancellationToken).ConfigureAwait(false);
            var more = Math.Min(had.Quantity - reservation.Quantity, DemandClaims.InUnits(open.Book.Available(new(reservation.Location)), unit, open.Read.IsSerialized));
            var after = reservation with { Quote = again.Id, Line = had.Line, Quantity = reservation.Quantity + more, Before = null };
            if (more > 0m)
            {
                await PostAsync(open, after, StockMoveKind.Reserve, more, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.StockReserved, after.Id, Figures.Quantity(reservation.Quantity), Figures.Quantity(after.Quantity));
            }

            Set(after);
        }
    }

    /// <summary>Lets what is kept for a draft follow its lines.</summary>
    internal async Task FitAsync(Quote draft, CancellationToken cancellationToken)
    {
        var known = await OfAsync(draft.Id, cancellationToken).ConfigureAwait(false);
        var fitted = Reservations.Fit(draft.Lines, known);
        for (var i = 0; i < fitted.Length; i++)
        {
            await ChangeAsync(known[i], fitted[i], "Line changed", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Frees what is kept for lines of a won quote that weren't chosen.</summary>
    internal async Task ChooseAsync(Quote won, CancellationToken cancellationToken)
    {
        var chosen = won.AsChosen();
        foreach (var reservation in await OfAsync(won.Id, cancellationToken).ConfigureAwait(false))
        {
            var isChosen = reservation.Line < chosen.Lines.Count && chosen.Lines[reservation.Line].Offered().IsChosen;
            await ChangeAsync(reservation, reservation with { Quantity = isChosen ? reservation.Quantity : 0m, Before = null }, "Not chosen", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Picks what is kept for a won quote for an order of it, as far as that orders it; what is missing of such lines is needed from then on. Of a product with serials it is assigned to the order, since which units they are
    /// is said when they are picked. Where its customer accepted it, its author asks for them.
    /// </summary>
    internal async Task OrderAsync(Quote won, Order order, CancellationToken cancellationToken)
    {
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var own = DemandMaking.IsOfGoods(order, i) ? (await OfAsync(won.Id, cancellationToken).ConfigureAwait(false)).FindAll(one => one.Line == order.QuoteLines[i] && one.Quantity > 0m) : [];
            if (own.Count == 0)
            {
                continue;
            }

            var made = await step.NewDemandAsync(order, i, cancellationToken).ConfigureAwait(false) with { AskedAt = step.Now, RequestedBy = step.Actor.IsSystem ? won.Author : step.Actor.User };
            var demand = made;
            foreach (var reservation in own)
            {
                demand = await TakeAsync(demand, reservation, Math.Min(reservation.Quantity, demand.Open() - demand.Assigned()), cancellationToken).ConfigureAwait(false);
            }

            if (!demand.Picks.IsEmpty)
            {
                step.Append(EventKinds.GoodsPicked, demand.Id, Figures.Quantity(0m), Figures.Quantity(demand.Picked()));
            }

            step.Stage(demand, made);
            _needed.Add(demand.Product);
        }
    }

    /// <summary>Frees what is kept for lines of a won quote of which an order gives up what isn't delivered: nothing more of them is wanted.</summary>
    internal async Task CloseAsync(Order before, Order after, string reason, CancellationToken cancellationToken)
    {
        var closed = new HashSet<int>();
        for (var i = 0; i < after.QuoteLines.Count; i++)
        {
            if (after.Quantities[i].Canceled != before.Quantities[i].Canceled)
            {
                closed.Add(after.QuoteLines[i]);
            }
        }

        foreach (var reservation in closed.Count == 0 ? [] : await OfAsync(after.Quote!.Value, cancellationToken).ConfigureAwait(false))
        {
            if (closed.Contains(reservation.Line))
            {
                await ReleaseAsync(reservation, reason, isForgotten: true, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Frees what is kept for a quote that ended while inventory was off, or was ordered or shrank meanwhile, beyond what may still be ordered of it.</summary>
    internal async Task SettleAsync(Id<Quote> id, Quote? quote, CancellationToken cancellationToken)
    {
        if (quote is not null && quote.IsLive())
        {
            await FitAsync(quote, cancellationToken).ConfigureAwait(false);
            return;
        }

        var left = quote is { } known && known.Status == QuoteStatus.Won ? Reservations.Unordered(known) : [];
        foreach (var reservation in await OfAsync(id, cancellationToken).ConfigureAwait(false))
        {
            var quantity = 0m;
            if (reservation.Line < left.Length)
            {
                quantity = Math.Min(reservation.Quantity, left[reservation.Line]);
                left[reservation.Line] -= quantity;
            }

            await ChangeAsync(reservation, reservation with { Quantity = quantity, Before = null }, "Inventory was off", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Frees a reservation.</summary>
    /// <returns>What is left of it: nothing is kept.</returns>
    internal Task<StockReservation> ReleaseAsync(StockReservation reservation, string reason, bool isForgotten, CancellationToken cancellationToken) =>
        ChangeAsync(reservation, reservation with { Quantity = 0m, Before = isForgotten ? null : reservation.Before }, reason, cancellationToken);

    /// <summary>Writes the books; what is free goes to the demands that lack it.</summary>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var (product, open) in _books)
        {
            if (_needed.Contains(product) && !open.Settings.AssignsByHand && await step.HasProcurementAsync(cancellationToken).ConfigureAwait(false))
            {
                await step.AssignFreeAsync(open, cancellationToken).ConfigureAwait(false);
            }

            if (open.Book.Moves.Count > 0)
            {
                await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Demand> TakeAsync(Demand demand, StockReservation reservation, decimal quantity, CancellationToken cancellationToken)
    {
        if (quantity <= 0m)
        {
            return demand;
        }

        var open = await BookAsync(reservation, cancellationToken).ConfigureAwait(false);
        await PostAsync(open, reservation, StockMoveKind.Release, quantity, cancellationToken).ConfigureAwait(false);
        var isAssigned = open.Read.IsSerialized;
        open.Book.Post(open.New(step, isAssigned ? StockMoveKind.Reserve : StockMoveKind.Pick) with
        {
            From = reservation.Location,
            Quantity = await step.InBaseUnitAsync(reservation.Product, reservation.Unit, quantity, cancellationToken).ConfigureAwait(false),
            Document = demand.Id.Value,
        });
        Set(reservation with { Quantity = reservation.Quantity - quantity });
        return isAssigned ? demand.WithAssigned(reservation.Location, quantity) : demand.WithPick(new(reservation.Location, quantity));
    }

    // frees what there is less of
    private async Task<StockReservation> ChangeAsync(StockReservation before, StockReservation after, string reason, CancellationToken cancellationToken)
    {
        if (after.Quantity < before.Quantity)
        {
            var open = await BookAsync(before, cancellationToken).ConfigureAwait(false);
            await PostAsync(open, before, StockMoveKind.Release, before.Quantity - after.Quantity, cancellationToken).ConfigureAwait(false);
            step.Append(EventKinds.StockReleased, before.Id, Figures.Quantity(before.Quantity), Figures.Quantity(after.Quantity), reason);
        }

        return after == before ? before : Set(after);
    }

    private StockReservation Set(StockReservation reservation) => step.Reservations[reservation.Id] = step.Of<StockReservation>().Update(reservation);

    private async Task PostAsync(StockBooks.OpenBook open, StockReservation reservation, StockMoveKind kind, decimal quantity, CancellationToken cancellationToken)
    {
        var moved = await step.InBaseUnitAsync(reservation.Product, reservation.Unit, quantity, cancellationToken).ConfigureAwait(false);

        // what is kept is reserved there: where it isn't, somebody took it between the two reads
        if (kind == StockMoveKind.Release && open.Book.At(new(reservation.Location)) is var balance && balance.Reserved < moved)
        {
            throw new ConcurrencyConflictException(nameof(StockBalance), balance.Id.Value, balance.Version, balance.Version);
        }

        open.Book.Post(open.New(step, kind) with { From = open.Require(reservation.Location).Id, Quantity = moved, Document = reservation.Quote.Value });
    }

    private async Task<StockBooks.OpenBook> BookAsync(StockReservation reservation, CancellationToken cancellationToken)
    {
        if (!_books.TryGetValue(reservation.Product, out var open))
        {
            open = await step.OpenBookAsync(reservation.Product, [], [], cancellationToken).ConfigureAwait(false);
            _books.Add(reservation.Product, open);
        }

        await step.AddBalanceAsync(open, new(reservation.Location), cancellationToken).ConfigureAwait(false);
        return open;
    }
}
