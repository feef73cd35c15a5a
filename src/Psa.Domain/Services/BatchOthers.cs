using System.Linq;
using Psa.Customers;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads the customers beside a batch that its items name, and who pays for them: who was invoiced before a payer changed, and whom items were moved to.</summary>
internal static class BatchOthers
{
    private static readonly Others None = new([], []);

    internal static async Task<Others> ReadAsync(IPsaSession session, List<(Customer Payer, CustomerFacts Facts)> batch, CancellationToken cancellationToken)
    {
        SortedSet<Id<Customer>>? named = null;
        foreach (var (payer, facts) in batch)
        {
            if (facts is { OpenItems.Count: 0, History.Count: 0 })
            {
                continue;
            }

            foreach (var item in facts.OpenItems.Concat(facts.History.Values.SelectMany(static items => items)))
            {
                if (item.Payer is { } invoiced && invoiced != payer.Id)
                {
                    (named ??= []).Add(invoiced);
                }

                if (item.Customer != facts.Customer.Id)
                {
                    (named ??= []).Add(item.Customer);
                }
            }

            foreach (var corrected in facts.Corrected.Values)
            {
                if (corrected.Payer is { } invoiced && invoiced != payer.Id)
                {
                    (named ??= []).Add(invoiced);
                }
            }
        }

        return named is null ? None : await ReadAsync(session, named, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Others> ReadAsync(IPsaSession session, SortedSet<Id<Customer>> named, CancellationToken cancellationToken)
    {
        // any of them may be the one who pays; guards first, so that what is read after them is what they guard
        var payers = new SortedSet<Id<Customer>>(named);
        foreach (var id in named)
        {
            payers.Add((await FindAsync(session, id, cancellationToken).ConfigureAwait(false))?.Payer ?? id);
        }

        var guards = new Dictionary<Id<Customer>, Guards.Guard>();
        if (session is Step step)
        {
            foreach (var payer in payers)
            {
                guards.Add(payer, await step.GuardItemsAsync(payer, cancellationToken).ConfigureAwait(false));
            }
        }

        var customers = new Dictionary<Id<Customer>, Customer>();
        foreach (var id in payers)
        {
            if (await FindAsync(session, id, cancellationToken).ConfigureAwait(false) is not { } customer)
            {
                continue;
            }

            customers.Add(id, guards.Count == 0 || guards.ContainsKey(customer.Payer) ? customer : throw new ConcurrencyConflictException(nameof(Customer), id.Value, 0, customer.Version));
        }

        return new(customers, guards);
    }

    // who can't be read is as if it weren't there: what waits for it says so
    private static async Task<Customer?> FindAsync(IPsaSession session, Id<Customer> id, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Of<Customer>().FindAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException broken) when (broken.Code == StoreErrors.Unreadable)
        {
            return null;
        }
    }

    /// <summary>The customers, and what guards those who pay, as it was read before them.</summary>
    internal sealed record Others(Dictionary<Id<Customer>, Customer> Customers, Dictionary<Id<Customer>, Guards.Guard> Guards)
    {
        /// <summary>Writes the guards of those by whom something was decided, so that neither their billing information nor who pays for whom changed since.</summary>
        internal void Guard(IReadOnlyList<PayerBilling> batch)
        {
            if (Guards.Count == 0)
            {
                return;
            }

            var decided = new SortedSet<Id<Customer>>();
            foreach (var billing in batch)
            {
                foreach (var item in billing.Items.Concat(billing.InvoicedItems))
                {
                    if ((item.Payer ?? Customers.GetValueOrDefault(item.Customer)?.Payer) is { } payer && payer != billing.Payer.Id && Guards.ContainsKey(payer))
                    {
                        decided.Add(payer);
                    }
                }
            }

            foreach (var payer in decided)
            {
                Guards[payer].Write();
            }
        }
    }
}
