using Psa.Access;
using Psa.Inventory;
using Psa.Records;

namespace Psa.Services;

/// <content>Transfers in two steps.</content>
public sealed partial class StockService
{
    /// <summary>Sends goods to another location: until they arrive they are in transit.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="transfer">What goes from where to where.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The transfer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>, <c>stock.bad_place</c>, also where no location is one of goods in transit; <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<StockTransfer> SendAsync(Actor actor, NewTransfer transfer, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(transfer);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var open = await step.OpenBookAsync(transfer.Product, [new(transfer.From)], transfer.Serials, cancellationToken).ConfigureAwait(false);
                if (await step.MadeAsync(transfer.Id, transfer.Product, StockMoveKind.Send, cancellationToken).ConfigureAwait(false) is { Transfer: { } made })
                {
                    return await step.Of<StockTransfer>().RequireAsync(made, cancellationToken).ConfigureAwait(false);
                }

                if (open.RequireActive(transfer.To).Kind is not (LocationKind.Warehouse or LocationKind.Van) || transfer.To == transfer.From)
                {
                    throw new RuleViolationException(InventoryErrors.BadPlace, "Goods are sent to another warehouse or van.", transfer.To.Value);
                }

                var sent = step.Of<StockTransfer>().Add(new()
                {
                    Id = transfer.Id is { } given ? new(given.Value) : ids.Next<StockTransfer>(),
                    Tenant = step.Tenant,
                    Product = transfer.Product,
                    From = transfer.From,
                    Transit = TransitOf(open),
                    To = transfer.To,
                    For = transfer.For,
                    Sent = transfer.Quantity,
                });
                var move = Between(open, step, StockMoveKind.Send, transfer) with { To = sent.Transit, Transfer = sent.Id, Document = sent.Id.Value };
                await step.CarryAsync(transfer.For, await PostAsync(step, open, move, history: null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                return sent;
            },
            cancellationToken);
    }

    /// <summary>Lets goods in transit arrive, all or some of them: where they were sent, at the source again when that takes no goods any more, or else at the default location.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The transfer.</param>
    /// <param name="quantity">How much has arrived in all, with what arrived before, in the base unit; <see langword="null"/> for all that was sent. A call whose answer was lost can be made again: it changes nothing more.</param>
    /// <param name="serials">The serials that arrive, of a serialized product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The transfer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such transfer.</exception>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>: less is under way; <c>stock.bad_quantity</c>, <c>stock.serials</c>, <c>stock.bad_place</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<StockTransfer> ArriveAsync(Actor actor, Id<StockTransfer> id, decimal? quantity = null, ValueList<string> serials = default, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.CheckOptional(quantity);
        Border.Check(serials);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var sent = await step.Of<StockTransfer>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var open = await step.OpenBookAsync(sent.Product, [new(sent.Transit, sent.Id)], serials, cancellationToken).ConfigureAwait(false);
                var arriving = (quantity ?? sent.Sent) - sent.Arrived;
                if (arriving == 0m)
                {
                    return sent;
                }

                var target = ArrivalOf(open, sent).Id;
                await step.AddBalanceAsync(open, new(target), cancellationToken).ConfigureAwait(false);
                var move = open.New(step, StockMoveKind.Arrive) with
                {
                    From = sent.Transit,
                    Transfer = sent.Id,
                    To = target,
                    Quantity = arriving,
                    Serials = serials,
                    IsPicked = sent.For is not null,
                    Document = sent.Id.Value,
                };
                await step.CarryAsync(sent.For, await PostAsync(step, open, move, history: null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                return step.Of<StockTransfer>().Update(sent with { Arrived = sent.Arrived + move.Quantity });
            },
            cancellationToken);
    }

    private static StockLocation ArrivalOf(StockBooks.OpenBook open, StockTransfer sent)
    {
        foreach (var id in (Id<StockLocation>[])[sent.To, sent.From])
        {
            if (open.Require(id) is { IsActive: true } location)
            {
                return location;
            }
        }

        return open.Default() ?? throw new RuleViolationException(InventoryErrors.BadPlace, "Neither end of the transfer takes goods any more, and no location is the default.", sent.Id.Value);
    }

    private static Id<StockLocation> TransitOf(StockBooks.OpenBook open)
    {
        foreach (var location in open.Locations.Values)
        {
            if (location is { Kind: LocationKind.Transit, IsActive: true })
            {
                return location.Id;
            }
        }

        throw new RuleViolationException(InventoryErrors.BadPlace, "Goods that are sent are in transit meanwhile: make a location of that kind first.");
    }
}
