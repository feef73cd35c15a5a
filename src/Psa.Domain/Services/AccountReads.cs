using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads the accounts of payers: their entries, then their issued documents, so that the document of each entry is there.</summary>
internal static class AccountReads
{
    private const int ChunkSize = 200;

    /// <summary>Reads the accounts of a payer as of a day.</summary>
    internal static async Task<AccountBook> BookOfAsync(this IPsaSession session, Id<Customer> payer, LocalDate asOf, CancellationToken cancellationToken) =>
        (await session.BooksOfAsync([payer], entity: null, asOf, cancellationToken).ConfigureAwait(false))[payer];

    /// <summary>Reads the accounts of some payers as of a day, with one billing entity or with all.</summary>
    internal static async Task<Dictionary<Id<Customer>, AccountBook>> BooksOfAsync(
        this IPsaSession session, IReadOnlyCollection<Id<Customer>> payers, Id<BillingEntity>? entity, LocalDate asOf, CancellationToken cancellationToken)
    {
        var books = payers.ToDictionary(static payer => payer, payer => new AccountBook(payer, asOf));
        await foreach (var entry in session.Of<PaymentEntry>().QueryAsync(PaymentEntryRecords.OfPayers(payers, asOf), cancellationToken).ConfigureAwait(false))
        {
            if (entity is null || entry.BillingEntity == entity)
            {
                books[entry.Payer].Add(entry);
            }
        }

        await foreach (var document in session.Of<Invoice>().QueryAsync(InvoiceRecords.OfPayers(payers, asOf), cancellationToken).Where(static one => one.Status == InvoiceStatus.Issued).ConfigureAwait(false))
        {
            if (entity is null || document.BillingEntity == entity)
            {
                books[document.Customer].Add(document);
            }
        }

        return books;
    }

    /// <summary>Reads the orders of some payers of which something is to come: the submitted ones, and those of which items wait or stand on drafts, each as what is issued leaves it.</summary>
    /// <param name="session">The session; of a step what it staged counts.</param>
    /// <param name="payers">The payers.</param>
    /// <param name="changed">An order as a step leaves it, or <see langword="null"/>: queries see what is committed alone.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<Dictionary<Id<Customer>, List<Order>>> OrdersOfAsync(
        this IPsaSession session, IReadOnlyCollection<Id<Customer>> payers, Order? changed, CancellationToken cancellationToken)
    {
        var orders = await session.Of<Order>().QueryAsync(OrderRecords.SubmittedOf(payers), cancellationToken).ToDictionaryAsync(static order => order.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var waiting = (await session.WaitingItemsAsync(payers, changed, cancellationToken).ConfigureAwait(false)).ToLookup(static item => new Id<Order>(item.SourceId));
        var closed = waiting.Select(static own => own.Key).Where(id => !orders.ContainsKey(id)).ToList();
        if (closed.Count > 0)
        {
            await foreach (var order in session.Of<Order>().QueryAsync(RecordType<Order>.Of(closed), cancellationToken).ConfigureAwait(false))
            {
                orders.Add(order.Id, order);
            }
        }

        if (changed is not null)
        {
            orders[changed.Id] = changed;
        }

        var own = orders.Values.ToLookup(static order => order.Customer, order => OrderExposure.AsIssued(order, waiting[order.Id]));
        return payers.ToDictionary(static payer => payer, payer => own[payer].ToList());
    }

    // of those who are paid for, what waits; of the payers, what stands on drafts; and what a step does to both
    private static async Task<List<SalesItem>> WaitingItemsAsync(this IPsaSession session, IReadOnlyCollection<Id<Customer>> payers, Order? changed, CancellationToken cancellationToken)
    {
        var (items, drafted, customers) = (new Dictionary<Id<SalesItem>, SalesItem>(), new List<Id<SalesItem>>(), new List<Id<Customer>>());
        foreach (var payer in payers)
        {
            await foreach (var customer in session.Of<Customer>().QueryAsync(CustomerRecords.PaidBy(payer), cancellationToken).ConfigureAwait(false))
            {
                customers.Add(customer.Id);
            }

            await foreach (var draft in session.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfCustomer(payer), cancellationToken).ConfigureAwait(false))
            {
                drafted.AddRange(draft.Items.AsEnumerable().Where(static item => item.Source == SalesItemSource.Order).Select(static item => item.Item));
            }
        }

        foreach (var query in new[] { SalesItemStatus.Draft, SalesItemStatus.Pending }
            .Select(status => SalesItemRecords.OfEach(customers, status, LocalDate.MaxIsoValue))
            .Concat(drafted.Count == 0 ? [] : [RecordType<SalesItem>.Of(drafted)]))
        {
            await foreach (var item in session.Of<SalesItem>().QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                items[item.Id] = item;
            }
        }

        if (session is Step step)
        {
            foreach (var item in step.Items.Values.Concat(changed is null ? [] : await step.ItemsOfAsync(changed, cancellationToken).ConfigureAwait(false)))
            {
                items[item.Id] = item;
            }
        }

        return await session.NotIssuedAsync(items.Values, cancellationToken).ConfigureAwait(false);
    }

    // a document is found as a step leaves it: issued, drafted or deleted
    private static async Task<List<SalesItem>> NotIssuedAsync(this IPsaSession session, IEnumerable<SalesItem> items, CancellationToken cancellationToken)
    {
        var (open, issued) = (items.Where(static item => item is { Source: SalesItemSource.Order, Released: false }).ToList(), new HashSet<Id<Invoice>>());
        foreach (var document in open.Select(static item => item.Invoice).OfType<Id<Invoice>>().Distinct())
        {
            if (await session.Of<Invoice>().FindAsync(document, cancellationToken).ConfigureAwait(false) is { } found && found.Status != InvoiceStatus.Draft)
            {
                issued.Add(document);
            }
        }

        return open.FindAll(item => item.Invoice is { } document ? !issued.Contains(document) : item.IsEditable());
    }

    /// <summary>Streams the ids of customers in chunks, in their order: of all, or of an actor's own.</summary>
    internal static async IAsyncEnumerable<Id<Customer>[]> ChunksAsync(this IPsaSession session, IReadOnlyCollection<Id<Customer>>? own, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (own is not null)
        {
            foreach (var some in own.Order().Chunk(ChunkSize))
            {
                yield return some;
            }

            yield break;
        }

        for (Id<Customer>? after = null; ;)
        {
            var page = await session.Of<Customer>().QueryAsync(CustomerRecords.Between(after, through: null).Take(ChunkSize), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            if (page.Count > 0)
            {
                yield return [.. page.Select(static customer => customer.Id)];
            }

            if (page.Count < ChunkSize)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }
}
