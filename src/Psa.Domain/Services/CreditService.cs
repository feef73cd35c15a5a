using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Orders;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Credit limits and holds of payers (R-CREDIT). What the tenant's policy says about them is asked when a contract is brought into force; billing, approval of time and payments are never stopped.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
public sealed class CreditService(IPsaStore store, IClock clock)
{
    /// <summary>Gives how a payer stands today: what it owes in each currency, its limits, and whether it is held. It is of the tenant's own people: clients don't see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How it stands.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<CreditStanding> StandingAsync(Actor actor, Id<Customer> payer, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewAccounts, Permission.ManageCredit, Grants.None, payer.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                _ = await session.Of<Customer>().RequireAsync(payer, cancellationToken).ConfigureAwait(false);
                var (credit, settings) = (await session.CreditOfAsync(payer, cancellationToken).ConfigureAwait(false), await session.SettingsAsync(cancellationToken).ConfigureAwait(false));
                var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                var accounts = (await session.BookOfAsync(payer, today, cancellationToken).ConfigureAwait(false)).Accounts();
                var orders = (await session.OrdersOfAsync([payer], changed: null, cancellationToken).ConfigureAwait(false))[payer];
                return credit.StandingOf(accounts, OrderExposure.Of(orders), today, settings.HoldAfterDays);
            },
            cancellationToken);
    }

    /// <summary>Sets how much a payer may owe. What it owes already is told by events if it is more.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="limits">All its limits, one a currency, zero or more; none for no limit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored for the payer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="ValidationFailedException"><c>credit.bad_limit</c>: all that are wrong.</exception>
    [RequiresPermission(Permission.ManageCredit)]
    public Task<PayerCredit> SetLimitsAsync(Actor actor, Id<Customer> payer, ValueList<Money> limits, CancellationToken cancellationToken = default)
    {
        Require(actor, payer.Value);
        Border.Check(limits);
        ValidationFailedException.ThrowIfAny(CreditRules.Validate(limits), payer.Value);
        return ChangeAsync(
            actor,
            payer,
            (step, credit) =>
            {
                if (credit.Limits != limits)
                {
                    step.Append(EventKinds.CreditLimitsChanged, payer);
                }

                return credit with { Limits = limits };
            },
            cancellationToken);
    }

    /// <summary>Holds a payer: by the tenant's policy nothing new is agreed with it, or only with a warning.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="reason">Why; people who are refused read it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored for the payer; as it is, when it was held for that reason before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="RuleViolationException"><c>credit.reason_missing</c>; <c>credit.already_held</c>: for another reason.</exception>
    [RequiresPermission(Permission.ManageCredit)]
    public Task<PayerCredit> HoldAsync(Actor actor, Id<Customer> payer, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, payer.Value);
        RequireReason(reason, payer.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                return await step.ChangeAsync(
                    payer,
                    credit =>
                    {
                        if (credit.Hold is { } held)
                        {
                            return held.Reason == reason.Trim()
                                ? credit
                                : throw new RuleViolationException(CreditErrors.AlreadyHeld, $"{held.By} holds the payer since {held.Since:R}: {held.Reason} Release it before it is held for another reason.", payer.Value).At("Reason");
                        }

                        var hold = new CreditHold(today, actor.DisplayName, reason.Trim());
                        step.Append(EventKinds.CreditHeld, payer, reason: hold.Reason, data: PsaJson.Write(hold, PsaJsonContext.Default.CreditHold));
                        return credit with { Hold = hold };
                    },
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Ends the hold of a payer that somebody began. One that began by itself ends when what is overdue is paid.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored for the payer; as it is, when nobody holds it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="RuleViolationException"><c>credit.reason_missing</c>; <c>credit.held_by_itself</c>: no one holds it, and it is held all the same.</exception>
    [RequiresPermission(Permission.ManageCredit)]
    public Task<PayerCredit> ReleaseAsync(Actor actor, Id<Customer> payer, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, payer.Value);
        RequireReason(reason, payer.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var byItself = (await step.StandingOfAsync(payer, cancellationToken).ConfigureAwait(false)).Hold is { IsByItself: true } hold ? hold : null;
                return await step.ChangeAsync(
                    payer,
                    credit =>
                    {
                        if (byItself is not null)
                        {
                            throw new RuleViolationException(CreditErrors.HeldByItself, $"{byItself.Reason} The payer is held until that is paid: record the payment, or pass the hold where it matters.", payer.Value);
                        }

                        if (credit.Hold is { } held)
                        {
                            step.Append(EventKinds.CreditReleased, payer, reason: reason.Trim(), data: PsaJson.Write(held, PsaJsonContext.Default.CreditHold));
                        }

                        return credit with { Hold = null };
                    },
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>
    /// Tells by events which payers exceed a limit, or are held by themselves, and which no longer: each crossing once, however often it is called. What people change here is told at once;
    /// this call notices the rest. Schedule it once a day, for what time does, and call it after a run was issued. It looks at payers with limits, at those of whom something was told,
    /// and at all when overdue amounts hold payers. Nothing is told when the tenant's policy is off.
    /// </summary>
    /// <param name="actor">Who does it; <see cref="Actor.System"/> for the automation.</param>
    /// <param name="payer">The payer to look at; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops between two payers; call again to go on.</param>
    /// <returns>How many payers something was told of.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: each payer is a commit of its own.</exception>
    [RequiresPermission(Permission.ManageCredit)]
    public async Task<int> ReviewAsync(Actor actor, Id<Customer>? payer = null, CancellationToken cancellationToken = default)
    {
        Require(actor, payer?.Value ?? Guid.Empty);
        if (payer is { } one)
        {
            return await store.ReviewCreditAsync(clock, actor, one, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        store.RequireOwnTransactions();
        var told = 0;
        await foreach (var candidate in store.StreamAsync(actor.Tenant, session => CandidatesAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            told += await store.ReviewCreditAsync(clock, actor, candidate, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return told;
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageCredit, records);
    }

    private static void RequireReason(string reason, Guid payer)
    {
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(CreditErrors.ReasonMissing, "Say why: people who meet the hold read it.", payer).At("Reason");
        }
    }

    // those of whom something would be told, by what is read without a commit
    private async IAsyncEnumerable<Id<Customer>> CandidatesAsync(IPsaSession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = await session.SettingsAsync(cancellationToken).ConfigureAwait(false);
        if (settings.CreditPolicy == CreditPolicy.Off)
        {
            yield break;
        }

        var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
        await foreach (var customers in session.ChunksAsync(own: null, cancellationToken).ConfigureAwait(false))
        {
            var credits = await session.CreditsOfAsync(customers, cancellationToken).ConfigureAwait(false);
            var looked = customers.Where(id => settings.HoldAfterDays is not null || credits[id].IsWatched()).ToList();
            if (looked.Count == 0)
            {
                continue;
            }

            var books = await session.BooksOfAsync(looked, entity: null, today, cancellationToken).ConfigureAwait(false);
            var orders = await session.OrdersOfAsync(looked, changed: null, cancellationToken).ConfigureAwait(false);
            foreach (var id in looked)
            {
                if (credits[id].Told(books[id].Accounts(), OrderExposure.Of(orders[id]), today, settings.HoldAfterDays).Credit != credits[id])
                {
                    yield return id;
                }
            }
        }
    }

    private Task<PayerCredit> ChangeAsync(Actor actor, Id<Customer> payer, Func<Step, PayerCredit, PayerCredit> change, CancellationToken cancellationToken) =>
        store.StepAsync(clock, actor, step => step.ChangeAsync(payer, credit => change(step, credit), cancellationToken), cancellationToken);
}
