using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Invoices and credit notes. Clients see the documents of the customer they belong to and of those it pays for, once they are issued; a document belongs to who pays it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes ids of invoices by hand and of their items.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class InvoiceService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private const string Gone = "The draft it was written for was changed or deleted.";

    private readonly LanguageSet _languages = new(languages ?? []);

    /// <summary>Finds a document.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document, or <see langword="null"/>: also when it is none of a client's. A draft shows seller and buyer as they are stored now; who doesn't view the catalog isn't told where prices are from.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<Invoice?> FindAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && await IsSeenAsync(session, actor, found, cancellationToken).ConfigureAwait(false)
                    ? (await session.ShownAsync([found], cancellationToken).ConfigureAwait(false))[0].For(actor)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>Lists documents, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; drafts show seller and buyer as they are stored now.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>; <c>filter.computed_status</c>: the status follows from sums, and no document is stored with it.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public Task<Page<Invoice>> ListAsync(Actor actor, InvoiceFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(filter, page);
        if (filter.Status is { } status && status != InvoiceStatus.Draft && status != InvoiceStatus.Issued && status != InvoiceStatus.Deleted)
        {
            throw new RuleViolationException(FilterErrors.ComputedStatus, $"{status.Name} follows from what was paid and credited, and isn't stored with a document: list those that are Issued, and ask for open items or balances.").At(nameof(filter.Status));
        }

        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = actor.May(Permission.ViewInvoices) ? null : await session.OwnCustomersAsync(actor, cancellationToken).ConfigureAwait(false);
                var found = await session.PageAsync(InvoiceRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
                return found with { Items = (await session.ShownAsync([.. found.Items], cancellationToken).ConfigureAwait(false)).Select(document => document.For(actor)).ToValueList() };
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
        actor.Require(Permission.ViewInvoices, Grants.Own, records);
    }

    private static async Task<bool> IsSeenAsync(IPsaSession session, Actor actor, Invoice document, CancellationToken cancellationToken)
    {
        if (actor.May(Permission.ViewInvoices))
        {
            return true;
        }

        var payer = document.Status == InvoiceStatus.Issued ? await session.Of<Customer>().FindAsync(document.Customer, cancellationToken).ConfigureAwait(false) : null;
        return payer is not null && actor.May(Permission.ViewInvoices, payer.OwnOf(actor));
    }
}
