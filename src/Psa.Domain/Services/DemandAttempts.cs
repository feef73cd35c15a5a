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
        return store.StepAsync(clock, actor, step => store.AttemptAsync(step, source, static _ => Task.FromResult(true), hand => work(step, hand), cancellationToken), cancellationToken);
    }

    /// <summary>Does what a step is to do for a demand; a refusal is asked again when somebody else changed the demand, or what else was read, meanwhile.</summary>
    /// <param name="store">The store.</param>
    /// <param name="step">The step.</param>
    /// <param name="source">What the demand is for.</param>
    /// <param name="isSame">Tells whether what else was read is still as it was.</param>
    /// <param name="work">Reads and stages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<T> AttemptAsync<T>(
        this IPsaStore store, Step step, DemandSource source, Func<IPsaSession, Task<bool>> isSame, Func<DemandInHand, Task<T>> work, CancellationToken cancellationToken)
    {
        var hand = await DemandInHand.ReadAsync(step, source, cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(hand).ConfigureAwait(false);
        }
        catch (RuleViolationException)
        {
            if (store.IsInHostTransaction || await store.ReadAsync(step.Tenant, IsSameAsync, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            throw new ConcurrencyConflictException(nameof(Demand), hand.Demand.Id.Value, hand.Demand.Version, hand.Demand.Version);
        }

        async Task<bool> IsSameAsync(IPsaSession session) =>
            await DemandInHand.ReadAsync(session, source, cancellationToken).ConfigureAwait(false) == hand && await isSame(session).ConfigureAwait(false);
    }
}
