using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// What saving a customer means for sales items, whoever saves it. Complete billing information turns all drafts of those it pays for to Pending in the same commit, and it can't be
/// taken away while items of theirs wait; items never come to a payer that can't be billed.
/// </summary>
internal static class DraftItems
{
    private const int ChunkSize = 500;

    /// <summary>Stages a customer whose billing information may have changed, and what follows from it.</summary>
    internal static Task<Customer> SaveAsync(this Step step, Customer before, Customer after, CancellationToken cancellationToken) => step.SaveAsync(before, after, [], cancellationToken);

    /// <summary>Stages a customer whose billing information or payer may have changed, those who move with it to another payer, and what follows for their items.</summary>
    internal static async Task<Customer> SaveAsync(this Step step, Customer before, Customer after, List<Customer> moved, CancellationToken cancellationToken)
    {
        await step.RequireReferencesAsync(after.BillingInformation, before.BillingInformation, cancellationToken).ConfigureAwait(false);
        var changes = before.CanBeBilled() != after.CanBeBilled();
        if (changes || moved.Count > 0)
        {
            await step.GuardAsync(before, after, changes, cancellationToken).ConfigureAwait(false);
        }

        if (moved.Count > 0)
        {
            await step.MoveAsync(before.Payer, after, moved, cancellationToken).ConfigureAwait(false);
        }

        if (changes)
        {
            await step.ChangeAsync(after, isMoved: moved.Count > 0, cancellationToken).ConfigureAwait(false);
        }

        if (KindOf(before, after) is { } kind)
        {
            step.Append(kind, after.Id);
        }

        return step.Of<Customer>().Update(after);
    }

    // neither an item by hand nor a run that read the payers before may pass this
    private static async Task GuardAsync(this Step step, Customer before, Customer after, bool changes, CancellationToken cancellationToken)
    {
        var payers = new SortedSet<Id<Customer>> { before.Payer, after.Payer };
        if (changes)
        {
            payers.Add(after.Id);
        }

        foreach (var payer in payers)
        {
            (await step.GuardItemsAsync(payer, cancellationToken).ConfigureAwait(false)).Write();
        }
    }

    private static async Task MoveAsync(this Step step, Id<Customer> from, Customer after, List<Customer> moved, CancellationToken cancellationToken)
    {
        var payer = after.Payer == after.Id ? after : await step.PayerOfAsync(after, cancellationToken).ConfigureAwait(false);
        var customers = moved.ConvertAll(static customer => customer.Id);
        if (payer.CanBeBilled())
        {
            await step.CompleteAsync(customers, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var waiting = new SortedSet<Id<Customer>>();
            await foreach (var item in step.ItemsOfAsync(customers, SalesItemStatus.Pending, cancellationToken).ConfigureAwait(false))
            {
                waiting.Add(item.Customer);
            }

            // what stands on a draft waits again once the draft goes
            await foreach (var draft in step.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfCustomer(from), cancellationToken).ConfigureAwait(false))
            {
                waiting.UnionWith(draft.Items.AsEnumerable().Select(static item => item.Customer).Where(customers.Contains));
            }

            if (waiting.Count > 0)
            {
                throw new RuleViolationException(
                    CustomerErrors.PayerIncomplete,
                    $"{payer.Name} would pay, whose billing information is missing or incomplete, and sales items of {waiting.Count} customers wait to be billed: complete it, or bill them first.",
                    [.. waiting.Select(static customer => customer.Value)]);
            }
        }

        step.BillabilityChanged(customers);
        step.Of<Customer>().UpdateRange(moved.Skip(1));
    }

    // the billing information of one customer became complete, or isn't any more
    private static async Task ChangeAsync(this Step step, Customer after, bool isMoved, CancellationToken cancellationToken)
    {
        var payees = isMoved || after.Payer != after.Id ? [] : await step.PayeesOfAsync(after.Id, cancellationToken).ConfigureAwait(false);
        if (after.CanBeBilled())
        {
            await step.CompleteAsync(payees, cancellationToken).ConfigureAwait(false);
            var own = await step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPayer(after.Id, SalesItemStatus.Draft), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            step.Of<SalesItem>().UpdateRange(own.ConvertAll(static item => item.Complete()));
        }
        else if (await step.IsInUseAsync(after.Id, payees, cancellationToken).ConfigureAwait(false))
        {
            throw new RuleViolationException(
                CustomerErrors.BillingInformationInUse,
                "Sales items wait to be billed with this billing information, or stand on drafts: bill or cancel them first, or keep it complete.",
                after.Id.Value);
        }

        step.BillabilityChanged(payees);
    }

    private static async Task<bool> IsInUseAsync(this Step session, Id<Customer> payer, List<Id<Customer>> payees, CancellationToken cancellationToken) =>
        await session.ItemsOfAsync(payees, SalesItemStatus.Pending, cancellationToken).HasAnyAsync(cancellationToken).ConfigureAwait(false)
        || await session.Of<SalesItem>().FirstAsync(SalesItemRecords.OfPayer(payer, SalesItemStatus.Pending), cancellationToken).ConfigureAwait(false) is not null
        || await session.Of<Invoice>().FirstAsync(InvoiceRecords.DraftsOfCustomer(payer), cancellationToken).ConfigureAwait(false) is not null;

    private static async Task CompleteAsync(this Step step, List<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        var drafts = await step.ItemsOfAsync(customers, SalesItemStatus.Draft, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        step.Of<SalesItem>().UpdateRange(drafts.ConvertAll(static item => item.Complete()));
    }

    // items with a payer of their own wait for that one, whoever the customer's is
    private static async IAsyncEnumerable<SalesItem> ItemsOfAsync(
        this Step session, List<Id<Customer>> customers, SalesItemStatus status, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in customers.Chunk(ChunkSize))
        {
            await foreach (var item in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfEach(chunk, status, LocalDate.MaxIsoValue), cancellationToken).ConfigureAwait(false))
            {
                if (item.Payer is null)
                {
                    yield return item;
                }
            }
        }
    }

    private static string? KindOf(Customer before, Customer after)
    {
        if (before.BillingInformation == after.BillingInformation)
        {
            return null;
        }

        if (after.BillingInformation is null)
        {
            return EventKinds.BillingInformationRemoved;
        }

        return after.CanBeBilled() && !before.CanBeBilled() ? EventKinds.BillingInformationCompleted : EventKinds.BillingInformationChanged;
    }
}
