using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Services;

/// <content>What becomes of active quotes that aren't won.</content>
public sealed partial class QuoteService
{
    /// <summary>Keeps to whom a quote was sent; the host sends it. Only an active one is.</summary>
    /// <param name="actor">Who sends it.</param>
    /// <param name="id">The quote.</param>
    /// <param name="to">To whom: an address, or a name.</param>
    /// <param name="delivery">How.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The quote; as it is when it was sent to them like that today already, so a call whose answer was lost can be made again.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>value.missing</c>: nobody is named; <c>quote.not_active</c>; <c>quote.superseded</c>: a later revision took its place.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> SendAsync(Actor actor, Id<Quote> id, string to, DeliveryMethod delivery, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        Border.Check(to);
        Border.Check(delivery);
        if (string.IsNullOrWhiteSpace(to))
        {
            throw new RuleViolationException(MoneyErrors.Missing, "Say to whom the quote is sent.", id.Value).At("To");
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var stored = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var quote = await QuoteRevision.RequireOfferedAsync(step, stored, cancellationToken).ConfigureAwait(false);
                var status = QuoteLifecycle.Table.Next(quote.Status, QuoteAction.Send, actor, id.Value);
                if (await IsSentTodayAsync(step, quote, to.Trim(), delivery, cancellationToken).ConfigureAwait(false))
                {
                    return quote;
                }

                var sending = new QuoteSending(to.Trim(), delivery, actor.DisplayName) { At = step.Now };
                step.Append(EventKinds.QuoteSent, id);
                return step.Of<Quote>().Update(quote with { Status = status, Sendings = quote.Sendings.Add(sending) }, quote);
            },
            cancellationToken);
    }

    private static async Task<bool> IsSentTodayAsync(Step step, Quote quote, string to, DeliveryMethod delivery, CancellationToken cancellationToken)
    {
        var (today, isSent) = (await step.TodayAsync(cancellationToken).ConfigureAwait(false), false);
        foreach (var sending in quote.Sendings)
        {
            isSent |= sending.To == to && sending.Delivery == delivery && await step.DayAsync(sending.At, cancellationToken).ConfigureAwait(false) == today;
        }

        return isSent;
    }

    /// <summary>Keeps that the customer declined.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The quote.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lost quote, which can still be revised, and its opportunity where it was the last open quote of that.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it isn't active; <c>document.reason_missing</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<QuoteDecision> LoseAsync(Actor actor, Id<Quote> id, string reason, CancellationToken cancellationToken = default) => CloseAsync(actor, id, QuoteAction.Lose, reason, cancellationToken);

    /// <summary>Takes a quote back.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The quote.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The canceled quote, which can still be revised, and its opportunity where it was the last open quote of that.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it isn't active; <c>document.reason_missing</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<QuoteDecision> CancelAsync(Actor actor, Id<Quote> id, string reason, CancellationToken cancellationToken = default) => CloseAsync(actor, id, QuoteAction.Cancel, reason, cancellationToken);

    /// <summary>
    /// Closes the active quotes whose last day has passed, each in a commit of its own; hosts call it once a day. What was accepted in time stays, and all do where the tenant doesn't want them closed
    /// (<see cref="Sellers.QuotePolicy.ClosesExpired"/>).
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were closed, and why others were not.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits in batches, which a transaction of the host can't.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public async Task<QuoteExpiry> ExpireAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes);
        store.RequireOwnTransactions();
        var (closed, problems) = (0, new List<Problem>());
        foreach (var id in await OverdueAsync(actor, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                closed += await ExpireAsync(actor, id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
            catch (PsaException refusal)
            {
                problems.Add(new(refusal.Code, refusal.Message, id.ToString()));
            }
        }

        return new(closed, problems.ToValueList());
    }

    private Task<List<Id<Quote>>> OverdueAsync(Actor actor, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            var overdue = new List<Id<Quote>>();
            if ((await session.SettingsAsync(cancellationToken).ConfigureAwait(false)).Quotes is not { ClosesExpired: true })
            {
                return overdue;
            }

            var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
            await foreach (var quote in session.Of<Quote>().QueryAsync(QuoteRecords.Overdue(today), cancellationToken).ConfigureAwait(false))
            {
                overdue.AddRange(quote.IsExpired(today) ? [quote.Id] : []);
            }

            return overdue;
        },
        cancellationToken);

    // it is looked at again: somebody may have accepted, revised or closed it meanwhile
    private Task<bool> ExpireAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            var quote = await step.Of<Quote>().FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (quote?.Status != QuoteStatus.Active || !quote.IsExpired(today))
            {
                return false;
            }

            await CloseAsync(step, quote, quote.Close(QuoteAction.Expire, reason: null, today, actor), cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private Task<QuoteDecision> CloseAsync(Actor actor, Id<Quote> id, QuoteAction action, string reason, CancellationToken cancellationToken)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        Border.Check(reason);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var quote = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var closed = await CloseAsync(step, quote, quote.Close(action, reason, await step.TodayAsync(cancellationToken).ConfigureAwait(false), actor), cancellationToken).ConfigureAwait(false);
                return new QuoteDecision(closed, OpportunityToClose: await step.OpportunityToCloseAsync(closed, cancellationToken).ConfigureAwait(false));
            },
            cancellationToken);
    }

    // what was kept for it is free
    private static async Task<Quote> CloseAsync(Step step, Quote before, Quote after, CancellationToken cancellationToken)
    {
        step.Append(EventKinds.QuoteClosed, after.Id, before.Status.Name, after.Status.Name, after.CloseReason);
        var kept = new QuoteReservations(step);
        await kept.ReleaseAsync(after, after.Status.Name, cancellationToken).ConfigureAwait(false);
        await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
        return step.Of<Quote>().Update(after, before);
    }
}
