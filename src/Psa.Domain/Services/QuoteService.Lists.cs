using System.Linq;
using Psa.Access;
using Psa.Lists;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Services;

/// <content>What is found by filters.</content>
public sealed partial class QuoteService
{
    /// <summary>Lists quotes by a filter of named fields, page by page; clients their own, from Active on. The fields are those of <see cref="ListFields"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page, as <see cref="FindAsync"/> shows them.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the request is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; <c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<Page<Quote>> SearchAsync(Actor actor, ListRequest request, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(request, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = actor.May(Permission.ViewQuotes) ? null : await session.OwnCustomersAsync(actor, cancellationToken).ConfigureAwait(false);
                var found = await ListSearch<Quote>.PageAsync(session, QuoteFields.All, request, page, QuoteRecords.SeenBy(own), cancellationToken).ConfigureAwait(false);
                return found with { Items = (await session.ShownAsync(found.Items.AsEnumerable(), cancellationToken).ConfigureAwait(false)).AsEnumerable().Select(quote => quote.For(actor)).ToValueList() };
            },
            cancellationToken);
    }
}
