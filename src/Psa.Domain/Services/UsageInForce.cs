using System.Linq;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Reads usage without what counts nowhere: rows of deliveries that haven't taken effect, and rows that were withdrawn.</summary>
internal static class UsageInForce
{
    /// <summary>Gives the deliveries that haven't taken effect: mostly none.</summary>
    internal static async Task<HashSet<Id<UsageDelivery>>> NotInEffectAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        (await AttemptsAsync(session, cancellationToken).ConfigureAwait(false)).Select(static attempt => attempt.Delivery).ToHashSet();

    /// <summary>Reads usage, and says which deliveries had not taken effect while it was read; it is read again when one began or took effect meanwhile.</summary>
    /// <param name="session">The session.</param>
    /// <param name="readAsync">Reads the usage, anew each time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<IReadOnlySet<Id<UsageDelivery>>> ReadUsageAsync(this IPsaSession session, Func<Task> readAsync, CancellationToken cancellationToken)
    {
        var before = await AttemptsAsync(session, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await readAsync().ConfigureAwait(false);
            var after = await AttemptsAsync(session, cancellationToken).ConfigureAwait(false);
            if (after.SetEquals(before))
            {
                return after.Select(static attempt => attempt.Delivery).ToHashSet();
            }

            before = after;
        }
    }

    /// <summary>Gives what deliveries of a source brought with some source ids, whether or not it counts: in the source's period, or in any when it has none.</summary>
    internal static async Task<List<UsageRecord>> DeliveredAsync(this IPsaSession session, UsageSource source, List<string> sourceIds, CancellationToken cancellationToken)
    {
        if (sourceIds.Count == 0)
        {
            return [];
        }

        var rows = await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfSourceIds(source.Code, sourceIds), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return source.Period is { } period ? rows.FindAll(row => row.SourcePeriod == period) : rows;
    }

    /// <summary>Tells whether another scope than a delivery's has one of some source ids.</summary>
    internal static async Task<bool> HasTakenAsync(this IPsaSession session, NewUsageDelivery delivery, List<string> sourceIds, CancellationToken cancellationToken)
    {
        var notInEffect = await session.NotInEffectAsync(cancellationToken).ConfigureAwait(false);
        var rows = await session.DeliveredAsync(new(delivery.SourceCode, delivery.Period), sourceIds, cancellationToken).ConfigureAwait(false);
        return rows.Exists(row => row.Scope != delivery.Scope && row.Counts(notInEffect));
    }

    private static async Task<HashSet<(Id<UsageDelivery> Delivery, Id<UsageDelivery> Attempt)>> AttemptsAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        var attempts = new HashSet<(Id<UsageDelivery>, Id<UsageDelivery>)>();
        await foreach (var delivery in session.Of<UsageDelivery>().QueryAsync(UsageDeliveryRecords.NotInEffect(), cancellationToken).ConfigureAwait(false))
        {
            attempts.Add((delivery.Id, delivery.Attempt));
        }

        return attempts;
    }
}
