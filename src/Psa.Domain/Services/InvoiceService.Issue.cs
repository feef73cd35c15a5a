using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Single documents: issued by themselves, or deleted.</content>
public sealed partial class InvoiceService
{
    /// <summary>
    /// Issues a single draft with the next number of its series: an invoice by hand, a document of a calculated run before the rest, or one that was held back when its run was issued.
    /// </summary>
    /// <param name="actor">Who issues it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="date">The date it is to have, or <see langword="null"/> for its own: another is needed when later ones were numbered meanwhile. Due date and taxes follow it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The issued document; as it is when it was issued already. A draft whose prices follow the catalog has those of today.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException">
    /// Each line with its place: <c>document.pricing_error</c>, it isn't priced; <c>price.stale</c>, the catalog says other prices by now, and the tenant wants to be asked
    /// (<see cref="TenantSettings.RefuseStalePrices"/>).
    /// </exception>
    /// <exception cref="RuleViolationException">
    /// <c>document.negative_total</c>; <c>document.far_date</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>, <c>numbering.date_before_last</c>;
    /// <c>deposit.order_ended</c>: it asks for a deposit on an order that is closed or canceled; <c>lifecycle.not_allowed</c>: its run is being calculated, issued or taken back, or it is a credit note by hand.
    /// </exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<Invoice> IssueAsync(Actor actor, Id<Invoice> id, LocalDate? date = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.IssueInvoices, id.Value);
        Border.CheckOptional(date);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var stored = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (stored.Number is not null && stored.Credit is null)
                {
                    return stored; // whoever comes second gets what is done
                }

                var run = await RunOfAsync(step, stored, cancellationToken).ConfigureAwait(false);
                if (run is not null && run.Status != BillingRunStatus.Issued && date is { } other && other != stored.IssueDate)
                {
                    throw new RuleViolationException(
                        PsaErrors.ActionNotAllowed,
                        $"The other documents of the run have its date, {stored.IssueDate:R}, and could not follow a later one: issue it with that date, or hold it back until the run is issued.",
                        id.Value,
                        run.Id.Value);
                }

                if (run?.AllowFarDates != true || date is not null)
                {
                    await step.RequireNearAsync(date ?? stored.IssueDate, cancellationToken).ConfigureAwait(false);
                }

                var (draft, placed, items) = await FreshAsync(step, stored, date ?? stored.IssueDate, cancellationToken).ConfigureAwait(false);
                step.Stage(placed, items);
                if (draft.IsByHand())
                {
                    HandPrices.RequirePriced(draft.Lines, draft.Id.Value);
                    await RequireDepositsAsync(step, draft, cancellationToken).ConfigureAwait(false);
                    RequireIssuable(draft, await step.Of<Customer>().RequireAsync(draft.Customer, cancellationToken).ConfigureAwait(false));
                }

                Invoice issued;
                try
                {
                    issued = (await step.NumberAsync(ids, new(ids, _languages), draft.BillingEntity, draft.IssueDate, [draft], cancellationToken, stored).ConfigureAwait(false))[0];
                }
                catch (RuleViolationException)
                {
                    // whoever issued this very document a moment ago, with a later date perhaps, was first
                    if (await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { Number: not null } done)
                    {
                        return done;
                    }

                    throw;
                }

                if (run is not null)
                {
                    step.Of<BillingRun>().Update(run.Issued(stored), run);
                }

                step.Append(EventKinds.InvoiceIssued, id, to: issued.Number);
                await step.NoticeCreditAsync(issued.Customer, [], issued, cancellationToken).ConfigureAwait(false);
                return issued;
            },
            cancellationToken);
    }

    /// <summary>Deletes a draft, by hand or of a run: its items are pending again, and the lines that were written for it are canceled.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft as it was, deleted.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document, or no more.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is issued, its run is being calculated, issued or taken back, or it is a credit note by hand.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<Invoice> DeleteAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.IssueInvoices, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var run = await RunOfAsync(step, draft, cancellationToken).ConfigureAwait(false);
                var deleted = draft with { Status = InvoiceLifecycle.Table.Next(draft.Status, InvoiceAction.Delete, actor, id.Value) };
                foreach (var item in await step.ItemsOnAsync(draft, cancellationToken).ConfigureAwait(false))
                {
                    step.Keep(step.Of<SalesItem>().Update(await LeftAsync(step, item, id, cancellationToken).ConfigureAwait(false), item));
                    step.Decided(item, hasOthers: false);
                }

                await step.FollowDeletedAsync(draft, cancellationToken).ConfigureAwait(false);
                step.Of<Invoice>().Remove(draft);
                if (run is not null)
                {
                    step.Of<BillingRun>().Update(run.Deleted(draft), run);
                }

                step.Append(EventKinds.InvoiceDeleted, id);
                return deleted;
            },
            cancellationToken);
    }

    // its run is written with it, so that whoever calculates, issues or takes it back meanwhile conflicts
    private static async Task<BillingRun?> RunOfAsync(Step step, Invoice document, CancellationToken cancellationToken)
    {
        if (document.Credit is not null)
        {
            throw new RuleViolationException(PsaErrors.ActionNotAllowed, "The document is a credit note that somebody wrote: issue or delete it as that.", document.Id.Value);
        }

        if (document.Run is not { } id)
        {
            return null;
        }

        var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        run.RequireSettled(document);
        return run;
    }

    // what nothing is left to deduct from would be paid for nothing
    private static async Task RequireDepositsAsync(Step step, Invoice draft, CancellationToken cancellationToken)
    {
        foreach (var item in await step.ItemsOnAsync(draft, cancellationToken).ConfigureAwait(false))
        {
            if (item.Source == SalesItemSource.Deposit
                && await step.Of<Deposit>().FindAsync(new(item.SourceId), cancellationToken).ConfigureAwait(false) is { } deposit
                && deposit.Item == item.Id
                && await step.Of<Order>().RequireAsync(deposit.Order, cancellationToken).ConfigureAwait(false) is var order
                && order.HasEnded())
            {
                throw new RuleViolationException(
                    DepositErrors.OrderEnded, $"The order {order.Number} is {order.Status.Name}, and nothing is left to deduct deposit {deposit.Number} from: delete the draft.", draft.Id.Value, order.Id.Value);
            }
        }
    }

    private static void RequireIssuable(Invoice draft, Customer payer)
    {
        BillingInformationRules.RequireComplete(payer);
        if (draft.Totals.TotalWithTax.Sign < 0)
        {
            throw new RuleViolationException(
                DocumentErrors.NegativeTotal, $"The invoice comes to {draft.Totals.TotalWithTax}: write a credit note for what is given back, or take lines off.", draft.Id.Value);
        }
    }
}
