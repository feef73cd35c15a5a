using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Notices when a payer crosses a line of its credit, and tells it by events, each crossing once: what was told last stands in the payer's record, on whose version two who notice at once conflict.</summary>
internal static class CreditReviews
{
    /// <summary>
    /// Tells, in the commit of a step that changes what a payer owes, which lines that crosses. Queries see what is committed, so the step brings what it stages. Of two steps at once that cross
    /// a line only together neither notices: the scheduled call does.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="entries">The entries that the step adds.</param>
    /// <param name="document">The document that the step issues, as it is then, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task NoticeCreditAsync(this Step step, Id<Customer> payer, IReadOnlyCollection<PaymentEntry> entries, Invoice? document, CancellationToken cancellationToken) =>
        step.ChangeAsync(
            payer,
            static credit => credit,
            book =>
            {
                foreach (var entry in entries)
                {
                    book.Add(entry);
                }

                if (document is not null)
                {
                    book.Add(document);
                }
            },
            order: null,
            cancellationToken);

    /// <summary>Tells, in the commit of a step that changes what of an order is to be invoiced, which lines of credit that crosses.</summary>
    internal static Task NoticeCreditAsync(this Step step, Order order, CancellationToken cancellationToken) =>
        step.ChangeAsync(order.Customer, static credit => credit, static _ => { }, order, cancellationToken);

    /// <summary>Looks at a payer in a step of its own, and tells what is to be told.</summary>
    /// <returns>Whether something was told.</returns>
    internal static Task<bool> ReviewCreditAsync(this IPsaStore store, IClock clock, Actor actor, Id<Customer> payer, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.CreditOfAsync(payer, cancellationToken).ConfigureAwait(false);
                return await step.ChangeAsync(payer, static credit => credit, cancellationToken).ConfigureAwait(false) != before;
            },
            cancellationToken);

    /// <summary>Changes what is set for a payer, and tells in the same commit which lines it has crossed.</summary>
    internal static Task<PayerCredit> ChangeAsync(this Step step, Id<Customer> payer, Func<PayerCredit, PayerCredit> change, CancellationToken cancellationToken) =>
        step.ChangeAsync(payer, change, static _ => { }, order: null, cancellationToken);

    private static async Task<PayerCredit> ChangeAsync(
        this Step step, Id<Customer> payer, Func<PayerCredit, PayerCredit> change, Action<AccountBook> stage, Order? order, CancellationToken cancellationToken)
    {
        _ = await step.Of<Customer>().RequireAsync(payer, cancellationToken).ConfigureAwait(false);
        var (before, settings) = (await step.CreditOfAsync(payer, cancellationToken).ConfigureAwait(false), await step.SettingsAsync(cancellationToken).ConfigureAwait(false));
        var after = change(before);
        if (settings.CreditPolicy != CreditPolicy.Off && (settings.HoldAfterDays is not null || after.IsWatched()))
        {
            var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            var book = await step.BookOfAsync(payer, today, cancellationToken).ConfigureAwait(false);
            stage(book);
            var orders = (await step.OrdersOfAsync([payer], order, cancellationToken).ConfigureAwait(false))[payer];
            (after, var crossings) = after.Told(book.Accounts(), OrderExposure.Of(orders), today, settings.HoldAfterDays);
            step.Tell(payer, crossings);
        }

        return after == before ? before : before.Version == 0 ? step.Of<PayerCredit>().Add(after) : step.Of<PayerCredit>().Update(after);
    }

    /// <summary>Gives how a payer stands today.</summary>
    internal static async Task<CreditStanding> StandingOfAsync(this Step step, Id<Customer> payer, CancellationToken cancellationToken)
    {
        var (credit, settings) = (await step.CreditOfAsync(payer, cancellationToken).ConfigureAwait(false), await step.SettingsAsync(cancellationToken).ConfigureAwait(false));
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);

        // who has no limit, where nothing overdue holds anybody, is asked for nothing
        var accounts = settings.HoldAfterDays is not null || !credit.Limits.IsEmpty ? (await step.BookOfAsync(payer, today, cancellationToken).ConfigureAwait(false)).Accounts() : [];
        var orders = credit.Limits.IsEmpty ? [] : (await step.OrdersOfAsync([payer], changed: null, cancellationToken).ConfigureAwait(false))[payer];
        return credit.StandingOf(accounts, OrderExposure.Of(orders), today, settings.HoldAfterDays);
    }

    /// <summary>Reads what is set for a payer; with version 0, when nothing is.</summary>
    internal static async Task<PayerCredit> CreditOfAsync(this IPsaSession session, Id<Customer> payer, CancellationToken cancellationToken) =>
        await session.Of<PayerCredit>().FindAsync(CreditRules.IdOf(session.Tenant, payer), cancellationToken).ConfigureAwait(false) ?? CreditRules.Of(session.Tenant, payer);

    /// <summary>Reads what is set for some payers; with version 0, where nothing is.</summary>
    internal static async Task<Dictionary<Id<Customer>, PayerCredit>> CreditsOfAsync(this IPsaSession session, Id<Customer>[] payers, CancellationToken cancellationToken)
    {
        var credits = payers.ToDictionary(static payer => payer, payer => CreditRules.Of(session.Tenant, payer));
        var ids = credits.Values.Select(static credit => credit.Id).ToList();
        await foreach (var credit in session.Of<PayerCredit>().QueryAsync(RecordType<PayerCredit>.Of(ids), cancellationToken).ConfigureAwait(false))
        {
            credits[credit.Payer] = credit;
        }

        return credits;
    }

    private static void Tell(this Step step, Id<Customer> payer, CreditCrossings crossings)
    {
        foreach (var exposure in crossings.Exceeded)
        {
            step.Append(EventKinds.CreditLimitExceeded, payer, data: PsaJson.Write(exposure, PsaJsonContext.Default.CreditExposure));
        }

        foreach (var exposure in crossings.Kept)
        {
            step.Append(EventKinds.CreditLimitKept, payer, data: PsaJson.Write(exposure, PsaJsonContext.Default.CreditExposure));
        }

        if (crossings.Held is { } held)
        {
            step.Append(EventKinds.CreditHeld, payer, reason: held.Reason, data: PsaJson.Write(held, PsaJsonContext.Default.CreditHold));
        }

        if (crossings.IsReleased)
        {
            step.Append(EventKinds.CreditReleased, payer);
        }
    }
}
