using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Access;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What services share about sessions.</summary>
internal static class Sessions
{
    private const int MostAttempts = 10;

    /// <summary>Opens a session, reads in it and disposes it.</summary>
    internal static async Task<T> ReadAsync<T>(this IPsaStore store, TenantId tenant, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken)
    {
        var session = await store.OpenAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await read(session).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Takes a step: opens a session, works in it and commits. Whoever changed a record meanwhile was first: then the step is taken again, on the records as they are now.
    /// In a host's transaction the conflict is the host's.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="actor">Who.</param>
    /// <param name="work">Reads and stages; it is called anew with each attempt, so it must keep nothing of an earlier one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<T> StepAsync<T>(this IPsaStore store, IClock clock, Actor actor, Func<Step, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var step = new Step(await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false), actor, clock.GetCurrentInstant());
            await using (step.ConfigureAwait(false))
            {
                var isRead = false;
                try
                {
                    var result = await work(step).ConfigureAwait(false);
                    isRead = true;
                    await step.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
                catch (ConcurrencyConflictException) when (attempt < MostAttempts && !store.IsInHostTransaction)
                {
                    // read it again
                }
                catch (RuleViolationException refusal) when (refusal.Code == StoreErrors.Duplicate && isRead && attempt == 1 && !store.IsInHostTransaction)
                {
                    // somebody else took the number at the same moment: looked at again, the step says so in its own words
                }
            }
        }
    }

    /// <summary>Refuses what commits in batches in a host's transaction, which is one commit.</summary>
    internal static void RequireOwnTransactions(this IPsaStore store)
    {
        if (store.IsInHostTransaction)
        {
            throw new StoreException(StoreErrors.HostTransaction, "This commits in batches, which a transaction of the host can't: use a store with transactions of its own.");
        }
    }

    /// <summary>Streams what a query of a session of its own gives.</summary>
    internal static async IAsyncEnumerable<T> StreamAsync<T>(
        this IPsaStore store, TenantId tenant, Func<IPsaSession, IAsyncEnumerable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await store.OpenAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await foreach (var record in query(session).ConfigureAwait(false))
            {
                yield return record;
            }
        }
    }
}
