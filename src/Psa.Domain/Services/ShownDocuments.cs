using System.Linq;
using System.Runtime.CompilerServices;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what documents show of those who are stored beside them.</summary>
internal static class ShownDocuments
{
    private const int PageSize = 500;

    /// <summary>Lets drafts among documents show seller and buyer as they are stored now; issued ones are as they were.</summary>
    internal static async IAsyncEnumerable<Invoice> ShownAsync(this IPsaSession session, IAsyncEnumerable<Invoice> documents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<Invoice>();
        var entities = new Dictionary<Id<BillingEntity>, BillingEntity?>();
        await foreach (var document in documents.ConfigureAwait(false))
        {
            page.Add(document);
            if (page.Count == PageSize)
            {
                foreach (var shown in await ShownAsync(session, page, entities, cancellationToken).ConfigureAwait(false))
                {
                    yield return shown;
                }

                page.Clear();
            }
        }

        foreach (var shown in await ShownAsync(session, page, entities, cancellationToken).ConfigureAwait(false))
        {
            yield return shown;
        }
    }

    /// <summary>Lets drafts among the documents of a page show seller and buyer as they are stored now.</summary>
    internal static Task<IReadOnlyList<Invoice>> ShownAsync(this IPsaSession session, List<Invoice> page, CancellationToken cancellationToken) => ShownAsync(session, page, [], cancellationToken);

    /// <summary>Leaves empty what a reader of the documents doesn't see of them: where prices are from, for who doesn't view the catalog (R-VIEW).</summary>
    internal static Invoice For(this Invoice document, Actor actor) => document.LinesFor(actor) is var lines && lines == document.Lines ? document : document with { Lines = lines };

    /// <summary>Gives the lines of a document without what a reader doesn't see of them: where prices are from, and what bundles share by, for who doesn't view the catalog.</summary>
    internal static ValueList<DocumentLine> LinesFor(this Document document, Actor actor)
    {
        var lines = document.Lines;
        if (actor.May(Permission.ViewCatalog) || actor.May(Permission.ManageCatalog))
        {
            return lines;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Source is not null || lines[i].BundleShare is not null)
            {
                lines = lines.SetItem(i, lines[i] with { Source = null, BundleShare = null });
            }
        }

        return lines;
    }

    /// <summary>Reads who is billed by some documents, in one query. Who can't be read is left out: a damaged record keeps no document of others from its number.</summary>
    internal static async Task<Dictionary<Id<Customer>, Customer>> PayersOfAsync(this IPsaSession session, IEnumerable<Invoice> documents, CancellationToken cancellationToken)
    {
        var ids = documents.Select(static document => document.Customer).Distinct().ToList();
        var payers = new Dictionary<Id<Customer>, Customer>(ids.Count);
        try
        {
            await foreach (var payer in session.Of<Customer>().QueryAsync(RecordType<Customer>.Of(ids), cancellationToken).ConfigureAwait(false))
            {
                payers[payer.Id] = payer;
            }
        }
        catch (StoreException broken) when (broken.Code == StoreErrors.Unreadable)
        {
            foreach (var id in ids)
            {
                if (await session.ReadableAsync(id, cancellationToken).ConfigureAwait(false) is { } payer)
                {
                    payers[id] = payer;
                }
            }
        }

        return payers;
    }

    private static async Task<IReadOnlyList<Invoice>> ShownAsync(
        IPsaSession session, List<Invoice> page, Dictionary<Id<BillingEntity>, BillingEntity?> entities, CancellationToken cancellationToken)
    {
        var drafts = page.FindAll(static document => document.Status == InvoiceStatus.Draft);
        if (drafts.Count == 0)
        {
            return page;
        }

        var payers = await session.PayersOfAsync(drafts, cancellationToken).ConfigureAwait(false);
        var shown = new List<Invoice>(page.Count);
        foreach (var document in page)
        {
            if (document.Status == InvoiceStatus.Draft && !entities.ContainsKey(document.BillingEntity))
            {
                entities.Add(document.BillingEntity, await session.ReadableAsync(document.BillingEntity, cancellationToken).ConfigureAwait(false));
            }

            shown.Add(document.Status == InvoiceStatus.Draft && entities[document.BillingEntity] is { } entity ? document.Showing(entity, payers.GetValueOrDefault(document.Customer)) : document);
        }

        return shown;
    }

    private static async Task<T?> ReadableAsync<T>(this IPsaSession session, Id<T> id, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        try
        {
            return await session.Of<T>().FindAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException broken) when (broken.Code == StoreErrors.Unreadable)
        {
            return null;
        }
    }
}
