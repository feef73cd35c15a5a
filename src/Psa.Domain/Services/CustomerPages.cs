using Psa.Customers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Cuts the customers into pages by who pays. A page ends after the payer that fills it, so that no family is ever split.</summary>
internal static class CustomerPages
{
    /// <summary>Reads the next families.</summary>
    /// <param name="session">The session.</param>
    /// <param name="after">The payer after which the page begins, or <see langword="null"/> for the beginning.</param>
    /// <param name="through">The last payer, included, or <see langword="null"/> for all there are.</param>
    /// <param name="size">How many customers fill a page; it holds more where a family ends later.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<CustomerPage> ReadAsync(IPsaSession session, Id<Customer>? after, Id<Customer>? through, int size, CancellationToken cancellationToken)
    {
        var page = new CustomerPage([], IsLast: false, []);
        if (await AddAsync(session, page, CustomerRecords.PaidForBetween(after, through), skip: 0, size, cancellationToken).ConfigureAwait(false))
        {
            return page with { IsLast = true };
        }

        var last = page.Customers[^1];
        await AddAsync(session, page, CustomerRecords.PaidBy(last.Payer, last.Id), skip: 0, count: null, cancellationToken).ConfigureAwait(false);
        return page;
    }

    /// <summary>Reads the next families of some payers; of all, when none are named.</summary>
    internal static async Task<CustomerPage> ReadAsync(
        IPsaSession session, ValueList<Id<Customer>> payers, Id<Customer>? after, Id<Customer>? through, int size, CancellationToken cancellationToken)
    {
        if (payers.IsEmpty)
        {
            return await ReadAsync(session, after, through, size, cancellationToken).ConfigureAwait(false);
        }

        var page = new CustomerPage([], IsLast: false, []);
        foreach (var payer in payers)
        {
            if ((after is { } last && payer <= last) || (through is { } bound && payer > bound))
            {
                continue;
            }

            if (page.Customers.Count >= size)
            {
                return page;
            }

            await AddAsync(session, page, CustomerRecords.PaidBy(payer), skip: 0, count: null, cancellationToken).ConfigureAwait(false);
        }

        return page with { IsLast = true };
    }

    /// <summary>Finds who pays for the customer at a place in the order of payer and id, or for the next that can be read; <see langword="null"/> when there is none.</summary>
    internal static async Task<Id<Customer>?> PayerAtAsync(IPsaSession session, long place, CancellationToken cancellationToken)
    {
        var page = new CustomerPage([], IsLast: false, []);
        await AddAsync(session, page, CustomerRecords.PaidForBetween(after: null, through: null), place, 1, cancellationToken).ConfigureAwait(false);
        return page.Last;
    }

    // reads on beyond what can't be read, until the last one read can be: only such a one says who pays. Tells whether that was all
    private static async Task<bool> AddAsync(IPsaSession session, CustomerPage page, Query<Customer> query, long skip, int? count, CancellationToken cancellationToken)
    {
        var (read, endsReadable) = (0, true);
        while (count is null || read < count || !endsReadable)
        {
            var rest = query.Pass(skip + read);
            rest = count is { } wanted ? rest.Take(Math.Max(wanted - read, 1)) : rest;
            try
            {
                await foreach (var customer in session.Of<Customer>().QueryAsync(rest, cancellationToken).ConfigureAwait(false))
                {
                    page.Customers.Add(customer);
                    endsReadable = true;
                    read++;
                }

                if (count is null || read < count || !endsReadable)
                {
                    return true;
                }
            }
            catch (StoreException broken) when (broken is { Code: StoreErrors.Unreadable, Ids.Count: 1 })
            {
                page.Unreadable.Add(broken);
                endsReadable = false;
                read++;
            }
        }

        return false;
    }
}
