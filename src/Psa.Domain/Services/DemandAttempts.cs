using NodaTime;
using Psa.Access;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes steps for demands, whose goods and facts are read one after the other.</summary>
internal static class DemandAttempts
{
    private const int Most = 10;

    /// <summary>Takes a step for a demand. A refusal that was found while somebody else changed the demand may speak of both before and after: then it is asked again, of what they left.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="actor">Who.</param>
    /// <param name="source">What the demand is for.</param>
    /// <param name="work">Reads and stages; called anew with each attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<T> StepAsync<T>(this IPsaStore store, IClock clock, Actor actor, DemandSource source, Func<Step, DemandInHand, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            DemandInHand? seen = null;
            try
            {
                return await store.StepAsync(
                    clock,
                    actor,
                    async step =>
                    {
                        seen = await DemandInHand.ReadAsync(step, source, cancellationToken).ConfigureAwait(false);
                        return await work(step, seen).ConfigureAwait(false);
                    },
                    cancellationToken).ConfigureAwait(false);
            }
            catch (RuleViolationException) when (attempt < Most && seen is not null)
            {
                if (await store.ReadAsync(actor.Tenant, session => DemandInHand.ReadAsync(session, source, cancellationToken), cancellationToken).ConfigureAwait(false) == seen)
                {
                    throw;
                }
            }
        }
    }
}
