using NodaTime;
using Psa.Access;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes steps whose rules look at several records, read one after the other.</summary>
internal static class Attempts
{
    /// <summary>Takes a step about something; see <see cref="AttemptAsync"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="actor">Who.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="id">Its id.</param>
    /// <param name="read">Reads what it is about.</param>
    /// <param name="work">Reads and stages; called anew with each attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task<T> StepAsync<TFacts, T>(
        this IPsaStore store, IClock clock, Actor actor, string kind, Guid id, Func<IPsaSession, CancellationToken, ValueTask<TFacts>> read, Func<Step, TFacts, Task<T>> work, CancellationToken cancellationToken)
        where TFacts : IEquatable<TFacts> =>
        store.StepAsync(clock, actor, step => store.AttemptAsync(step, kind, id, read, facts => work(step, facts), cancellationToken), cancellationToken);

    /// <summary>Does what a step is to do about something. A refusal that was found while somebody else changed it may speak of both before and after: then it is asked again, of what they left.</summary>
    /// <param name="store">The store.</param>
    /// <param name="step">The step.</param>
    /// <param name="kind">What it is about, for the conflict of whoever meets others each time.</param>
    /// <param name="id">Its id.</param>
    /// <param name="read">Reads what it is about.</param>
    /// <param name="work">Reads and stages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<T> AttemptAsync<TFacts, T>(
        this IPsaStore store, Step step, string kind, Guid id, Func<IPsaSession, CancellationToken, ValueTask<TFacts>> read, Func<TFacts, Task<T>> work, CancellationToken cancellationToken)
        where TFacts : IEquatable<TFacts>
    {
        var facts = await read(step, cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(facts).ConfigureAwait(false);
        }
        catch (RuleViolationException)
        {
            if (store.IsInHostTransaction || facts.Equals(await store.ReadAsync(step.Tenant, session => read(session, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false)))
            {
                throw;
            }

            throw new ConcurrencyConflictException(kind, id, 0, 0);
        }
    }
}
