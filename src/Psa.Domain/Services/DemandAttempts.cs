using NodaTime;
using Psa.Access;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes steps for demands.</summary>
internal static class DemandAttempts
{
    /// <summary>Takes a step for a demand; see <see cref="Attempts"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="actor">Who.</param>
    /// <param name="source">What the demand is for.</param>
    /// <param name="work">Reads and stages; called anew with each attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task<T> StepAsync<T>(this IPsaStore store, IClock clock, Actor actor, DemandSource source, Func<Step, DemandInHand, Task<T>> work, CancellationToken cancellationToken) =>
        store.StepAsync(clock, actor, step => store.AttemptAsync(step, source, hand => work(step, hand), cancellationToken), cancellationToken);

    /// <summary>Does what a step is to do for a demand; see <see cref="Attempts"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="step">The step.</param>
    /// <param name="source">What the demand is for.</param>
    /// <param name="work">Reads and stages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task<T> AttemptAsync<T>(this IPsaStore store, Step step, DemandSource source, Func<DemandInHand, Task<T>> work, CancellationToken cancellationToken) =>
        store.AttemptAsync(step, nameof(Demand), Demands.IdOf(step.Tenant, source).Value, (session, cancelled) => new ValueTask<DemandInHand>(DemandInHand.ReadAsync(session, source, cancelled)), work, cancellationToken);
}
