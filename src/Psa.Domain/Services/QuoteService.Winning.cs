using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Quotes that become business.</content>
public sealed partial class QuoteService
{
    private const int MostOfName = 400;
    private const int MostOfEmail = 320;
    private const int MostOfNote = 10_000;

    /// <summary>
    /// Keeps that the customer accepted an active quote, with what they chose, once. Unless the tenant has it otherwise (<see cref="QuotePolicy.WinsOnAcceptance"/>), the system wins it in the same commit; else
    /// it doesn't expire any more, and Sales wins it later. So it is where winning is refused, for want of numbers for orders perhaps: the acceptance stays, and the answer says what winning waits for.
    /// </summary>
    /// <param name="actor">Who does it; a customer's manager their own.</param>
    /// <param name="id">The quote.</param>
    /// <param name="acceptance">Who accepted it, and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The quote, and what it made when it was won, as far as the actor views that. The same acceptance again gives what the first gave.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>value.missing</c>: nobody is named; <c>quote.not_active</c>, <c>quote.superseded</c>, <c>quote.expired</c>; <c>quote.already_accepted</c>: somebody accepted it otherwise; <c>quote.bad_choice</c>;
    /// <c>document.discount_exceeds_detail</c>, <c>discount.needs_one_time</c>: the discounts don't fit what is chosen; <c>value.out_of_range</c>: they accepted in the future, or a text is longer than anybody writes.
    /// </exception>
    [RequiresPermission(Permission.AcceptQuotes)]
    public async Task<QuoteDecision> AcceptAsync(Actor actor, Id<Quote> id, AcceptQuote acceptance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.AcceptQuotes, Grants.Own, id.Value);
        Border.Check(acceptance);
        if (string.IsNullOrWhiteSpace(acceptance.ByName))
        {
            throw new RuleViolationException(MoneyErrors.Missing, "Say who accepted the quote.", id.Value).At(nameof(acceptance.ByName));
        }

        RequireShort(acceptance.ByName, MostOfName, id, nameof(acceptance.ByName));
        RequireShort(acceptance.Email, MostOfEmail, id, nameof(acceptance.Email));
        RequireShort(acceptance.Note, MostOfNote, id, nameof(acceptance.Note));

        var (decision, isWinning) = ((QuoteDecision?)null, false);
        try
        {
            decision = await store.StepAsync(clock, actor, step => AcceptAsync(step, id, acceptance, () => isWinning = true, notWon: null, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (PsaException refusal) when (isWinning && refusal is RuleViolationException or ValidationFailedException or EntityNotFoundException)
        {
            // what keeps the seller from winning is nothing that the customer can mend: what they said stays
            decision = await store.StepAsync(
                clock, actor, step => AcceptAsync(step, id, acceptance, winning: null, new(refusal.Code, refusal.Message), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return decision.For(actor);
    }

    /// <summary>
    /// Wins an active quote, with what was accepted or is chosen: in one commit it makes an order of what is sold once, and of what recurs a draft contract for each cycle and timing, or parts on contracts that the
    /// customer has. A full period of them costs what the quote said.
    /// </summary>
    /// <param name="actor">Who does it. To put parts on contracts they need <see cref="Permission.EditContracts"/> too, and to win an expired quote at the prices of today <see cref="Permission.ActivateQuotes"/>.</param>
    /// <param name="id">The quote.</param>
    /// <param name="win">How it is won.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The won quote, and what it made. Of a quote that is won already, what it made then.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote or contract.</exception>
    /// <exception cref="ValidationFailedException">
    /// <c>price.stale</c>: it has expired, the catalog says other prices by now, and nobody confirmed them, each line with its place, or they are others than were confirmed; all that is wrong with a contract, for example <c>contract.part_outside</c>.
    /// </exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.not_active</c>, <c>quote.superseded</c>; <c>quote.expired</c>, unless the tenant has it otherwise; <c>quote.bad_choice</c>, <c>document.discount_exceeds_detail</c>, <c>discount.needs_one_time</c>;
    /// <c>quote.already_accepted</c>: it was accepted with other lines; <c>quote.contract_mismatch</c>; <c>quote.approval_required</c>: the prices of today need one; <c>billing_entity.inactive</c>; <c>numbering.no_series</c>,
    /// <c>numbering.not_confirmed</c>: of orders.
    /// </exception>
    [RequiresPermission(Permission.EditQuotes)]
    public async Task<QuoteDecision> WinAsync(Actor actor, Id<Quote> id, WinQuote win, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        Border.Check(win);
        if (!win.Contracts.IsEmpty)
        {
            actor.Require(Permission.EditContracts, id.Value);
        }

        var decision = await LiveAsync(id, store.StepAsync(clock, actor, step => WinAsync(step, id, win, cancellationToken), cancellationToken)).ConfigureAwait(false);
        return decision.For(actor);
    }

    // customers write these themselves, and what they accepted is never written anew
    private static void RequireShort(string? text, int most, Id<Quote> id, string field)
    {
        if (text?.Length > most)
        {
            throw new RuleViolationException(MoneyErrors.OutOfRange, FormattableString.Invariant($"The text has {text.Length:#,0} characters: use at most {most:#,0}."), id.Value).At(field);
        }
    }

    private async Task<QuoteDecision> AcceptAsync(Step step, Id<Quote> id, AcceptQuote request, Action? winning, Problem? notWon, CancellationToken cancellationToken)
    {
        var quote = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (!step.Actor.May(Permission.AcceptQuotes))
        {
            var customer = quote.Status == QuoteStatus.Draft ? null : await step.Of<Customer>().FindAsync(quote.ServedCustomer, cancellationToken).ConfigureAwait(false);
            if (customer is null || !step.Actor.May(Permission.AcceptQuotes, customer.OwnOf(step.Actor)))
            {
                throw new EntityNotFoundException(nameof(Quote), id.Value);
            }
        }

        if (quote.Acceptance is { } first && (quote.Status == QuoteStatus.Active || quote.Status == QuoteStatus.Won))
        {
            quote.RequireSame(first, request);
            if (quote.Status == QuoteStatus.Won || !(await QuoteWinning.PolicyAsync(step, cancellationToken).ConfigureAwait(false)).WinsOnAcceptance)
            {
                return await QuoteWinning.DecidedAsync(step, quote, cancellationToken).ConfigureAwait(false);
            }

            if (winning is null)
            {
                return (await QuoteWinning.DecidedAsync(step, quote, cancellationToken).ConfigureAwait(false)) with { NotWon = notWon };
            }

            // what kept it from being won may be mended by now
            winning();
            return await new QuoteWinning(_writer).WinAsync(step.As(Actor.System(step.Tenant)), quote, quote, new(), cancellationToken).ConfigureAwait(false);
        }

        await QuoteRevision.RequireOfferedAsync(step, quote, cancellationToken).ConfigureAwait(false);
        var accepted = quote.Accept(request, QuoteHash.Of, step.Now, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        step.Append(EventKinds.QuoteAccepted, id, reason: notWon?.Message);
        if (winning is null || !(await QuoteWinning.PolicyAsync(step, cancellationToken).ConfigureAwait(false)).WinsOnAcceptance)
        {
            return new(step.Of<Quote>().Update(accepted, quote), NotWon: notWon);
        }

        winning();
        return await new QuoteWinning(_writer).WinAsync(step.As(Actor.System(step.Tenant)), accepted, quote, new(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<QuoteDecision> WinAsync(Step step, Id<Quote> id, WinQuote request, CancellationToken cancellationToken)
    {
        var quote = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (quote.Status == QuoteStatus.Won)
        {
            return await QuoteWinning.DecidedAsync(step, quote, cancellationToken).ConfigureAwait(false); // whoever comes second gets what is done
        }

        if (request.ConfirmedPrices is { } confirmed && quote.Status == QuoteStatus.Revised && await QuoteRevision.LatestAsync(step, quote, cancellationToken).ConfigureAwait(false) is { } won
            && won.Status == QuoteStatus.Won && QuoteHash.OfPrices(won) == confirmed)
        {
            return await QuoteWinning.DecidedAsync(step, won, cancellationToken).ConfigureAwait(false); // at these prices, by the revision that took its place
        }

        var (winning, active, staged) = (new QuoteWinning(_writer), await QuoteRevision.RequireOfferedAsync(step, quote, cancellationToken).ConfigureAwait(false), quote);
        var (choice, today) = (quote.ChoiceOf(request), await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        if (quote.IsExpired(today))
        {
            switch ((await QuoteWinning.PolicyAsync(step, cancellationToken).ConfigureAwait(false)).Expired)
            {
                case ExpiredQuotes.Block:
                    quote.RequireUnexpired(today);
                    break;
                case ExpiredQuotes.Reprice:
                    step.Actor.Require(Permission.ActivateQuotes, Grants.Policy, id.Value);
                    (active, staged) = await winning.RepriceAsync(step, quote, request.ConfirmedPrices, cancellationToken).ConfigureAwait(false);
                    choice = active.ChosenIn(quote, choice);
                    break;
                case ExpiredQuotes.Allow:
                    break;
            }
        }

        return await winning.WinAsync(step, active.Keeping(choice), staged, request, cancellationToken).ConfigureAwait(false);
    }
}
