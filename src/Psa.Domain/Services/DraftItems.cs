using NodaTime;
using Psa.Customers;
using Psa.Events;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// What saving billing information means for sales items, whoever saves it: complete information turns all of the customer's drafts to Pending in the same commit,
/// and it can't be taken away while items wait.
/// </summary>
internal static class DraftItems
{
    /// <summary>Stages a customer whose billing information may have changed, and what follows from it.</summary>
    internal static async Task<Customer> SaveAsync(this Step step, Customer before, Customer after, CancellationToken cancellationToken)
    {
        await step.RequireReferencesAsync(after.BillingInformation, before.BillingInformation, cancellationToken).ConfigureAwait(false);
        if (before.CanBeBilled() != after.CanBeBilled())
        {
            // neither an item by hand nor a run that read the customer before may pass this
            (await step.GuardItemsAsync(after.Id, cancellationToken).ConfigureAwait(false)).Write();
            step.BillabilityChanged(after.Id);
        }

        if (before.CanBeBilled() && !after.CanBeBilled())
        {
            await step.RequireNothingPendingAsync(after, cancellationToken).ConfigureAwait(false);
        }

        if (after.CanBeBilled() && !before.CanBeBilled())
        {
            await step.PromoteAsync(after, cancellationToken).ConfigureAwait(false);
        }

        if (KindOf(before, after) is { } kind)
        {
            step.Append(kind, after.Id);
        }

        return step.Of<Customer>().Update(after);
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

    private static async Task RequireNothingPendingAsync(this IPsaSession session, Customer customer, CancellationToken cancellationToken)
    {
        if (await session.ItemsOf(customer, SalesItemStatus.Pending, cancellationToken).HasAnyAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new RuleViolationException(
                CustomerErrors.BillingInformationInUse,
                "Sales items wait to be billed with this billing information: bill or cancel them first, or keep it complete.",
                customer.Id.Value);
        }
    }

    private static async Task PromoteAsync(this Step session, Customer customer, CancellationToken cancellationToken)
    {
        var drafts = await session.ItemsOf(customer, SalesItemStatus.Draft, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        session.Of<SalesItem>().UpdateRange(drafts.ConvertAll(item => item.Complete()));
    }

    private static IAsyncEnumerable<SalesItem> ItemsOf(this IPsaSession session, Customer customer, SalesItemStatus status, CancellationToken cancellationToken) =>
        session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(IdRange<Customer>.Of(customer.Id), status, LocalDate.MaxIsoValue), cancellationToken);
}
