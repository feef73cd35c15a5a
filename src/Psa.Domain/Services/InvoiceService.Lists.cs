using System.Linq;
using Psa.Access;
using Psa.Invoices;
using Psa.Lists;
using Psa.Records;

namespace Psa.Services;

/// <content>What is found by filters.</content>
public sealed partial class InvoiceService
{
    /// <summary>Lists documents by a filter of named fields, page by page; clients what was issued to them. The fields are those of <see cref="ListFields"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; drafts show seller and buyer as they are stored now.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the request is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; <c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<Page<Invoice>> SearchAsync(Actor actor, ListRequest request, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(request, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = actor.May(Permission.ViewInvoices) ? null : await session.OwnCustomersAsync(actor, cancellationToken).ConfigureAwait(false);
                var found = await ListSearch<Invoice>.PageAsync(session, InvoiceFields.All, request, page, InvoiceRecords.SeenBy(own), cancellationToken).ConfigureAwait(false);
                return found with { Items = (await session.ShownAsync([.. found.Items], cancellationToken).ConfigureAwait(false)).Select(document => document.For(actor)).ToValueList() };
            },
            cancellationToken);
    }
}
