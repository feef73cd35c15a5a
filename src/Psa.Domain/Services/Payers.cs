using System.Linq;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Finds who pays for whom, and who gets another payer.</summary>
internal static class Payers
{
    private const int ChunkSize = 500;

    /// <summary>Gives who pays for a customer.</summary>
    internal static ValueTask<Customer> PayerOfAsync(this IPsaSession session, Customer customer, CancellationToken cancellationToken) =>
        customer.Payer == customer.Id ? ValueTask.FromResult(customer) : session.Of<Customer>().RequireAsync(customer.Payer, cancellationToken);

    /// <summary>Gives a customer and who pays for it, guarded: neither may change who pays, nor whether the payer can be billed, beside the step.</summary>
    internal static async Task<(Customer Customer, Customer Payer)> GuardPayerAsync(this Step step, Id<Customer> id, CancellationToken cancellationToken)
    {
        var customer = await step.Of<Customer>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            (await step.GuardItemsAsync(customer.Payer, cancellationToken).ConfigureAwait(false)).Write();
            var guarded = await step.Of<Customer>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            if (guarded.Payer == customer.Payer)
            {
                return (guarded, await step.PayerOfAsync(guarded, cancellationToken).ConfigureAwait(false));
            }

            customer = guarded;
        }
    }

    /// <summary>Gives who pays for an item that waits, guarded: who was invoiced for what it corrects, else who pays for its customer.</summary>
    internal static async Task<Customer> WhoPaysAsync(this Step step, SalesItem item, CancellationToken cancellationToken)
    {
        if (item.Payer is not { } kept)
        {
            return (await step.GuardPayerAsync(item.Customer, cancellationToken).ConfigureAwait(false)).Payer;
        }

        (await step.GuardItemsAsync(kept, cancellationToken).ConfigureAwait(false)).Write();
        return await step.Of<Customer>().RequireAsync(kept, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists who gets another payer when a customer is saved: the customer, and all below it whose billing goes up to it.</summary>
    internal static async Task<List<Customer>> MovedAsync(this IPsaSession session, Customer before, Customer after, CancellationToken cancellationToken)
    {
        var moved = new List<Customer>();
        for (List<Customer> level = after.Payer == before.Payer ? [] : [after]; level.Count > 0;)
        {
            moved.AddRange(level);
            var below = new List<Customer>();
            foreach (var parents in level.Select(static customer => customer.Id).Chunk(ChunkSize))
            {
                await foreach (var child in session.Of<Customer>().QueryAsync(CustomerRecords.Below(parents), cancellationToken).ConfigureAwait(false))
                {
                    if (child.ConsolidateBilling)
                    {
                        below.Add(child with { Payer = after.Payer });
                    }
                }
            }

            below.Sort(RecordType<Customer>.ById);
            level = below;
        }

        return moved;
    }

    /// <summary>Lists the customers that one pays for, itself included.</summary>
    internal static async Task<List<Id<Customer>>> PayeesOfAsync(this IPsaSession session, Id<Customer> payer, CancellationToken cancellationToken)
    {
        var payees = await session.Of<Customer>().QueryAsync(CustomerRecords.PaidBy(payer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return payees.ConvertAll(static customer => customer.Id);
    }
}
