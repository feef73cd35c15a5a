using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Adjustments;
using Psa.Charges;
using Psa.Contracts;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Drafts credit notes, for whoever asks for one: people, and what is left of deposits.</summary>
internal sealed class CreditNoteDrafts(IIdGenerator ids, LanguageSet languages)
{
    /// <summary>Drafts a credit note, and stages it.</summary>
    internal async Task<Invoice> DraftAsync(Step step, NewCreditNote wanted, CancellationToken cancellationToken) => (await DraftAsync(step, wanted, adjustment: null, nets: null, cancellationToken).ConfigureAwait(false))!;

    /// <summary>Drafts a credit note of what an adjustment found billed too much, and stages it; <see langword="null"/> where it would be of cents alone that no note can take.</summary>
    internal async Task<Invoice?> DraftAsync(Step step, NewCreditNote wanted, Id<Adjustment>? adjustment, IReadOnlyList<(int Line, Money Net)>? nets, CancellationToken cancellationToken)
    {
        if (wanted.Id is { } id && await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } made)
        {
            return made.Credit?.Invoice == wanted.Invoice ? made : throw new ConcurrencyConflictException(nameof(Invoice), id.Value, 0, made.Version);
        }

        var invoice = await step.Of<Invoice>().RequireAsync(wanted.Invoice, cancellationToken).AsTask().AtAsync(nameof(wanted.Invoice)).ConfigureAwait(false);
        CreditNotes.RequireCreditable(invoice);
        var balance = await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var date = wanted.Date ?? LocalDate.Max(today, invoice.IssueDate);
        await step.RequireNearAsync(date, cancellationToken).ConfigureAwait(false);
        var items = await ItemsAsync(step, invoice, balance, cancellationToken).ConfigureAwait(false);
        var speaker = new Speaker(languages.Find(invoice.Language));
        var givenBack = await CorrectedInvoices.GivenBackAsync(step, invoice, written: null, cancellationToken).ConfigureAwait(false);
        var note = CreditNotes.Draft(invoice, balance, wanted, wanted.Id.OrNext(ids), date, speaker, items, givenBack, nets);
        if (nets is not null && note.Credit!.Lines.AsEnumerable().All(static line => line.Amount.IsZero))
        {
            return null;
        }

        note = adjustment is null ? note : note with { Credit = note.Credit! with { Adjustment = adjustment } };
        items.RequireBorne(note.Credit!.Lines, isDrafted: false);
        items.RequireItems(note.Credit.Lines, isDrafted: false);
        balance = balance.WithDraft(note);
        if (nets is null && !wanted.Whole && wanted.Amount is null)
        {
            CreditLimits.RequireLeft(invoice, balance, givenBack, note);
        }

        RequireSettling(step.Actor, wanted.Settlement, invoice.Id);
        step.Put(balance);
        step.Append(EventKinds.CreditNoteDrafted, note.Id, to: note.Totals.Payable.ToString(), reason: wanted.Reason);
        var drafted = step.Of<Invoice>().Add(note);
        await step.FollowDepositsAsync(invoice, cancellationToken).ConfigureAwait(false);
        return drafted;
    }

    /// <summary>Throws a draft away: what it would have credited is left again.</summary>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is issued; <c>credit_note.exceeds_billed</c>: other drafts count on what it charges back.</exception>
    internal static async Task<Invoice> DeleteAsync(Step step, Invoice note, CancellationToken cancellationToken)
    {
        var invoice = await step.Of<Invoice>().RequireAsync(note.Credit!.Invoice, cancellationToken).ConfigureAwait(false);
        var deleted = note with { Status = InvoiceLifecycle.Table.Next(note.Status, InvoiceAction.Delete, note.Id.Value) };
        var balance = (await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false)).WithoutDraft(note);
        if (note.Totals.TotalWithTax.Sign < 0)
        {
            CreditLimits.RequireDocument(invoice, balance, "other credit notes count on what this one charges back: issue it, or delete their drafts first.");
        }

        step.Put(balance);
        step.Append(EventKinds.CreditNoteDeleted, note.Id, note.Status.Name, deleted.Status.Name);
        step.Of<Invoice>().Remove(note);
        await step.FollowDepositsAsync(invoice, cancellationToken).ConfigureAwait(false);
        return deleted;
    }

    /// <summary>Drafts the credit note of what is left of a deposit.</summary>
    /// <param name="step">The step.</param>
    /// <param name="invoice">The deposit's invoice, issued.</param>
    /// <param name="left">What is left of its lines.</param>
    /// <param name="reason">Why, or <see langword="null"/> because the deposit isn't deducted any more: in the words of the invoice's language.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<Invoice> OfDepositAsync(Step step, Id<Invoice> invoice, ValueList<CreditLine> left, string? reason, CancellationToken cancellationToken)
    {
        var language = (await step.Of<Invoice>().RequireAsync(invoice, cancellationToken).ConfigureAwait(false)).Language;
        return await DraftAsync(step, new() { Invoice = invoice, Reason = reason ?? languages.Find(language).DepositLeft, Lines = left }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses a settlement of who doesn't record payments.</summary>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal static void RequireSettling(Actor actor, CreditSettlement settlement, Id<Invoice> id)
    {
        if (settlement != CreditSettlement.None)
        {
            actor.Require(Permission.RecordPayments, id.Value);
        }
    }

    /// <summary>Reads the items of an invoice, and all of the periods that they bill, with what drafts of credit notes of any invoice are to credit of these.</summary>
    internal static async Task<CreditedItems> ItemsAsync(IPsaSession session, Invoice invoice, InvoiceBalance balance, CancellationToken cancellationToken)
    {
        var items = (await ItemsAndLedgersAsync(session, invoice, balance, cancellationToken).ConfigureAwait(false)).Items;
        var elsewhere = new Dictionary<Id<SalesItem>, Money>();
        foreach (var own in items.Others().Where(static other => other.Invoice is not null).GroupBy(static other => other.Invoice!.Value).ToList())
        {
            if (await session.Of<Invoice>().FindAsync(own.Key, cancellationToken).ConfigureAwait(false) is not { Kind: InvoiceKind.Invoice } other || other.Status != InvoiceStatus.Issued
                || await session.BalanceAsync(other, cancellationToken).ConfigureAwait(false) is not { CreditNotes.IsEmpty: false } state)
            {
                continue;
            }

            foreach (var (item, amount) in new CreditedItems(other, state, [.. own], []).AllDrafted())
            {
                elsewhere[item] = amount;
            }
        }

        return elsewhere.Count == 0 ? items : items.With(elsewhere);
    }

    /// <summary>Reads the same without drafts of other invoices, and with the ledgers of their parts, which are read first: who writes them so conflicts with a run that bills a correction meanwhile.</summary>
    internal static async Task<(CreditedItems Items, Dictionary<Guid, PartLedger> Ledgers)> ItemsAndLedgersAsync(IPsaSession session, Invoice invoice, InvoiceBalance balance, CancellationToken cancellationToken)
    {
        var items = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([invoice.Id]), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var ledgers = new Dictionary<Guid, PartLedger>();
        foreach (var source in items.Where(static item => item.PeriodStart is not null).Select(static item => item.SourceId).Distinct())
        {
            if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(new Id<ContractPart>(source)), cancellationToken).ConfigureAwait(false) is { } ledger)
            {
                ledgers.Add(source, ledger);
            }
        }

        // and so do those of deposits, which who deducts them writes too
        foreach (var deposit in items.Where(static item => item.Source == SalesItemSource.Deposit).Select(static item => item.SourceId).Distinct())
        {
            _ = session is Step step ? await step.KnowAsync(new(deposit), cancellationToken).ConfigureAwait(false) : null;
        }

        var others = new Dictionary<Id<SalesItem>, SalesItem>();
        var seen = new HashSet<(SalesItemSource, Guid, LocalDate)>();
        foreach (var item in items)
        {
            if (item.PeriodStart is { } period && seen.Add((item.Source, item.SourceId, period)))
            {
                await foreach (var other in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(item.Source, item.SourceId, period), cancellationToken).ConfigureAwait(false))
                {
                    others[other.Id] = other;
                }
            }
        }

        // queries see what is committed: what the step made or changed is put in
        foreach (var other in (session as Step)?.Items.Values ?? Enumerable.Empty<SalesItem>())
        {
            if (others.ContainsKey(other.Id) || (other.PeriodStart is { } period && seen.Contains((other.Source, other.SourceId, period))))
            {
                others[other.Id] = other;
            }
        }

        return (new(invoice, balance, items, others.Values), ledgers);
    }
}
