using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Reads what a batch of customers needs in a handful of range queries, whatever the number of customers.</summary>
internal static class BatchReader
{
    /// <summary>Reads the next customers; the page ends before one that can't be read.</summary>
    internal static Task<CustomerPage> PageAsync(IPsaSession session, Id<Customer>? after, Id<Customer>? through, int size, CancellationToken cancellationToken) =>
        PageAsync(session, CustomerRecords.Between(after, through).Take(size), size, cancellationToken);

    internal static async Task<CustomerPage> PageAsync(IPsaSession session, Query<Customer> query, int size, CancellationToken cancellationToken)
    {
        var customers = new List<Customer>();
        try
        {
            await foreach (var customer in session.Of<Customer>().QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                customers.Add(customer);
            }
        }
        catch (StoreException broken) when (broken is { Code: StoreErrors.Unreadable, Ids.Count: 1 })
        {
            return new(customers, IsLast: false, customers.Count == 0 ? broken : null);
        }

        return new(customers, IsLast: customers.Count < size, Unreadable: null);
    }

    /// <summary>Reads all that decides what a page of customers is billed. What can't be read of one keeps no other from being read.</summary>
    internal static async Task<List<CustomerFacts>> ReadAsync(IPsaSession session, List<Customer> page, BillingContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadTogetherAsync(session, page, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception thrown) when (RunFaults.IsOfRecords(thrown) && page.Count == 1)
        {
            return [new() { Customer = page[0], Fault = thrown }];
        }
        catch (Exception thrown) when (RunFaults.IsOfRecords(thrown))
        {
            var batch = new List<CustomerFacts>(page.Count);
            foreach (var customer in page)
            {
                batch.AddRange(await ReadAsync(session, [customer], context, cancellationToken).ConfigureAwait(false));
            }

            return batch;
        }
    }

    private static async Task<List<CustomerFacts>> ReadTogetherAsync(IPsaSession session, List<Customer> page, BillingContext context, CancellationToken cancellationToken)
    {
        // ledgers first: whoever changes a fact writes them, so what is read after them is what they know of, or the commit conflicts
        var range = new IdRange<Customer>(page[0].Id, page[^1].Id);
        var ledgers = await ReadAsync(session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(range), cancellationToken), l => l.Customer).ConfigureAwait(false);
        var customers = await session.Of<Customer>().QueryAsync(CustomerRecords.In(range), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var contracts = await ReadAsync(session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(range), cancellationToken), c => c.Customer).ConfigureAwait(false);
        var parts = await ReadAsync(session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(range), cancellationToken), p => p.Customer).ConfigureAwait(false);
        var pending = await ReadAsync(session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(range, SalesItemStatus.Pending, context.Through), cancellationToken), i => i.Customer).ConfigureAwait(false);
        var drafts = await ReadAsync(session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(range, SalesItemStatus.Draft, context.Through), cancellationToken), i => i.Customer).ConfigureAwait(false);
        var batch = new List<CustomerFacts>(page.Count);
        foreach (var customer in customers)
        {
            batch.Add(new()
            {
                Customer = customer,
                Contracts = Of(contracts, customer),
                Parts = Of(parts, customer),
                Ledgers = Of(ledgers, customer),
                OpenItems = [.. Of(pending, customer), .. Of(drafts, customer)],
            });
        }

        await AddUsageAndHistoryAsync(session, range, batch, context, cancellationToken).ConfigureAwait(false);
        return batch;
    }

    private static async Task AddUsageAndHistoryAsync(
        IPsaSession session, IdRange<Customer> range, List<CustomerFacts> batch, BillingContext context, CancellationToken cancellationToken)
    {
        LocalDate? usageFrom = null;
        for (var i = 0; i < batch.Count; i++)
        {
            Dictionary<Id<ContractPart>, IReadOnlyList<SalesItem>>? history = null;
            foreach (var part in CustomerReconciliation.PartsOf(batch[i], context))
            {
                if (!TryFindFirstSlot(part, out var from, out var needsHistory))
                {
                    continue;
                }

                if (part.Part.QuantitySource.Kind == QuantitySourceKind.Usage)
                {
                    usageFrom = OpenDates.Earlier(usageFrom, from);
                }

                if (needsHistory)
                {
                    history ??= [];
                    history[part.Part.Id] = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfSource(part.Source, part.Part.Id.Value, from), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            if (history is not null)
            {
                batch[i] = batch[i] with { History = history };
            }
        }

        if (usageFrom is not { } first)
        {
            return;
        }

        var last = LastUsageDay(batch, context);
        var usage = await ReadAsync(session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(range, first, last), cancellationToken), u => u.Customer).ConfigureAwait(false);
        for (var i = 0; i < batch.Count; i++)
        {
            if (usage.TryGetValue(batch[i].Customer.Id, out var records))
            {
                batch[i] = batch[i] with { Usage = records };
            }
        }
    }

    private static bool TryFindFirstSlot(PartFacts part, out LocalDate from, out bool needsHistory)
    {
        try
        {
            (from, needsHistory) = PartBilling.FirstSlot(part);
            return true;
        }
#pragma warning disable CA1031 // a part that has no first slot says so itself when it is billed
        catch (Exception)
#pragma warning restore CA1031
        {
            (from, needsHistory) = (default, false);
            return false;
        }
    }

    // a part billed through a later date is reconciled through that date
    private static LocalDate LastUsageDay(List<CustomerFacts> batch, BillingContext context)
    {
        var last = context.Through;
        foreach (var facts in batch)
        {
            foreach (var ledger in facts.Ledgers)
            {
                last = ledger.Through > last ? ledger.Through.Value : last;
            }
        }

        return last;
    }

    private static async Task<Dictionary<Id<Customer>, List<T>>> ReadAsync<T>(IAsyncEnumerable<T> records, Func<T, Id<Customer>> customerOf)
    {
        var byCustomer = new Dictionary<Id<Customer>, List<T>>();
        await foreach (var record in records.ConfigureAwait(false))
        {
            var customer = customerOf(record);
            if (!byCustomer.TryGetValue(customer, out var list))
            {
                byCustomer.Add(customer, list = []);
            }

            list.Add(record);
        }

        return byCustomer;
    }

    private static List<T> Of<T>(Dictionary<Id<Customer>, List<T>> byCustomer, Customer customer) => byCustomer.GetValueOrDefault(customer.Id) ?? [];
}
