using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What a change of the catalog starts in its own commit: a run that prices open documents anew.</summary>
internal static class RepricingStarts
{
    /// <summary>
    /// Announces that the catalog prices something otherwise. A run for all documents that this may touch is staged with it, unless the tenant wants them to wait for their next step, or none
    /// is open.
    /// </summary>
    /// <param name="step">The step that changes the catalog.</param>
    /// <param name="ids">Makes the run's id.</param>
    /// <param name="cause">What changed, an event's kind.</param>
    /// <param name="record">The record that changed.</param>
    /// <param name="payers">Whose documents it touches; empty for all.</param>
    internal static void PricesChanged(this Step step, IIdGenerator ids, string cause, Guid record, ValueList<Id<Customer>> payers = default) => step.Announce(
        async (session, cancellationToken) =>
        {
            var settings = await session.SettingsAsync(cancellationToken).ConfigureAwait(false);
            if (settings.Repricing == RepricingTime.AtOnce
                && await session.FollowsAnyAsync(cancellationToken).ConfigureAwait(false))
            {
                session.Of<RepricingRun>().Add(NewRepricing(ids.Next<RepricingRun>(), step.Actor, step.Now, cause, record) with { Payers = payers });
            }
        });

    /// <summary>Starts to price anew what follows the catalog, when goods came of a product, or never did, whose price follows its current cost.</summary>
    internal static void CostChanged(this Step step, IIdGenerator ids, Id<Product> product) => step.Announce(
        async (session, cancellationToken) =>
        {
            if ((await session.SettingsAsync(cancellationToken).ConfigureAwait(false)).Repricing == RepricingTime.AtOnce
                && await session.FollowsAnyAsync(cancellationToken).ConfigureAwait(false)
                && await session.FollowsCostAsync(product, cancellationToken).ConfigureAwait(false))
            {
                session.Of<RepricingRun>().Add(NewRepricing(ids.Next<RepricingRun>(), step.Actor, step.Now, EventKinds.StockMoved, product.Value));
            }
        });

    private static async Task<bool> FollowsAnyAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        await session.Of<Invoice>().FirstAsync(InvoiceRecords.FollowingAfter(null), cancellationToken).ConfigureAwait(false) is not null
        || await session.Of<Quote>().FirstAsync(QuoteRecords.FollowingAfter(null), cancellationToken).ConfigureAwait(false) is not null
        || await session.Of<Order>().FirstAsync(OrderRecords.FollowingAfter(null), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Makes a run that has looked at nothing yet.</summary>
    internal static RepricingRun NewRepricing(Id<RepricingRun> id, Actor actor, Instant now, string cause, Guid? record) => new()
    {
        Id = id,
        Tenant = actor.Tenant,
        Cause = cause,
        Record = record,
        By = actor.User,
        ByName = actor.DisplayName,
        StartedAt = now,
    };
}
