using NodaTime;
using Psa.Storage;

namespace Psa.Usage;

/// <summary>Deliveries of usage in a store.</summary>
internal static class UsageDeliveryRecords
{
    private static readonly Column<UsageDelivery> Source = Column.Of(static (UsageDelivery r) => r.SourceCode);
    private static readonly Column<UsageDelivery> Scope = Column.Of(static (UsageDelivery r) => r.Scope);
    private static readonly Column<UsageDelivery> From = Column.Of(static (UsageDelivery r) => r.PeriodFrom);
    private static readonly Column<UsageDelivery> LastDay = Column.Of(static (UsageDelivery r) => r.PeriodLastDay);
    private static readonly Column<UsageDelivery> Number = Column.Of(static (UsageDelivery r) => r.Number);
    private static readonly Column<UsageDelivery> TookEffectAt = Column.Of(static (UsageDelivery r) => r.TookEffectAt);
    private static readonly RecordIndex<UsageDelivery> ByScope = new("by_scope", Source, Scope, From, LastDay, Number) { Unique = "its scope, period and number" };
    private static readonly RecordIndex<UsageDelivery> Pending = new("pending", RecordType<UsageDelivery>.Id) { Only = [TookEffectAt.Is(null)] };

    internal static RecordType<UsageDelivery> Type { get; } = new("usage_delivery", static (r, v) => r with { Version = v }, ByScope, Pending) { IsFact = true };

    /// <summary>Those of a scope and period, the earliest first; the last may not have taken effect yet.</summary>
    internal static Query<UsageDelivery> OfScope(string source, string scope, LocalDate from, LocalDate lastDay) =>
        new(ByScope, Source.Is(source), Scope.Is(scope), From.Is(from), LastDay.Is(lastDay));

    /// <summary>Those that have not taken effect.</summary>
    internal static Query<UsageDelivery> NotInEffect() => new(Pending, TookEffectAt.Is(null));

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<UsageDelivery> Matching(UsageDeliveryFilter filter)
    {
        var where = new List<Condition<UsageDelivery>>();
        where.AddIs(Source, filter.SourceCode);
        where.AddIs(Scope, filter.Scope);
        return new(ByScope, where, ByScope.Columns, filter.Descending);
    }
}
