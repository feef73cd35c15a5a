using NodaTime;
using Psa.Access;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Events;
using Psa.Numbering;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Service documents (R-SERVICE-DOCUMENT): what was performed and isn't billed by itself. Adjustments compare them with what was billed.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
public sealed class ServiceDocumentService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Writes a service document, a draft.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="document">What it says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored document; the one that an earlier call with the same id wrote.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or product.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>service_document.unknown_kind</c>, <c>service_document.line_missing</c>, <c>service_document.bad_line</c>; <c>service_document.number_missing</c>, <c>service_document.number_taken</c>, <c>numbering.not_confirmed</c>; <c>document.far_date</c>.
    /// </exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ServiceDocument> WriteAsync(Actor actor, NewServiceDocument document, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(document);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (document.Id is { } given && await step.Of<ServiceDocument>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Customer == document.Customer ? made : throw new ConcurrencyConflictException(nameof(ServiceDocument), given.Value, 0, made.Version);
                }

                var kind = ServiceDocuments.KindOf(await step.SettingsAsync(cancellationToken).ConfigureAwait(false), document.Kind);
                var customer = await step.Of<Customer>().RequireAsync(document.Customer, cancellationToken).AsTask().AtAsync(nameof(document.Customer)).ConfigureAwait(false);
                await RequireAsync(step, document.Content, [], cancellationToken).ConfigureAwait(false);
                var written = step.Of<ServiceDocument>().Add(new()
                {
                    Id = document.Id.OrNext(ids),
                    Tenant = step.Tenant,
                    Number = await step.WorkNumberAsync(document.Number, NumberPurpose.ServiceDocument, customer, ServiceDocumentRecords.OfNumber, cancellationToken).ConfigureAwait(false),
                    Kind = kind.Code,
                    Pane = kind.IsAgreement ? AdjustmentPane.Billed : AdjustmentPane.Performed,
                    Customer = document.Customer,
                    Date = document.Content.Date,
                    Status = ServiceDocumentLifecycle.Table.Initial,
                    Lines = document.Content.Lines,
                    Metadata = document.Metadata,
                });
                step.Append(EventKinds.ServiceDocumentChanged, written.Id, to: written.Status.Name);
                return written;
            },
            cancellationToken);
    }

    /// <summary>Writes all that a draft says anew.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The document, a draft.</param>
    /// <param name="content">All that it is to say.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored document.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document or product.</exception>
    /// <exception cref="RuleViolationException"><c>service_document.not_editable</c>, <c>service_document.line_missing</c>, <c>service_document.bad_line</c>; <c>document.far_date</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ServiceDocument> ChangeAsync(Actor actor, Id<ServiceDocument> id, ServiceContent content, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(content);
        return ChangeAsync(
            actor,
            id,
            async (step, before) =>
            {
                before.RequireEditable();
                await RequireAsync(step, content, before.Lines, cancellationToken).ConfigureAwait(false);
                return before with { Date = content.Date, Lines = content.Lines };
            },
            reason: null,
            cancellationToken);
    }

    /// <summary>Issues a draft: from then on it doesn't change, and adjustments compare it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The document; one that is issued already stays as it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored document.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>service_document.line_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ServiceDocument> IssueAsync(Actor actor, Id<ServiceDocument> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(before.Status == ServiceDocumentStatus.Issued ? before : before.Issue(actor)), reason: null, cancellationToken);
    }

    /// <summary>Cancels a document: it counts nowhere any more, and what adjustments took of it is offered back.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The document.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored document.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>adjustment.reason_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ServiceDocument> CancelAsync(Actor actor, Id<ServiceDocument> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(reason);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(before.Cancel(reason, actor)), reason, cancellationToken);
    }

    /// <summary>Sets a host's own keys on a document, wherever it stands.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The document.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored document.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ServiceDocument> SetMetadataAsync(Actor actor, Id<ServiceDocument> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(before with { Metadata = metadata }), reason: null, cancellationToken);
    }

    /// <summary>Finds a document.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ServiceDocument?> FindAsync(Actor actor, Id<ServiceDocument> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<ServiceDocument>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists documents by date, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<Page<ServiceDocument>> ListAsync(Actor actor, ServiceDocumentFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(actor.Tenant, session => session.PageAsync(ServiceDocumentRecords.Matching(filter), filter, page, cancellationToken), cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSalesItems, records);
    }

    private static async Task RequireAsync(Step step, ServiceContent content, ValueList<ServiceLine> before, CancellationToken cancellationToken)
    {
        ServiceDocuments.Require(content.Lines);
        await step.RequireNearAsync(content.Date, cancellationToken, nameof(content.Date)).ConfigureAwait(false);
        await step.RequireReferencesAsync(content.Lines, before, cancellationToken).ConfigureAwait(false);
    }

    private Task<ServiceDocument> ChangeAsync(Actor actor, Id<ServiceDocument> id, Func<Step, ServiceDocument, Task<ServiceDocument>> change, string? reason, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var before = await step.Of<ServiceDocument>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var after = await change(step, before).ConfigureAwait(false);
            if (after == before)
            {
                return before;
            }

            var moves = after.Status != before.Status;
            step.Append(EventKinds.ServiceDocumentChanged, id, moves ? before.Status.Name : null, moves ? after.Status.Name : null, reason);
            return step.Of<ServiceDocument>().Update(after);
        },
        cancellationToken);
}
