using NodaTime;
using Psa.Access;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes steps for demands, whose goods and facts are read one after the other.</summary>
internal static class DemandAttempts
{
    /// <summary>Takes a step for a demand. A refusal that was found while somebody else changed the demand may speak of both before and after: then it is asked again, of what they left.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="actor">Who.</param>
    /// <param name="source">What the demand is for.</param>
    /// <param name="work">Reads and stages; called anew with each attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task<T> StepAsync<T>(this IPsaStore store, IClock clock, Actor actor, DemandSource source, Func<Step, DemandInHand, Task<T>> work, CancellationToken cancellationToken)
    {
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var hand = await DemandInHand.ReadAsync(step, source, cancellationToken).ConfigureAwait(false);
                try
                {
                    return await work(step, hand).ConfigureAwait(false);
                }
                catch (RuleViolationException)
                {
                    if (store.IsInHostTransaction || await store.ReadAsync(actor.Tenant, session => DemandInHand.ReadAsync(session, source, cancellationToken), cancellationToken).ConfigureAwait(false) == hand)
                    {
                        throw;
                    }

                    throw new ConcurrencyConflictException(nameof(Demand), hand.Demand.Id.Value, hand.Demand.Version, hand.Demand.Version);
                }
            },
            cancellationToken);
    }
}
