using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Adjustments;
using Psa.Charges;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Records;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Credits issued invoices: whole, by line, by charge, or by an amount on the document. A credit note is drafted, looked at and issued; drafts count for what is left, and issuing looks again.
/// What a run and people credit is never credited twice: both know what the customer still bears of a period.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class CreditNoteService(IPsaStore store, IClock clock, IIdGenerator ids, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));

    /// <summary>Drafts a credit note.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="note">What is to be credited, of which invoice and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored draft; what it credits is no longer left for others.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>credit_note.not_creditable</c>: it isn't an issued invoice; <c>credit_note.reason_missing</c>; <c>credit_note.before_invoice</c>; <c>credit_note.bad_request</c>;
    /// <c>credit_note.exceeds_billed</c>, <c>credit_note.exceeds_borne</c>: with what is left; <c>document.far_date</c>.
    /// </exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Invoice> DraftAsync(Actor actor, NewCreditNote note, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(note);
        return AgainAsync(actor, step => _drafts.DraftAsync(step, note, cancellationToken), cancellationToken);
    }

    /// <summary>Issues a credit note: it takes the next number of its series, and its invoice and the items that it credits know of it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft; one that is issued already stays as it is.</param>
    /// <param name="date">Its date, not before the invoice's; <see langword="null"/> for the one it was drafted with. Another is needed when later ones were numbered meanwhile.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The issued credit note.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such credit note.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>credit_note.exceeds_borne</c>: meanwhile a run gave it back, delete the draft; <c>credit_note.exceeds_billed</c>: it counts on another draft that charges back, issue that first; <c>credit_note.before_invoice</c>; <c>document.far_date</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>, <c>numbering.date_before_last</c>.
    /// </exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Invoice> IssueAsync(Actor actor, Id<Invoice> id, LocalDate? date = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.CheckOptional(date);
        return AgainAsync(
            actor,
            async step =>
            {
                var note = await NoteAsync(step, id, cancellationToken).ConfigureAwait(false);
                return note.Status == InvoiceStatus.Issued ? note : await IssueAsync(step, note, date, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>
    /// Throws the draft of a credit note away: what it would have credited is left again. One of an adjustment can be deleted where the adjustment can't be canceled any more, because something of it is issued: what it would have credited is offered again.
    /// Where a draft of the adjustment charges back, the drafts go together.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft as it was, deleted.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such credit note, or no more.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is issued, or of an adjustment that can be canceled; <c>credit_note.exceeds_billed</c>: other drafts count on what it charges back; <c>credit_note.bad_request</c>: a run made it.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Invoice> DeleteAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var note = await NoteAsync(step, id, cancellationToken).ConfigureAwait(false);
                return note.Credit!.Adjustment is { } made
                    ? await DeleteAsync(step, await step.Of<Adjustment>().RequireAsync(made, cancellationToken).ConfigureAwait(false), note, cancellationToken).ConfigureAwait(false)
                    : await CreditNoteDrafts.DeleteAsync(step, note, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Voids an invoice: credits the whole of it, with the release of all its items, and issues the credit note in the same step.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="invoice">The invoice, issued.</param>
    /// <param name="reason">Why; it stands on the credit note.</param>
    /// <param name="date">The date of the credit note, not before the invoice's; <see langword="null"/> for today.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The issued credit note.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>invoice.partly_credited</c>: something of it is credited by hand; <c>credit_note.exceeds_borne</c>: a period on it is corrected elsewhere, so credit what is left;
    /// <c>credit_note.not_creditable</c>, <c>credit_note.reason_missing</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>, <c>numbering.date_before_last</c>.
    /// </exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Invoice> VoidAsync(Actor actor, Id<Invoice> invoice, string reason, LocalDate? date = null, CancellationToken cancellationToken = default)
    {
        Require(actor, invoice.Value);
        Border.Check(reason);
        Border.CheckOptional(date);
        return AgainAsync(
            actor,
            async step =>
            {
                var voided = await step.Of<Invoice>().RequireAsync(invoice, cancellationToken).ConfigureAwait(false);
                CreditNotes.RequireCreditable(voided);
                var balance = await step.BalanceAsync(voided, cancellationToken).ConfigureAwait(false);
                RequireUncredited(balance, 0);

                var items = await CreditNoteDrafts.ItemsAsync(step, voided, balance, cancellationToken).ConfigureAwait(false);
                RequireAllBorne(voided, items, await CorrectedInvoices.GivenBackAsync(step, voided, written: null, cancellationToken).ConfigureAwait(false));
                var draft = await _drafts.DraftAsync(step, new() { Invoice = invoice, Reason = reason, Whole = true, Releases = true, Date = date }, cancellationToken).ConfigureAwait(false);

                // somebody may have drafted another between the two looks at it
                RequireUncredited(await step.BalanceAsync(voided, cancellationToken).ConfigureAwait(false), 1);
                return await IssueAsync(step, draft, date: null, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Tells what of an invoice is left to be credited.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="invoice">The invoice, issued.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is left, drafts of credit notes counted.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice.</exception>
    /// <exception cref="RuleViolationException"><c>credit_note.not_creditable</c>.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<CreditableInvoice> CreditableAsync(Actor actor, Id<Invoice> invoice, CancellationToken cancellationToken = default)
    {
        Require(actor, invoice.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Invoice>().RequireAsync(invoice, cancellationToken).ConfigureAwait(false);
                CreditNotes.RequireCreditable(found);
                var balance = await session.BalanceAsync(found, cancellationToken).ConfigureAwait(false);
                var givenBack = await CorrectedInvoices.GivenBackAsync(session, found, written: null, cancellationToken).ConfigureAwait(false);
                return CreditedParts.Left(found, balance, givenBack, (await CreditNoteDrafts.ItemsAsync(session, found, balance, cancellationToken).ConfigureAwait(false)).BorneLeft);
            },
            cancellationToken);
    }

    // who credited at the same moment, between two reads of a step, makes limits seem exceeded: looked at again, the step says it in its own words
    private async Task<Invoice> AgainAsync(Actor actor, Func<Step, Task<Invoice>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StepAsync(clock, actor, work, cancellationToken).ConfigureAwait(false);
        }
        catch (RuleViolationException refusal) when (refusal.Code is CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne && !store.IsInHostTransaction)
        {
            return await store.StepAsync(clock, actor, work, cancellationToken).ConfigureAwait(false);
        }
    }

    // an adjustment is taken back as a whole as long as it can be, and what charges back goes with what counts on it
    private static async Task<Invoice> DeleteAsync(Step step, Adjustment adjustment, Invoice note, CancellationToken cancellationToken)
    {
        var (drafts, isIssued, deleted) = (new List<(AdjustmentDocument Document, Invoice Note)>(), false, note);
        foreach (var document in adjustment.Documents)
        {
            var item = document.Item is { } itemId ? await step.Of<SalesItem>().RequireAsync(itemId, cancellationToken).ConfigureAwait(false) : null;
            var on = document.CreditNote ?? (item is { Released: false } ? item.Invoice : null);
            if (on is { } id && await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } own)
            {
                isIssued |= own.Status != InvoiceStatus.Draft;
                drafts.AddRange(item is null && own.Status == InvoiceStatus.Draft && own.Customer == note.Customer ? [(document, own)] : []);
            }
        }

        if (!isIssued)
        {
            throw new RuleViolationException(PsaErrors.ActionNotAllowed, $"Nothing of the adjustment {adjustment.Number} is issued: cancel it, which deletes all its drafts and offers its lines again.", note.Id.Value, adjustment.Id.Value);
        }

        var isChargingBack = drafts.Exists(static draft => draft.Note.Credit!.Lines.AsEnumerable().Any(static line => line.Amount.Sign < 0));
        foreach (var (document, own) in drafts.Where(draft => isChargingBack || draft.Note.Id == note.Id))
        {
            await step.OfferAgainAsync(adjustment, document, own.CreditedNets(), cancellationToken).ConfigureAwait(false);
            var gone = await CreditNoteDrafts.DeleteAsync(step, own, cancellationToken).ConfigureAwait(false);
            deleted = own.Id == note.Id ? gone : deleted;
        }

        return deleted;
    }

    private static void RequireUncredited(InvoiceBalance balance, int own)
    {
        if (balance.CreditNotes.Count > own)
        {
            throw new RuleViolationException(
                CreditNoteErrors.PartlyCredited, "Something of the invoice is credited by hand, or a draft is to: credit what is left of it instead, or delete the draft.", balance.Invoice.Value);
        }
    }

    // what is charged back first, as when the whole is credited
    private static void RequireAllBorne(Invoice voided, CreditedItems items, IEnumerable<CreditedPart> givenBack)
    {
        var within = items.Within();
        for (var i = 0; i < voided.Lines.Count; i++)
        {
            _ = voided.Lines[i].Amount.Sign < 0 ? within(i, voided.Lines[i].Amount) : voided.Lines[i].Amount;
        }

        for (var i = 0; i < voided.Lines.Count; i++)
        {
            if (voided.Lines[i].Amount is { Sign: > 0 } amount && within(i, amount) is var left && left != amount)
            {
                throw new RuleViolationException(
                    CreditNoteErrors.ExceedsBorne, $"Of line {i}, '{voided.Lines[i].Text}', the customer bears only {left} still, since its period is corrected elsewhere: credit what is left.", voided.Id.Value);
            }
        }

        // what was given back may be borne again, of another document
        if (CreditedParts.WithTax(voided, givenBack) is { IsZero: false } back)
        {
            throw new RuleViolationException(CreditNoteErrors.ExceedsBorne, $"Runs gave back {back} of the invoice: credit what is left.", voided.Id.Value);
        }
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.CorrectInvoices, records);
    }

    // one that a run made is issued, and taken back, with its run
    private static async Task<Invoice> NoteAsync(Step step, Id<Invoice> id, CancellationToken cancellationToken)
    {
        var note = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return note.Credit is not null
            ? note
            : throw new RuleViolationException(CreditNoteErrors.BadRequest, "It isn't a credit note that somebody drafted: documents of a run are issued with it or singly, and invoices by hand by themselves.", id.Value);
    }

    private async Task<Invoice> IssueAsync(Step step, Invoice stored, LocalDate? date, CancellationToken cancellationToken)
    {
        CreditNoteDrafts.RequireSettling(step.Actor, stored.Credit!.Settlement, stored.Id);
        var invoice = await step.Of<Invoice>().RequireAsync(stored.Credit.Invoice, cancellationToken).ConfigureAwait(false);
        var note = CreditNotes.On(stored, invoice, date);
        var document = await step.PostedAsync(invoice, cancellationToken).ConfigureAwait(false);
        var (items, ledgers) = await CreditNoteDrafts.ItemsAndLedgersAsync(step, invoice, document.Balance, cancellationToken).ConfigureAwait(false);
        items.RequireBorne(note.Credit!.Lines, isDrafted: true);
        await step.RequireNearAsync(note.IssueDate, cancellationToken).ConfigureAwait(false);
        var alone = await WithoutOthersAsync(step, document.Balance, note.Id, cancellationToken).ConfigureAwait(false);
        items.With(alone).RequireItems(note.Credit.Lines, isDrafted: true);
        if (note.Totals.TotalWithTax.Sign > 0)
        {
            CreditLimits.RequireDocument(invoice, alone, "another draft charges part of it back: issue that one first.");
        }

        var closing = note.Closing(invoice, alone);
        var issued = (await step.NumberAsync(ids, _drafts, note.BillingEntity, note.IssueDate, [closing], cancellationToken, stored).ConfigureAwait(false))[0];
        var changed = new List<SalesItem>();
        foreach (var (before, after) in items.With(alone).Issue(note))
        {
            changed.Add(step.Of<SalesItem>().Update(after));
            if (before.PeriodStart is { } period && ledgers.TryGetValue(before.SourceId, out var ledger))
            {
                ledgers[before.SourceId] = ledger.Lower(period);
            }

            step.Append(after.Released ? EventKinds.SalesItemReleased : EventKinds.SalesItemCredited, after.Id, before.Credited?.ToString(), after.Credited?.ToString(), note.Credit.Reason);
        }

        await step.SettleOrdersAsync(changed, _drafts, ids, cancellationToken).ConfigureAwait(false);
        await step.SettleWorkAsync(changed, cancellationToken).ConfigureAwait(false);
        await step.SettleChargesAsync(changed, cancellationToken).ConfigureAwait(false);
        await step.ReleaseAdjustmentsAsync(changed, cancellationToken).ConfigureAwait(false);
        step.Of<PartLedger>().UpdateRange([.. ledgers.Values]);
        await step.FollowDepositsAsync(invoice, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.CreditNoteIssued, issued.Id, to: issued.Number, reason: note.Credit.Reason);
        var entries = await SettleAsync(step, issued, document, alone.WithIssued(issued).WithStatus(), cancellationToken).ConfigureAwait(false);
        await step.NoticeCreditAsync(issued.Customer, entries, issued, cancellationToken).ConfigureAwait(false);
        return issued;
    }

    // the balance as if this credit note alone were drafted
    private static async Task<InvoiceBalance> WithoutOthersAsync(Step step, InvoiceBalance balance, Id<Invoice> note, CancellationToken cancellationToken)
    {
        foreach (var id in balance.CreditNotes)
        {
            if (id != note && await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } other && other.Status == InvoiceStatus.Draft)
            {
                balance = balance.WithoutDraft(other);
            }
        }

        return balance;
    }
}
