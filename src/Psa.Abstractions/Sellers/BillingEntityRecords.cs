using Psa.Storage;

namespace Psa.Sellers;

/// <summary>The tenant's companies that bill in a store: few, and read all at once.</summary>
internal static class BillingEntityRecords
{
    private static readonly Column<BillingEntity> Code = Column.Of(static (BillingEntity r) => r.Code);
    private static readonly Column<BillingEntity> IsActive = Column.Of(static (BillingEntity r) => r.IsActive);
    private static readonly Column<BillingEntity> CodeFold = Column.FoldOf(static (BillingEntity r) => r.Code);
    private static readonly RecordIndex<BillingEntity> Codes = new("codes", CodeFold, Code, RecordType<BillingEntity>.Id);

    internal static RecordType<BillingEntity> Type { get; } = new("billing_entity", static (r, v) => r with { Version = v }, Codes) { IsFact = true };

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<BillingEntity> Matching(BillingEntityFilter filter)
    {
        var where = new List<Condition<BillingEntity>>();
        where.AddText(CodeFold, filter.Code);
        where.AddIs(IsActive, filter.IsActive);
        return new(Codes, where, Codes.Columns, filter.Descending);
    }
}
