using NodaTime;
using Psa.Access;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes steps whose rules look at several records, read one after the other.</summary>
internal static class Attempts
{
    /// <summary>Takes a step about something. A refusal that was found while somebody else changed it may speak of both before and after: then it is asked again, of what they left.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="actor">Who.</param>
    /// <param name="id">The id of what it is about, for the conflict of whoever meets others each time.</param>
    /// <param name="read">Reads what it is about.</param>
    /// <param name="work">Reads and stages; called anew with each attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task<T> StepAsync<TFacts, T>(
        this IPsaStore store, IClock clock, Actor actor, Guid id, Func<IPsaSession, CancellationToken, ValueTask<TFacts>> read, Func<Step, TFacts, Task<T>> work, CancellationToken cancellationToken)
        where TFacts : IEquatable<TFacts>
    {
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var facts = await read(step, cancellationToken).ConfigureAwait(false);
                try
                {
                    return await work(step, facts).ConfigureAwait(false);
                }
                catch (RuleViolationException)
                {
                    if (store.IsInHostTransaction || facts.Equals(await store.ReadAsync(actor.Tenant, session => read(session, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false)))
                    {
                        throw;
                    }

                    throw new ConcurrencyConflictException(typeof(TFacts).Name, id, 0, 0);
                }
            },
            cancellationToken);
    }
}
