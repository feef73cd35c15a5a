using NodaTime;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Runs;

/// <summary>Billing runs in a store.</summary>
internal static class BillingRunRecords
{
    private static readonly Column<BillingRun> Entity = Column.Of(static (BillingRun r) => r.BillingEntity);
    private static readonly Column<BillingRun> Status = Column.Of(static (BillingRun r) => r.Status);
    private static readonly Column<BillingRun> PlannedAt = Column.Of(static (BillingRun r) => r.PlannedAt);

    private static readonly RecordIndex<BillingRun> Open = new("open", Entity)
    {
        Only = [Status.IsNot(BillingRunStatus.Issued), Status.IsNot(BillingRunStatus.RolledBack), Status.IsNot(BillingRunStatus.Canceled)],
        Unique = "the entity's open run",
    };

    private static readonly RecordIndex<BillingRun> Issued = new("issued", Entity, PlannedAt, RecordType<BillingRun>.Id) { Only = [Status.Is(BillingRunStatus.Issued)] };
    private static readonly RecordIndex<BillingRun> ByTime = new("by_time", Entity, PlannedAt, RecordType<BillingRun>.Id);

    private static readonly RecordIndex<BillingRun> AllByTime = new("all_by_time", PlannedAt, RecordType<BillingRun>.Id);

    internal static RecordType<BillingRun> Type { get; } = new("billing_run", static (r, v) => r with { Version = v }, Open, Issued, ByTime, AllByTime);

    /// <summary>The entity's run that is neither issued, rolled back nor canceled.</summary>
    internal static Query<BillingRun> OpenOf(Id<BillingEntity> entity) => new(Open, Entity.Is(entity));

    /// <summary>The entity's issued runs that were planned before a moment, the last first.</summary>
    internal static Query<BillingRun> IssuedBefore(Id<BillingEntity> entity, Instant moment) =>
        new(Issued, Entity.Is(entity), Status.Is(BillingRunStatus.Issued), PlannedAt.Before(moment)) { Descending = true };

    /// <summary>The entity's runs, the newest first.</summary>
    internal static Query<BillingRun> NewestOf(Id<BillingEntity> entity) => new(ByTime, Entity.Is(entity)) { Descending = true };

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<BillingRun> Matching(BillingRunFilter filter)
    {
        var where = new List<Condition<BillingRun>>();
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Status, filter.Status);
        return new(filter.BillingEntity is null ? AllByTime : ByTime, where, AllByTime.Columns, filter.Descending);
    }
}
