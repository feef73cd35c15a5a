using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Reads what a batch of payers with their customers needs in a handful of queries, whatever the number of customers.</summary>
internal static class BatchReader
{
    private const int ChunkSize = 500;

    /// <summary>Reads all that decides what a page of customers is billed. What can't be read of one keeps no other from being read.</summary>
    /// <param name="session">The session.</param>
    /// <param name="page">The customers.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="since">The day from which all usage and all items of what reads counters are wanted too; <see langword="null"/> for what a run must look at.</param>
    internal static async Task<(List<PayerFacts> Payers, BatchOthers.Others Others)> ReadAsync(
        IPsaSession session, List<Customer> page, BillingContext context, CancellationToken cancellationToken, LocalDate? since = null)
    {
        var read = new List<(Customer Payer, CustomerFacts Facts)>(page.Count);
        await AddAsync(session, page, context, since, read, cancellationToken).ConfigureAwait(false);
        var others = await BatchOthers.ReadAsync(session, read, cancellationToken).ConfigureAwait(false);
        var payers = new List<PayerFacts>(read.Count);
        for (var i = 0; i < read.Count;)
        {
            var payer = read[i].Payer;
            var family = new List<CustomerFacts>(1);
            for (; i < read.Count && read[i].Payer.Id == payer.Id; i++)
            {
                family.Add(read[i].Facts);
            }

            payers.Add(others.Customers.Count == 0 ? new() { Payer = payer, Customers = family } : new() { Payer = payer, Customers = family, Others = others.Customers });
        }

        return (payers, others);
    }

    private static async Task AddAsync(
        IPsaSession session, List<Customer> page, BillingContext context, LocalDate? since, List<(Customer Payer, CustomerFacts Facts)> read, CancellationToken cancellationToken)
    {
        try
        {
            read.AddRange(await ReadTogetherAsync(session, page, context, since, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception thrown) when (RunFaults.IsOfRecords(thrown) && page.Count == 1)
        {
            // its family goes on without it; without a payer that can be read, it stands alone
            var payer = page[0].Payer == page[0].Id || read.Count == 0 || read[^1].Payer.Id != page[0].Payer ? page[0] : read[^1].Payer;
            read.Add((payer, new() { Customer = page[0], Fault = thrown }));
        }
        catch (Exception thrown) when (RunFaults.IsOfRecords(thrown))
        {
            foreach (var customer in page)
            {
                await AddAsync(session, [customer], context, since, read, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<List<(Customer Payer, CustomerFacts Facts)>> ReadTogetherAsync(
        IPsaSession session, List<Customer> page, BillingContext context, LocalDate? since, CancellationToken cancellationToken)
    {
        // ledgers first: whoever changes a fact, or who pays, writes them, so what is read after them is what they know of, or the commit conflicts
        var places = new BatchPlaces(page);
        await places.ReadAsync(session, PartLedgerRecords.OfCustomers, PartLedgerRecords.OfEach, static l => l.Customer, static p => p.Ledgers, cancellationToken).ConfigureAwait(false);
        await places.ReadCustomersAsync(session, cancellationToken).ConfigureAwait(false);
        await places.ReadAsync(session, ContractRecords.OfCustomers, ContractRecords.OfEach, static c => c.Customer, static p => p.Contracts, cancellationToken).ConfigureAwait(false);
        await places.ReadAsync(session, ContractPartRecords.OfCustomers, ContractPartRecords.OfEach, static r => r.Customer, static p => p.Parts, cancellationToken).ConfigureAwait(false);
        await ReadOpenAsync(session, places, SalesItemStatus.Pending, context.Through, static p => p.Pending, cancellationToken).ConfigureAwait(false);
        await ReadOpenAsync(session, places, SalesItemStatus.Draft, context.Through, static p => p.Drafts, cancellationToken).ConfigureAwait(false);
        var (batch, payers) = (new List<(Customer Payer, CustomerFacts Facts)>(page.Count), new Dictionary<Id<Customer>, Customer>(page.Count));
        foreach (var place in places.Taken)
        {
            payers[place.Customer!.Id] = place.Customer;
        }

        foreach (var place in places.Taken)
        {
            var customer = place.Customer!;
            if (!payers.TryGetValue(customer.Payer, out var payer))
            {
                payers.Add(customer.Payer, payer = await session.Of<Customer>().RequireAsync(customer.Payer, cancellationToken).ConfigureAwait(false));
            }

            batch.Add((payer, new()
            {
                Customer = customer,
                Contracts = place.Contracts,
                Parts = place.Parts,
                Ledgers = place.Ledgers,
                OpenItems = place.Drafts.Count == 0 ? place.Pending : [.. place.Pending, .. place.Drafts],
                Usage = place.Usage,
            }));
        }

        await AddUsageAndHistoryAsync(session, places, batch, context, since, cancellationToken).ConfigureAwait(false);
        await AddDraftsAsync(session, batch, cancellationToken).ConfigureAwait(false);
        return batch;
    }

    // what stands on a draft is corrected once that is issued or deleted: whoever deletes one, or takes items off it, writes their ledgers
    private static async Task AddDraftsAsync(IPsaSession session, List<(Customer Payer, CustomerFacts Facts)> batch, CancellationToken cancellationToken)
    {
        var payers = new HashSet<Id<Customer>>();
        for (var i = 0; i < batch.Count; i++)
        {
            var facts = batch[i].Facts;
            if (facts is { OpenItems.Count: 0, History.Count: 0 })
            {
                continue;
            }

            foreach (var item in facts.History.Values.SelectMany(static items => items))
            {
                if (item is { Invoice: not null, Payer: { } payer })
                {
                    payers.Add(payer);
                }
            }

            if (facts.OpenItems.Any(static item => item.IsOpenCorrection()))
            {
                batch[i] = (batch[i].Payer, facts with { Corrected = await session.CorrectedAsync(facts.OpenItems, cancellationToken).ConfigureAwait(false) });
            }
        }

        var drafts = new HashSet<Id<Invoice>>();
        foreach (var chunk in payers.Chunk(ChunkSize))
        {
            await foreach (var draft in session.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfCustomers(chunk), cancellationToken).ConfigureAwait(false))
            {
                drafts.Add(draft.Id);
            }
        }

        for (var i = 0; i < batch.Count && drafts.Count > 0; i++)
        {
            batch[i] = (batch[i].Payer, batch[i].Facts with { Drafts = drafts });
        }
    }

    private static Task ReadOpenAsync(
        IPsaSession session, BatchPlaces places, SalesItemStatus status, LocalDate through, Func<BatchPlaces.Place, List<SalesItem>> listOf, CancellationToken cancellationToken) =>
        places.ReadAsync(
            session,
            range => SalesItemRecords.OfCustomers(range, status, through),
            ids => SalesItemRecords.OfEach(ids, status, through),
            static item => item.Customer,
            listOf,
            cancellationToken);

    private static async Task AddUsageAndHistoryAsync(
        IPsaSession session, BatchPlaces places, List<(Customer Payer, CustomerFacts Facts)> batch, BillingContext context, LocalDate? since, CancellationToken cancellationToken)
    {
        LocalDate? usageFrom = null;
        for (var i = 0; i < batch.Count; i++)
        {
            Dictionary<Id<ContractPart>, IReadOnlyList<SalesItem>>? history = null;
            var facts = since is { } first ? UsageReconciliations.Widened(batch[i].Facts, first) : batch[i].Facts;
            foreach (var part in CustomerReconciliation.PartsOf(facts, batch[i].Payer, context, MayNeedMore))
            {
                if (!TryFindFirstSlot(part, out var from, out var needsHistory))
                {
                    continue;
                }

                if (part.Part.QuantitySource.Kind == QuantitySourceKind.Usage)
                {
                    usageFrom = OpenDates.Earlier(OpenDates.Earlier(usageFrom, from), since is { } day ? BillingSlots.StartOf(part.Contract, day) : null);
                }

                if (needsHistory)
                {
                    history ??= [];
                    history[part.Part.Id] = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfSource(part.Source, part.Part.Id.Value, from), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            if (history is not null)
            {
                batch[i] = (batch[i].Payer, batch[i].Facts with { History = history });
            }
        }

        if (usageFrom is { } firstUsed)
        {
            var last = LastUsageDay(batch, context);
            var notInEffect = await session.ReadUsageAsync(
                () =>
                {
                    places.ForgetUsage();
                    return places.ReadAsync(
                        session,
                        range => UsageRecords.OfCustomers(range, firstUsed, last),
                        ids => UsageRecords.OfEach(ids, firstUsed, last),
                        static usage => usage.Customer,
                        static place => place.Usage,
                        cancellationToken);
                },
                cancellationToken).ConfigureAwait(false);
            places.KeepUsage(usage => usage.Counts(notInEffect));
        }
    }

    private static bool MayNeedMore(ContractPart part, PartLedger? ledger) => part.QuantitySource.Kind == QuantitySourceKind.Usage || ledger?.DirtyFrom is not null;

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
    private static LocalDate LastUsageDay(List<(Customer Payer, CustomerFacts Facts)> batch, BillingContext context)
    {
        var last = context.Through;
        foreach (var (_, facts) in batch)
        {
            foreach (var ledger in facts.Ledgers)
            {
                last = ledger.Through > last ? ledger.Through.Value : last;
            }
        }

        return last;
    }
}
