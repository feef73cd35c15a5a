using System.Linq;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Storage;

internal sealed class InMemoryBillingRuns(InMemorySession session)
    : InMemoryRepository<BillingRun>(session, static (e, v) => e with { Version = v }, static d => d.BillingRuns, static (d, t) => d with { BillingRuns = t }), IBillingRunRepository
{
    private const int Open = 0;
    private const int NewestFirst = 1;

    internal static Table<BillingRun> Empty { get; } = Table<BillingRun>.Create(
        new(
            static (a, b) => a.BillingEntity.CompareTo(b.BillingEntity),
            static e => e.Status != BillingRunStatus.Issued && e.Status != BillingRunStatus.RolledBack && e.Status != BillingRunStatus.Canceled,
            unique: "the entity's open run"),
        new(static (a, b) => a.BillingEntity.CompareTo(b.BillingEntity).Then(b.PlannedAt, a.PlannedAt).Then(b.Id, a.Id)));

    public ValueTask<BillingRun?> FindOpenAsync(Id<BillingEntity> entity, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Committed().Range(Open, e => e.BillingEntity < entity, e => e.BillingEntity == entity).FirstOrDefault());
    }

    public IAsyncEnumerable<BillingRun> NewestAsync(Id<BillingEntity> entity, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Stream(rows => rows.Range(NewestFirst, e => e.BillingEntity < entity, e => e.BillingEntity == entity).Take(limit), cancellationToken);
    }
}
