using Psa.Numbering;
using Psa.Sellers;

namespace Psa.Storage;

internal sealed class InMemoryNumberSeries(InMemorySession session)
    : InMemoryRepository<NumberSeries>(session, static (e, v) => e with { Version = v }, static d => d.NumberSeries, static (d, t) => d with { NumberSeries = t }),
        INumberSeriesRepository
{
    private const int ByEntity = 0;

    internal static Table<NumberSeries> Empty { get; } = Table<NumberSeries>.Create(
        new(static (a, b) => a.BillingEntity.CompareTo(b.BillingEntity).Then(a.Id, b.Id)),
        new(static (a, b) => a.BillingEntity.CompareTo(b.BillingEntity).Then((int)a.Purpose, (int)b.Purpose), unique: "its billing entity and purpose"));

    public IAsyncEnumerable<NumberSeries> OfEntityAsync(Id<BillingEntity> entity, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByEntity, e => e.BillingEntity < entity, e => e.BillingEntity == entity), cancellationToken);
}
