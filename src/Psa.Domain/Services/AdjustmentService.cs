using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Records;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Billing adjustments: compares what was billed for a period with what was performed in it, and charges or credits the difference. What was taken into account is kept line by line, so whatever is selected again,
/// and whatever changes later, is counted once.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids of adjustments and of their documents.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="agreements">The host's own sources of what was billed.</param>
/// <param name="work">The host's own sources of what was performed.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class AdjustmentService(
    IPsaStore store,
    IClock clock,
    IIdGenerator ids,
    ITaxCalculator taxes,
    IEnumerable<IAgreementLines>? agreements = null,
    IEnumerable<IPerformedWork>? work = null,
    IEnumerable<ILanguage>? languages = null)
{
    private readonly LanguageSet _languages = new(languages ?? []);

    private AdjustmentReads Sources => field ??= new(taxes, _languages, [.. agreements ?? []], [.. work ?? []]);

    private AdjustmentMaking Making => field ??= new(Sources, new(ids, _languages), taxes, _languages, ids);

    /// <summary>Offers the lines of both panes of which something wasn't taken into account yet.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="content">For whom and which days; a selection in it counts for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lines, left ones first; what selects each stands beside it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or billing entity.</exception>
    /// <exception cref="RuleViolationException"><c>adjustment.bad_content</c>, <c>adjustment.currencies</c>; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>; <c>tax.no_default</c>, <c>tax.no_table</c>.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<ValueList<OfferedLine>> OfferAsync(Actor actor, AdjustmentContent content, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(content);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var facts = await Sources.ReadAsync(session, content, cancellationToken).ConfigureAwait(false);
                return AdjustmentRules.Offered(session.Tenant, facts.Offer(), facts.Considered);
            },
            cancellationToken);
    }

    /// <summary>Shows what an adjustment would be: the same code makes it, and nothing is stored.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="content">What is adjusted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The adjustment with its differences and documents, and what to look at.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, billing entity or product.</exception>
    /// <exception cref="RuleViolationException">What <see cref="CreateAsync(Actor, NewAdjustment, CancellationToken)"/> refuses, but an open period, lines that changed, and lines without a price or tax.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public async Task<AdjustmentPreview> PreviewAsync(Actor actor, AdjustmentContent content, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(content);
        var step = new Step(await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false), actor, clock.GetCurrentInstant());
        await using (step.ConfigureAwait(false))
        {
            var made = await Making.MakeAsync(step, Draft(step, new() { Content = content }, await step.TodayAsync(cancellationToken).ConfigureAwait(false)), isPreview: true, cancellationToken).ConfigureAwait(false);
            var product = await step.RequireProductAsync(content.Item, cancellationToken).ConfigureAwait(false);
            var warnings = new List<AdjustmentWarning>();
            var hasLeft = made.Lines.AsEnumerable().Any(static line => line.Pane == AdjustmentPane.Billed);
            var hasRight = made.Lines.AsEnumerable().Any(static line => line.Pane == AdjustmentPane.Performed);
            warnings.AddRange(hasLeft && !hasRight ? [AdjustmentWarning.BilledOnly] : []);
            warnings.AddRange(hasRight && !hasLeft ? [AdjustmentWarning.PerformedOnly] : []);
            warnings.AddRange(made.Documents.AsEnumerable().Any(static document => document.Item is not null && document.Credited.IsEmpty) && product?.Kind is not (ProductKind.Service or ProductKind.HourlyRate) ? [AdjustmentWarning.NoServiceItem] : []);
            warnings.AddRange(content.LastDay >= made.Date ? [AdjustmentWarning.PeriodOpen] : []);
            warnings.AddRange(made.Unpriced.IsEmpty ? [] : [AdjustmentWarning.Unpriced]);
            return new(made, warnings.ToValueList());
        }
    }

    /// <summary>Makes an adjustment: a draft of its id, or a new one. Making the same again gives the first one: the same criteria, selection, values and what was taken into account before.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="adjustment">What is adjusted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored adjustment. Its items wait for a run or stand on drafts, and its credit notes are drafts to be issued.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, billing entity or product.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: at once, the buyer's must be complete.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>adjustment.no_lines</c>, <c>adjustment.period_open</c>, <c>adjustment.changed</c>, <c>adjustment.no_price</c>, <c>adjustment.no_tax</c>, <c>adjustment.currencies</c>, <c>adjustment.exceeds_billed</c>, <c>adjustment.bad_content</c>;
    /// <c>document.far_date</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>, <c>numbering.date_before_last</c>; <c>lifecycle.not_allowed</c>.
    /// </exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Adjustment> CreateAsync(Actor actor, NewAdjustment adjustment, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(adjustment);
        return AgainAsync(() => store.StepAsync(clock, actor, step => CreateAsync(step, adjustment, cancellationToken), cancellationToken));
    }

    /// <summary>Takes an adjustment back, as long as nothing of it is issued: its documents go, and what it took into account is offered again, as the difference that it was.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The adjustment; one that is canceled already stays as it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored adjustment.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such adjustment.</exception>
    /// <exception cref="RuleViolationException"><c>adjustment.reason_missing</c>, <c>adjustment.billed</c>; <c>lifecycle.not_allowed</c>: it is a draft, which is discarded.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Adjustment> CancelAsync(Actor actor, Id<Adjustment> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(AdjustmentErrors.ReasonMissing, "Say why the adjustment is canceled.", id.Value).At("Reason");
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Adjustment>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.Status == AdjustmentStatus.Canceled)
                {
                    return before;
                }

                var status = AdjustmentLifecycle.Table.Next(before.Status, AdjustmentAction.Cancel, actor, id.Value);
                var lines = before.Lines.AsEnumerable().ToHashSet(ReferenceEqualityComparer.Instance);
                var apart = await ApartAsync(step, before, cancellationToken).ConfigureAwait(false);
                await (apart.Count == 0 ? step.OfferMissedAsync(before, cancellationToken, isUndone: true) : Task.CompletedTask).ConfigureAwait(false);
                foreach (var (document, nets) in apart)
                {
                    lines.ExceptWith(AdjustmentRules.LinesOf(before, document));
                    await (nets is null ? Task.CompletedTask : step.OfferAgainAsync(before, document, nets, cancellationToken)).ConfigureAwait(false);
                }

                // others count on those that charge back, which were drafted first
                foreach (var document in before.Documents.AsEnumerable().Reverse())
                {
                    if (!await TakeBackAsync(step, before, document, reason.Trim(), cancellationToken).ConfigureAwait(false))
                    {
                        lines.ExceptWith(AdjustmentRules.LinesOf(before, document));
                    }
                }

                await step.TakeBackAsync(before, lines.Cast<ComparedLine>(), cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.AdjustmentCanceled, id, before.Status.Name, status.Name, reason);
                return step.Of<Adjustment>().Update(before with { Status = status, Key = null, CancelReason = reason.Trim() });
            },
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.CorrectInvoices, records);
    }

    private static RuleViolationException Billed(Adjustment adjustment, Guid document, string instead) => new(AdjustmentErrors.Billed, instead, adjustment.Id.Value, document);

    // who adjusted or credited at the same moment, between two reads of a step, makes lines seem changed: looked at again, the same adjustment answers, and all else says it in its own words
    private async Task<Adjustment> AgainAsync(Func<Task<Adjustment>> create)
    {
        try
        {
            return await create().ConfigureAwait(false);
        }
        catch (RuleViolationException refusal) when (refusal.Code is AdjustmentErrors.Changed or AdjustmentErrors.ExceedsBilled or CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne && !store.IsInHostTransaction)
        {
            return await create().ConfigureAwait(false);
        }
    }

    private async Task<Adjustment> CreateAsync(Step step, NewAdjustment adjustment, CancellationToken cancellationToken)
    {
        var known = adjustment.Id is { } given ? await step.Of<Adjustment>().FindAsync(given, cancellationToken).ConfigureAwait(false) : null;
        if (known is not null && known.Status == AdjustmentStatus.Created && known.Content == adjustment.Content)
        {
            return known;
        }

        if (await step.Of<Adjustment>().FirstAsync(AdjustmentRecords.OfKey(AdjustmentRules.KeyOf(adjustment.Content)), cancellationToken).ConfigureAwait(false) is { } same)
        {
            return same;
        }

        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var draft = known is null ? Draft(step, adjustment, today) : known with { Content = adjustment.Content, Customer = adjustment.Content.Customer };
        var made = await Making.MakeAsync(step, draft, isPreview: false, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.AdjustmentMade, made.Id, to: made.Number);
        return known is null ? step.Of<Adjustment>().Add(made) : step.Of<Adjustment>().Update(made);
    }

    // where drafts of its credit notes were deleted singly, or an item that gives back was released, what these would have credited is offered already: the others are too by themselves
    private static async Task<List<(AdjustmentDocument Document, List<(Id<Invoice> Invoice, int Line, Money Net)>? Nets)>> ApartAsync(Step step, Adjustment adjustment, CancellationToken cancellationToken)
    {
        var credits = new List<(AdjustmentDocument, List<(Id<Invoice> Invoice, int Line, Money Net)>? Nets)>();
        foreach (var document in adjustment.Documents.AsEnumerable().Where(static document => !document.Credited.IsEmpty))
        {
            credits.Add((document, document.CreditNote is { } note
                ? (await step.Of<Invoice>().FindAsync(note, cancellationToken).ConfigureAwait(false))?.CreditedNets()
                : (await step.Of<SalesItem>().RequireAsync(document.Item!.Value, cancellationToken).ConfigureAwait(false)).Released ? null : []));
        }

        return credits.Exists(static one => one.Nets is null) ? credits : [];
    }

    // whether what it was made of is to be taken back: not where its item was released before
    private static async Task<bool> TakeBackAsync(Step step, Adjustment adjustment, AdjustmentDocument document, string reason, CancellationToken cancellationToken)
    {
        if (document.CreditNote is { } noteId)
        {
            if (await step.Of<Invoice>().FindAsync(noteId, cancellationToken).ConfigureAwait(false) is { } note)
            {
                _ = note.Status == InvoiceStatus.Draft
                    ? await CreditNoteDrafts.DeleteAsync(step, note, cancellationToken).ConfigureAwait(false)
                    : throw Billed(adjustment, noteId.Value, $"The credit note {note.Number} is issued: what it took too much is charged by an invoice. Drafts beside it can be deleted singly.");
            }

            return true;
        }

        var item = await step.Of<SalesItem>().RequireAsync(document.Item!.Value, cancellationToken).ConfigureAwait(false);
        if (item.Released)
        {
            return false;
        }

        if (item.Invoice is { } invoiceId && item.Status == SalesItemStatus.Invoiced)
        {
            var invoice = await step.Of<Invoice>().RequireAsync(invoiceId, cancellationToken).ConfigureAwait(false);
            if (invoice.Status != InvoiceStatus.Draft || invoice.Run is not null || invoice.Items.Count > 1)
            {
                throw Billed(
                    adjustment, invoiceId.Value, invoice.Status == InvoiceStatus.Draft ? "Its item stands on a draft with others, or on one of a run: take it off, or roll the run back, first." : $"Its invoice {invoice.Number} is issued: credit it whole with release, or void it.");
            }

            step.Append(EventKinds.InvoiceDeleted, invoiceId);
            step.Of<Invoice>().Remove(invoice);
        }

        if (item.Status == SalesItemStatus.Canceled)
        {
            step.Of<SalesItem>().Update(item.Release());
        }
        else
        {
            step.Withdraw([item], reason);
        }

        return true;
    }

    private Adjustment Draft(Step step, NewAdjustment adjustment, LocalDate today) => new()
    {
        Id = adjustment.Id.OrNext(ids),
        Tenant = step.Tenant,
        Status = AdjustmentLifecycle.Table.Initial,
        Customer = adjustment.Content.Customer,
        BillingEntity = adjustment.Content.BillingEntity ?? default,
        Date = today,
        Content = adjustment.Content,
        Metadata = adjustment.Metadata,
    };
}
