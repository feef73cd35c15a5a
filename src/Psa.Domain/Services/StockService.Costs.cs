using System.Globalization;
using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Records;

namespace Psa.Services;

/// <content>Cost that becomes known later, and counts.</content>
public sealed partial class StockService
{
    /// <summary>Adds cost to receipts: by the value of each, or by quantity when all are worth nothing. Stock takes the share that is still there, the rest is a correction of cost.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cost">How much, and over which receipts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The moves, one a receipt.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such receipt.</exception>
    /// <exception cref="RuleViolationException"><c>money.bad_weights</c>: over nothing; <c>stock.bad_value</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.ManageCosts)]
    public Task<ValueList<StockMove>> LandAsync(Actor actor, NewLandedCost cost, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCosts);
        Border.Check(cost);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (books, receipts) = (new Dictionary<Id<Product>, StockBooks.OpenBook>(), new List<(Money, decimal)>());
                foreach (var (product, sequence) in cost.Receipts)
                {
                    var receipt = await step.Of<StockMove>().FirstAsync(StockMoveRecords.OfSequence(product, sequence), cancellationToken).ConfigureAwait(false);
                    receipts.Add(receipt is { Kind: StockMoveKind.Receive or StockMoveKind.DropShip } ? (receipt.Value, receipt.Quantity) : throw new EntityNotFoundException(nameof(StockMove), product.Value));
                    if (!books.ContainsKey(product))
                    {
                        books.Add(product, await step.OpenBookAsync(product, places: null, [], cancellationToken).ConfigureAwait(false));
                    }
                }

                if (await AgainAsync(step, cost, cancellationToken).ConfigureAwait(false) is { Count: > 0 } made)
                {
                    return made.AsEnumerable().Select(move => move.ShownTo(actor)).ToValueList();
                }

                var (shares, moves) = (LandedCosts.Spread(cost.Amount, receipts.ToValueList()), new List<StockMove>());
                for (var i = 0; i < shares.Count; i++)
                {
                    var (product, sequence) = cost.Receipts[i];
                    var open = books[product];
                    var history = await step.HistoryAsync(product, sequence, isWhole: true, cancellationToken).ConfigureAwait(false);
                    history.AddRange(open.Book.Moves);
                    moves.Add(open.Book.Post(
                        open.New(step, StockMoveKind.LandedCost) with { Id = IdOf(step.Tenant, cost.Id, i), Origin = sequence, Given = shares[i], Rate = cost.Rate, Reason = cost.Reason, Document = cost.Document },
                        history));
                }

                var stored = new Dictionary<Id<StockMove>, StockMove>();
                foreach (var open in books.Values)
                {
                    foreach (var move in await step.WriteAsync(open, cancellationToken).ConfigureAwait(false))
                    {
                        stored.Add(move.Id, move);
                    }
                }

                return moves.ConvertAll(move => stored[move.Id].ShownTo(actor)).ToValueList();
            },
            cancellationToken);
    }

    /// <summary>Sets the standard cost of a product: stock that is costed by it is worth more or less from then on.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product.</param>
    /// <param name="standard">What a base unit is reckoned to cost, in the valuation currency.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The move; the last one where the standard cost is that already.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.bad_value</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.ManageCosts)]
    public Task<StockMove> RevalueAsync(Actor actor, Id<Product> product, UnitPrice standard, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCosts);
        Border.Check(standard);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var open = await step.OpenBookAsync(product, places: null, [], cancellationToken).ConfigureAwait(false);
                return (open.Read.Standard == standard ? (await LastRevaluationAsync(step, product, cancellationToken).ConfigureAwait(false))?.ShownTo(actor) : null)
                    ?? await PostAsync(step, open, open.New(step, StockMoveKind.Revaluation) with { Standard = standard }, history: null, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Lists the current cost of a product over time: what the last receipt that wasn't canceled in full cost, until one is set by hand at the product.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The costs of a base unit, by their currency and first day.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    [RequiresPermission(Permission.ViewCosts)]
    public Task<ValueList<DatedPrice>> ListCurrentCostsAsync(Actor actor, Id<Product> product, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewCosts);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var known = await session.Of<Product>().RequireAsync(product, cancellationToken).ConfigureAwait(false);
                var costs = new List<DatedPrice>((await session.WithReceiptCostsAsync(known, cancellationToken).ConfigureAwait(false)).CurrentCosts);
                costs.Sort(static (one, other) => one.Price.Currency == other.Price.Currency ? one.From.CompareTo(other.From) : string.CompareOrdinal(one.Price.Currency.Code, other.Price.Currency.Code));
                return costs.ToValueList();
            },
            cancellationToken);
    }

    /// <summary>Posts what a count found to differ. What moved since it was counted is taken into account.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="count">What was counted, when and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The moves: none when the count was right.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.claimed</c>: less was counted than is picked; <c>stock.reason_missing</c>, <c>stock.bad_quantity</c>, <c>stock.cost_needed</c>, <c>stock.cost_known</c>, <c>stock.serials</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.AdjustStock)]
    public Task<ValueList<StockMove>> CountAsync(Actor actor, StockCount count, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AdjustStock);
        Border.Check(count);
        RequireReason(count.Reason);
        if (count.At > clock.GetCurrentInstant())
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, "Nobody counts before it is time: say when it was counted.", nameof(count.At))]);
        }

        return store.StepAsync(clock, actor, async step => (await step.CountAsync(count, cancellationToken).ConfigureAwait(false)).AsEnumerable().Select(move => move.ShownTo(actor)).ToValueList(), cancellationToken);
    }

    /// <summary>Says what was in stock of a product at the end of a day: what its moves until then come to.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="day">The day, where the tenant is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How much it was, and to who views costs what it was worth.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public async Task<StockOnDay> OnDayAsync(Actor actor, Id<Product> product, LocalDate day, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        Border.Check(day);
        var stock = await store.ReadAsync(actor.Tenant, session => session.StockOnDayAsync(product, day, cancellationToken), cancellationToken).ConfigureAwait(false);
        return actor.May(Permission.ViewCosts) ? stock : stock with { Value = null };
    }

    /// <summary>
    /// Says what will be in stock of a product on a day: what is on hand, and what purchase orders bring by then less what is needed by then, due from today on. What is overdue or has no day is listed beside it; so is what
    /// no vendor has yet, and what orders and stock charges need, which say none. Of a past day it is what the moves until then come to.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What will be there.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<StockForecast> ForecastAsync(Actor actor, Id<Product> product, LocalDate day, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        Border.Check(day);
        return store.ReadAsync(
            actor.Tenant,
            async session => await session.ForecastAsync(product, await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false), day, cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    /// <summary>Plays all moves of a product again, and compares what they come to with what is stored.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What it came to.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<StockCheck> VerifyAsync(Actor actor, Id<Product> product, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        return store.ReadAsync(actor.Tenant, session => session.VerifyStockAsync(product, cancellationToken), cancellationToken);
    }

    // the ids of what is added to the other receipts derive from the given one
    private static Id<StockMove> IdOf(TenantId tenant, Id<StockMove>? given, int number) =>
        given is null || number == 0 ? given.OrEmpty() : DerivedId.Create<StockMove>(tenant, "landed cost", given.OrEmpty().ToString(), number.ToString(CultureInfo.InvariantCulture));

    // what the call posted before its answer was lost
    private static async Task<ValueList<StockMove>> AgainAsync(Step step, NewLandedCost cost, CancellationToken cancellationToken)
    {
        var moves = new List<StockMove>();
        for (var i = 0; cost.Id is not null && i < cost.Receipts.Count; i++)
        {
            if (await step.MadeAsync(IdOf(step.Tenant, cost.Id, i), cost.Receipts[i].Product, StockMoveKind.LandedCost, cancellationToken).ConfigureAwait(false) is { } made)
            {
                moves.Add(made);
            }
        }

        return moves.ToValueList();
    }

    private static async Task<StockMove?> LastRevaluationAsync(Step step, Id<Product> product, CancellationToken cancellationToken)
    {
        StockMove? last = null;
        await foreach (var move in step.Of<StockMove>().QueryAsync(StockMoveRecords.Since(product, 0), cancellationToken).ConfigureAwait(false))
        {
            last = move.Kind == StockMoveKind.Revaluation ? move : last;
        }

        return last;
    }
}
