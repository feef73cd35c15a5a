using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Languages;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Quotes: from a draft to what the customer agreed to. Clients see those for the customer they belong to and for those it pays for, from Active on.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes ids of quotes and of what is made of them.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class QuoteService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly QuoteWriter _writer = new(taxes, new LanguageSet(languages ?? []));

    /// <summary>Finds a quote.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The revision.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The quote, or <see langword="null"/>: also when it is none of a client's. A draft shows seller and buyer as they are stored now; who doesn't view the catalog isn't told where prices are from.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<Quote?> FindAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Quote>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && await session.IsSeenAsync(actor, found, cancellationToken).ConfigureAwait(false)
                    ? (await session.ShownAsync([found], cancellationToken).ConfigureAwait(false))[0].For(actor)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>Lists quotes, page by page: each revision by itself.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page, as <see cref="FindAsync"/> shows them.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<Page<Quote>> ListAsync(Actor actor, QuoteFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = actor.May(Permission.ViewQuotes) ? null : await session.OwnCustomersAsync(actor, cancellationToken).ConfigureAwait(false);
                var found = await session.PageAsync(QuoteRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
                return found with { Items = (await session.ShownAsync(found.Items.AsEnumerable(), cancellationToken).ConfigureAwait(false)).AsEnumerable().Select(quote => quote.For(actor)).ToValueList() };
            },
            cancellationToken);
    }

    /// <summary>Lists all revisions of the number of a quote.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Any revision of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The revisions, the latest first, as <see cref="FindAsync"/> shows them; empty when there is no such quote, or it is none of a client's.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<ValueList<Quote>> RevisionsAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var seen = new List<Quote>();
                if (await session.Of<Quote>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Number: { } number } found)
                {
                    return ValueList<Quote>.Empty;
                }

                foreach (var revision in await session.Of<Quote>().QueryAsync(QuoteRecords.OfNumber(number, found.BillingEntity), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
                {
                    seen.AddRange(await session.IsSeenAsync(actor, revision, cancellationToken).ConfigureAwait(false) ? [revision] : []);
                }

                return (await session.ShownAsync(seen, cancellationToken).ConfigureAwait(false)).AsEnumerable().Select(quote => quote.For(actor)).ToValueList();
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, records);
    }

    private static void RequireView(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ViewQuotes, Grants.Own, records);
    }
}
