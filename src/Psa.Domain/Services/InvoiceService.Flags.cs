using System.Linq;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>What is done with issued documents: sending, export, payment links. It stands beside them.</content>
public sealed partial class InvoiceService
{
    private const int MostMarked = 1_000;

    /// <summary>Tells what was done with a document: whether it was sent and exported, and where it can be paid.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its flags, with version 0 when nothing was done with it; <see langword="null"/> when there is no such document, or it is none of a client's.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<InvoiceFlags?> FlagsAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && await IsSeenAsync(session, actor, found, cancellationToken).ConfigureAwait(false)
                    ? await FlagsOfAsync(session, id, cancellationToken).ConfigureAwait(false)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>Notes that a document was sent. Of several times the last is kept, and each has its event.</summary>
    /// <param name="actor">Who sent it.</param>
    /// <param name="id">The document.</param>
    /// <param name="to">To whom: an address, or a name.</param>
    /// <param name="by">How.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document's flags.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>invoice.not_issued</c>; <c>invoice.recipient_missing</c>.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<InvoiceFlags> MarkSentAsync(Actor actor, Id<Invoice> id, string to, DeliveryMethod by, CancellationToken cancellationToken = default)
    {
        RequireIssue(actor, id.Value);
        Border.Check(to);
        Border.Check(by);
        if (string.IsNullOrWhiteSpace(to))
        {
            throw new RuleViolationException(InvoiceErrors.RecipientMissing, "Say to whom the document was sent: an address, or a name.", id.Value).At("To");
        }

        return FlagAsync(actor, id, EventKinds.InvoiceSent, (step, flags) => flags with { Sent = new(step.Now, to.Trim(), by) }, cancellationToken);
    }

    /// <summary>Sets where a document can be paid online.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The document.</param>
    /// <param name="link">An absolute address, http or https; <see langword="null"/> takes it away.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document's flags.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>invoice.not_issued</c>; <c>invoice.bad_payment_link</c>.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<InvoiceFlags> SetPaymentLinkAsync(Actor actor, Id<Invoice> id, string? link, CancellationToken cancellationToken = default)
    {
        RequireIssue(actor, id.Value);
        Border.CheckOptional(link);
        if (link is not null && !(Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)))
        {
            throw new RuleViolationException(InvoiceErrors.BadPaymentLink, $"'{link}' is no address of the web: give it whole, with https://.", id.Value).At("Link");
        }

        return FlagAsync(actor, id, EventKinds.InvoicePaymentLinkSet, (_, flags) => flags with { PaymentLink = link }, cancellationToken);
    }

    /// <summary>
    /// Notes that documents were exported for accounting, today. The first day stays, the last becomes today. Call it when the export is where it belongs, so that none is marked
    /// that never arrived; a document that is exported again on the same day stays as it is.
    /// </summary>
    /// <param name="actor">Who exported them.</param>
    /// <param name="documents">Up to 1000 documents, all of them marked or none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many weren't exported before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>invoice.not_issued</c>.</exception>
    /// <exception cref="ValidationFailedException">They are too many.</exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<int> MarkExportedAsync(Actor actor, ValueList<Id<Invoice>> documents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.RecordPayments);
        Border.Check(documents);
        if (documents.Count > MostMarked)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, $"Mark at most {MostMarked} documents in a call, and the others in the next.", "Documents")]);
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (today, fresh) = (await step.TodayAsync(cancellationToken).ConfigureAwait(false), 0);
                foreach (var id in documents.AsEnumerable().Distinct())
                {
                    _ = await IssuedAsync(step, id, cancellationToken).ConfigureAwait(false);
                    var flags = await FlagsOfAsync(step, id, cancellationToken).ConfigureAwait(false);
                    fresh += flags.FirstExported is null ? 1 : 0;
                    Save(step, flags, flags with { FirstExported = flags.FirstExported ?? today, LastExported = today }, EventKinds.InvoiceExported);
                }

                return fresh;
            },
            cancellationToken);
    }

    private static void RequireIssue(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.IssueInvoices, records);
    }

    private static async Task<InvoiceFlags> FlagsOfAsync(IPsaSession session, Id<Invoice> document, CancellationToken cancellationToken)
    {
        var id = DerivedId.Create<InvoiceFlags>(session.Tenant, "invoice flags", document.ToString());
        return await session.Of<InvoiceFlags>().FindAsync(id, cancellationToken).ConfigureAwait(false) ?? new() { Id = id, Tenant = session.Tenant, Invoice = document };
    }

    private static async Task<Invoice> IssuedAsync(Step step, Id<Invoice> id, CancellationToken cancellationToken)
    {
        var document = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return document.Status != InvoiceStatus.Draft
            ? document
            : throw new RuleViolationException(InvoiceErrors.NotIssued, "The document is a draft: issue it first.", id.Value);
    }

    private static InvoiceFlags Save(Step step, InvoiceFlags before, InvoiceFlags after, string kind)
    {
        if (after == before)
        {
            return before;
        }

        step.Append(kind, before.Invoice);
        return before.Version == 0 ? step.Of<InvoiceFlags>().Add(after) : step.Of<InvoiceFlags>().Update(after);
    }

    private Task<InvoiceFlags> FlagAsync(Actor actor, Id<Invoice> id, string kind, Func<Step, InvoiceFlags, InvoiceFlags> change, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                _ = await IssuedAsync(step, id, cancellationToken).ConfigureAwait(false);
                var before = await FlagsOfAsync(step, id, cancellationToken).ConfigureAwait(false);
                return Save(step, before, change(step, before), kind);
            },
            cancellationToken);
}
