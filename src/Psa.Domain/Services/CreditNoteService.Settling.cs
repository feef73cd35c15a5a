using System.Linq;
using Psa.Access;
using Psa.Events;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;

namespace Psa.Services;

/// <content>What becomes of the money of credit notes.</content>
public sealed partial class CreditNoteService
{
    /// <summary>
    /// Settles what is left of an issued credit note. One that somebody wrote lowered its invoice when it was issued: what may be refunded of it is refunded or becomes customer credit. One that a run made
    /// is set off against open invoices of its payer (those it names first, then the oldest), refunded, or becomes customer credit.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The credit note, issued.</param>
    /// <param name="settlement">How: not <see cref="CreditSettlement.None"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What became of the credit note: <see cref="InvoiceStatus.Settled"/>, or <see cref="InvoiceStatus.SettledInPart"/> where no more invoices are open. One that is settled stays as it is.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>credit_note.bad_request</c>: it isn't an issued credit note, or it isn't said how.</exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<InvoiceBalance> SettleAsync(Actor actor, Id<Invoice> id, CreditSettlement settlement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.RecordPayments, id.Value);
        Border.Check(settlement);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var note = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (note.Kind != InvoiceKind.CreditNote || note.Status != InvoiceStatus.Issued || settlement == CreditSettlement.None)
                {
                    throw new RuleViolationException(
                        CreditNoteErrors.BadRequest,
                        settlement == CreditSettlement.None ? "Say how the credit note is settled: set off, refunded, or made customer credit." : $"The document is no issued credit note but a {note.Kind}, {note.Status.Name}.",
                        id.Value);
                }

                var own = await step.BalanceAsync(note, cancellationToken).ConfigureAwait(false);
                return own.Left.Sign <= 0 ? own
                    : note.Credit is null ? await SettleOfRunAsync(step, note, own, settlement, cancellationToken).ConfigureAwait(false)
                    : await SettleLeftAsync(step, note, own, settlement, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    // at issue: the invoice is lowered, its early-payment discount follows, and the rest is settled as asked
    private async Task<IReadOnlyList<PaymentEntry>> SettleAsync(Step step, Invoice note, PostedDocument document, InvoiceBalance alone, CancellationToken cancellationToken)
    {
        var posting = await PostingAsync(step, note, Balances.Of(note), cancellationToken).ConfigureAwait(false);
        document.Credit(note);
        posting.Take(document);
        posting.SettleDiscounts();
        var refundable = CreditNoteSettling.Refundable(document.Invoice, alone, note);
        Stage(step, posting, note, Balances.Of(note), CreditNoteSettling.Settle(posting, document.Invoice, Balances.Of(note), refundable, note.Credit!.Settlement));
        return posting.Entries;
    }

    private async Task<InvoiceBalance> SettleLeftAsync(Step step, Invoice note, InvoiceBalance own, CreditSettlement settlement, CancellationToken cancellationToken)
    {
        var document = await step.PostedAsync(note.Credit!.Invoice, cancellationToken).ConfigureAwait(false);
        var posting = await PostingAsync(step, note, own, cancellationToken).ConfigureAwait(false);
        posting.Take(document);
        var alone = await WithoutOthersAsync(step, document.Balance, note.Id, cancellationToken).ConfigureAwait(false);
        var refundable = CreditNoteSettling.Refundable(document.Invoice, alone, note);
        var settled = Stage(step, posting, note, own, CreditNoteSettling.Settle(posting, document.Invoice, own, refundable, settlement));
        await step.NoticeCreditAsync(note.Customer, posting.Entries, document: null, cancellationToken).ConfigureAwait(false);
        return settled;
    }

    private async Task<InvoiceBalance> SettleOfRunAsync(Step step, Invoice note, InvoiceBalance own, CreditSettlement settlement, CancellationToken cancellationToken)
    {
        var posting = await PostingAsync(step, note, own, cancellationToken).ConfigureAwait(false);
        if (settlement == CreditSettlement.Offset)
        {
            var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            foreach (var open in await step.OpenOfAsync(note.Customer, note.BillingEntity, note.Currency, NodaTime.LocalDate.Max(today, note.IssueDate), cancellationToken).ConfigureAwait(false))
            {
                posting.Take(open);
            }
        }

        var settled = Stage(step, posting, note, own, CreditNoteSettling.SettleOfRun(posting, note, own, settlement));
        await step.NoticeCreditAsync(note.Customer, posting.Entries, document: null, cancellationToken).ConfigureAwait(false);
        return settled;
    }

    // each settling of a credit note is a call of its own, known by the version of what became of it
    private async Task<Posting> PostingAsync(Step step, Invoice note, InvoiceBalance own, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var key = FormattableString.Invariant($"{PaymentChecks.OwnKeys}credit note:{note.Id}:{own.Version}");
        var call = new PostingCall(key, string.Empty, step.Actor.DisplayName, step.Now, own.Version == 0 ? note.IssueDate : NodaTime.LocalDate.Max(today, note.IssueDate)) { Reason = note.Credit?.Reason };
        return new(call, await step.CreditAsync(note.Customer, note.BillingEntity, note.Currency, cancellationToken).ConfigureAwait(false), ids.Next<PaymentEntry>);
    }

    private static InvoiceBalance Stage(Step step, Posting posting, Invoice note, InvoiceBalance before, InvoiceBalance after)
    {
        step.Stage(posting);
        if (posting.Entries.Any(static entry => entry.Kind == PaymentKind.Refund))
        {
            step.AppendPosted(EventKinds.PaymentRefunded, posting);
        }

        if (after.Status == InvoiceStatus.Settled && before.Status != InvoiceStatus.Settled)
        {
            step.Append(EventKinds.CreditNoteSettled, note.Id, before.Status.Name, after.Status.Name);
        }

        return step.Put(after);
    }
}
