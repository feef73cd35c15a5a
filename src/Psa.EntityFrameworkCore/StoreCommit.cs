using System.Data.Common;
using Psa.Events;

namespace Psa.EntityFrameworkCore;

/// <summary>What one commit writes, and where.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Connection">An open connection on which nothing is being read.</param>
/// <param name="Host">The host's transaction, or <see langword="null"/> for one of the commit's own.</param>
/// <param name="Records">The records that have something staged.</param>
/// <param name="Events">The events.</param>
internal sealed record StoreCommit(TenantId Tenant, StoreConnection Connection, DbTransaction? Host, IReadOnlyList<IStoreRecords> Records, IReadOnlyList<PsaEvent> Events)
{
    internal async ValueTask AcceptAsync(IStagedVisitor visitor)
    {
        foreach (var records in Records)
        {
            await records.AcceptAsync(visitor).ConfigureAwait(false);
        }
    }
}
