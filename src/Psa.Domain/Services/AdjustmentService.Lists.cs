using System.Linq;
using Psa.Access;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Drafts of adjustments, lists and reports.</content>
public sealed partial class AdjustmentService
{
    /// <summary>Saves a selection as a draft: nothing is taken into account yet.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="adjustment">What is to be adjusted; a draft of its id is written anew.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or billing entity.</exception>
    /// <exception cref="RuleViolationException"><c>adjustment.bad_content</c>; <c>lifecycle.not_allowed</c>: it is no draft any more; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Adjustment> DraftAsync(Actor actor, NewAdjustment adjustment, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(adjustment);
        _ = AdjustmentRules.PeriodOf(adjustment.Content);
        _ = AdjustmentRules.RatesOf(adjustment.Content);
        AdjustmentRules.RequireOnce(adjustment.Content);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var content = adjustment.Content;
                var customer = await step.Of<Customer>().RequireAsync(content.Customer, cancellationToken).AsTask().AtAsync(nameof(content.Customer)).ConfigureAwait(false);
                var payer = await step.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false);
                var entity = await step.ChooseEntityAsync(content.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
                _ = await step.RequireProductAsync(content.Item, cancellationToken).AtAsync(nameof(content.Item)).ConfigureAwait(false);
                var draft = Draft(step, adjustment, await step.TodayAsync(cancellationToken).ConfigureAwait(false)) with { BillingEntity = entity.Id };
                if (adjustment.Id is not { } given || await step.Of<Adjustment>().FindAsync(given, cancellationToken).ConfigureAwait(false) is not { } before)
                {
                    step.Append(EventKinds.AdjustmentDrafted, draft.Id, to: draft.Status.Name);
                    return step.Of<Adjustment>().Add(draft);
                }

                // a step that would throw a draft away is allowed for drafts alone
                _ = AdjustmentLifecycle.Table.Next(before.Status, AdjustmentAction.Discard, actor, given.Value);
                var after = before with { Customer = draft.Customer, BillingEntity = draft.BillingEntity, Content = content, Metadata = draft.Metadata };
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.AdjustmentDrafted, given);
                return step.Of<Adjustment>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>Throws a draft away.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored adjustment.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such adjustment.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is no draft.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Adjustment> DiscardAsync(Actor actor, Id<Adjustment> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Adjustment>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var status = AdjustmentLifecycle.Table.Next(before.Status, AdjustmentAction.Discard, actor, id.Value);
                step.Append(EventKinds.AdjustmentDrafted, id, before.Status.Name, status.Name);
                return step.Of<Adjustment>().Update(before with { Status = status });
            },
            cancellationToken);
    }

    /// <summary>Sets a host's own keys on an adjustment, wherever it stands.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The adjustment.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored adjustment.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such adjustment.</exception>
    [RequiresPermission(Permission.CorrectInvoices)]
    public Task<Adjustment> SetMetadataAsync(Actor actor, Id<Adjustment> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Adjustment>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.Metadata == metadata)
                {
                    return before;
                }

                step.Append(EventKinds.AdjustmentDrafted, id);
                return step.Of<Adjustment>().Update(before with { Metadata = metadata });
            },
            cancellationToken);
    }

    /// <summary>Finds an adjustment.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The adjustment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The adjustment, or <see langword="null"/>: also when it doesn't concern a client alone.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<Adjustment?> FindAsync(Actor actor, Id<Adjustment> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(actor.Tenant, session => SeenAsync(session, actor, id, cancellationToken), cancellationToken);
    }

    /// <summary>Lists adjustments by date, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<Page<Adjustment>> ListAsync(Actor actor, AdjustmentFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewInvoices, Permission.CorrectInvoices, cancellationToken).ConfigureAwait(false);
                return await session.PageAsync(AdjustmentRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Reports an adjustment for people to read: one that is made, or what a preview gives.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Both panes, totals and differences; <see cref="AdjustmentReports"/> writes them as CSV and as plain text.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">A client asks for what isn't stored, or doesn't concern it alone: it is told what is stored.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<AdjustmentReport> ReportAsync(Actor actor, Adjustment adjustment, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Border.Check(adjustment);
        _ = AdjustmentRules.PeriodOf(adjustment.Content);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                if (!actor.ViewsAll(Permission.ViewInvoices, Permission.CorrectInvoices))
                {
                    adjustment = await SeenAsync(session, actor, adjustment.Id, cancellationToken).ConfigureAwait(false) ?? throw new EntityNotFoundException(nameof(Adjustment), adjustment.Id.Value);
                }

                var asked = adjustment.Lines.AsEnumerable().Select(static line => line.Line.Customer)
                    .Concat(adjustment.Unpriced.AsEnumerable().Select(static one => one.Line.Customer))
                    .Concat(adjustment.Differences.AsEnumerable().Select(static difference => difference.Buyer)).Append(adjustment.Customer);
                var found = await session.FindEachAsync(asked, cancellationToken).ConfigureAwait(false);
                return AdjustmentReports.Of(adjustment, id => found.TryGetValue(id, out var customer) ? $"{customer.Number} {customer.Name}" : id.ToString());
            },
            cancellationToken);
    }

    private static void RequireView(Actor actor, params ReadOnlySpan<Guid> records) => actor.RequireView(Permission.ViewInvoices, Permission.CorrectInvoices, Grants.Own, records);

    private static async Task<Adjustment?> SeenAsync(IPsaSession session, Actor actor, Id<Adjustment> id, CancellationToken cancellationToken)
    {
        var found = await session.Of<Adjustment>().FindAsync(id, cancellationToken).ConfigureAwait(false);
        return found is null || actor.ViewsAll(Permission.ViewInvoices, Permission.CorrectInvoices) ? found
            : found.Buyer is { } buyer && await session.Of<Customer>().FindAsync(buyer, cancellationToken).ConfigureAwait(false) is { } payer && actor.May(Permission.ViewInvoices, payer.OwnOf(actor)) ? found
            : null;
    }
}
