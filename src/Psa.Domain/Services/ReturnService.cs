using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Languages;
using Psa.Records;
using Psa.Returns;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Goods that customers give back (R-RMA): asked for, authorized by another, received at the cost of their delivery, and restocked, thrown away or sent to their vendor. What a customer gets for them is credited by
/// drafts of credit notes, or isn't billed where no issued invoice bills it. Each call can be made again: a return that stands where it leads stays as it is.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of moves, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class ReturnService(IPsaStore store, IClock clock, IIdGenerator ids, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));

    /// <summary>Lets goods come back. By the tenant's setting the customer gets its money now.</summary>
    /// <param name="actor">Who does it, another than who asked for it.</param>
    /// <param name="id">The return.</param>
    /// <param name="mostCredited">What is credited at most of what stands on invoices, before its share of document discounts; <see langword="null"/> for the price billed.</param>
    /// <param name="note">A note; one is needed to credit less than was billed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>return.own</c>, <c>return.note_missing</c>, <c>return.bad_value</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.AuthorizeReturns)]
    public Task<GoodsReturn> AuthorizeAsync(Actor actor, Id<GoodsReturn> id, Money? mostCredited = null, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AuthorizeReturns, id.Value);
        Border.CheckOptional(mostCredited);
        Border.CheckOptional(note);
        return StepAsync(
            actor,
            id,
            ReturnAction.Authorize,
            static known => known.Status == ReturnStatus.Authorized,
            note,
            async (step, before, hand) =>
            {
                GoodsReturns.RequireAnother(before, actor);
                if (mostCredited is { } most && (before.Kind != ReturnKind.Return || most.Sign < 0 || most.Currency != hand.Line.UnitPrice.Currency))
                {
                    throw new RuleViolationException(ReturnErrors.BadValue, $"What is credited is zero or above, in {hand.Line.UnitPrice.Currency}, of goods that come back for their money.", id.Value);
                }

                if (mostCredited is not null && string.IsNullOrWhiteSpace(note))
                {
                    throw NoteMissing(before, "Note why less is credited than was billed.");
                }

                var after = before with { MostCredited = mostCredited, Note = TextEnds.Trim(note) };
                var settings = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                after = settings.ReturnCredit == ReturnCreditTime.Authorization ? await step.CreditAsync(after, hand, _drafts, ids, cancellationToken).ConfigureAwait(false) : after;
                return (after, hand.Demand);
            },
            cancellationToken);
    }

    /// <summary>Refuses a return: its goods stay, and may be asked for again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>return.note_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.AuthorizeReturns)]
    public Task<GoodsReturn> DenyAsync(Actor actor, Id<GoodsReturn> id, string note, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AuthorizeReturns, id.Value);
        Border.Check(note);
        return StepAsync(
            actor,
            id,
            ReturnAction.Deny,
            static known => known.Status == ReturnStatus.Denied,
            note,
            (_, before, hand) => string.IsNullOrWhiteSpace(note)
                ? throw NoteMissing(before, "Note why the goods aren't taken back.")
                : Task.FromResult((before with { Note = note.Trim() }, GoodsReturns.Claim(hand.Demand, before.Product, before.Goods, sign: -1))),
            cancellationToken);
    }

    /// <summary>Says that the customer sends the goods.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, authorized.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.RequestReturns)]
    public Task<GoodsReturn> AwaitAsync(Actor actor, Id<GoodsReturn> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RequestReturns, id.Value);
        return StepAsync(
            actor, id, ReturnAction.Await, static known => known.Status == ReturnStatus.AwaitingReturn, reason: null, static (_, before, hand) => Task.FromResult((before, hand.Demand)), cancellationToken);
    }

    /// <summary>Takes a return back whose goods don't come after all: what was credited is charged again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, authorized or awaited.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.AuthorizeReturns)]
    public Task<GoodsReturn> CancelAsync(Actor actor, Id<GoodsReturn> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AuthorizeReturns, id.Value);
        Border.Check(reason);
        StockService.RequireReason(reason);
        return StepAsync(
            actor,
            id,
            ReturnAction.Cancel,
            static known => known.Status == ReturnStatus.Canceled,
            reason.Trim(),
            async (step, before, hand) =>
            {
                var after = await step.ChargeAgainAsync(before, hand, _drafts, ids, cancellationToken).ConfigureAwait(false);
                return (after with { Note = reason.Trim() }, GoodsReturns.Claim(hand.Demand, before.Product, before.Goods, sign: -1));
            },
            cancellationToken);
    }

    /// <summary>Says that nothing of a return is left to be done.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, whose goods went where they go.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>return.goods_open</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.RequestReturns)]
    public Task<GoodsReturn> CloseAsync(Actor actor, Id<GoodsReturn> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RequestReturns, id.Value);
        return StepAsync(
            actor,
            id,
            ReturnAction.Close,
            static known => known.Status == ReturnStatus.Closed,
            reason: null,
            static (_, before, hand) =>
            {
                GoodsReturns.RequireGone(before);
                return Task.FromResult((before, hand.Demand));
            },
            cancellationToken);
    }

    private Task<GoodsReturn> StepAsync(
        Actor actor,
        Id<GoodsReturn> id,
        ReturnAction action,
        Func<GoodsReturn, bool> isDone,
        string? reason,
        Func<Step, GoodsReturn, DemandInHand, Task<(GoodsReturn Return, Demand Demand)>> work,
        CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            await step.RequireReturnsAsync(cancellationToken).ConfigureAwait(false);
            var before = await step.Of<GoodsReturn>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            if (isDone(before))
            {
                return before;
            }

            return await store.AttemptAsync(
                step,
                nameof(GoodsReturn),
                id.Value,
                async (session, cancelled) => (
                    Return: await session.Of<GoodsReturn>().FindAsync(id, cancelled).ConfigureAwait(false), Hand: await DemandInHand.ReadAsync(session, before.Source, cancelled).ConfigureAwait(false)),
                async facts =>
                {
                    var status = ReturnLifecycle.Table.Next(before.Status, action, actor, id.Value);
                    var (after, demand) = await work(step, before with { Status = status }, facts.Hand).ConfigureAwait(false);
                    if (demand != facts.Hand.Demand)
                    {
                        step.Stage(demand, facts.Hand.Demand);
                    }

                    step.Append(EventKinds.ReturnChanged, id, before.Status.Name, after.Status.Name, TextEnds.Trim(reason));
                    return step.Of<GoodsReturn>().Update(after);
                },
                cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private static RuleViolationException NoteMissing(GoodsReturn of, string message) => new(ReturnErrors.NoteMissing, message, of.Id.Value);

    private static void Require(Actor actor, Permission permission, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, records);
    }
}
