using System.Linq;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfBillingRuns(EfSession session) : EfRepository<BillingRun>(session, static (e, v) => e with { Version = v }), IBillingRunRepository
{
    public ValueTask<BillingRun?> FindOpenAsync(Id<BillingEntity> entity, CancellationToken cancellationToken = default) =>
        FirstAsync(
            rows => rows.Where(
                e => e.BillingEntity == entity
                    && e.Status != BillingRunStatus.Issued && e.Status != BillingRunStatus.RolledBack && e.Status != BillingRunStatus.Canceled),
            cancellationToken);

    public IAsyncEnumerable<BillingRun> NewestAsync(Id<BillingEntity> entity, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Stream(rows => rows.Where(e => e.BillingEntity == entity).OrderByDescending(e => e.PlannedAt).ThenByDescending(e => e.Id).Take(limit), cancellationToken);
    }
}
