using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
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

    /// <summary>Reads the submitted orders of some payers.</summary>
    internal static async Task<Dictionary<Id<Customer>, List<Order>>> OrdersOfAsync(this IPsaSession session, IReadOnlyCollection<Id<Customer>> payers, CancellationToken cancellationToken)
    {
        var orders = payers.ToDictionary(static payer => payer, static _ => new List<Order>());
        await foreach (var order in session.Of<Order>().QueryAsync(OrderRecords.SubmittedOf(payers), cancellationToken).ConfigureAwait(false))
        {
            orders[order.Customer].Add(order);
        }

        return orders;
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
