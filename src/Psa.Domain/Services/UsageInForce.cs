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
