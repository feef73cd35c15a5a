using Psa.Storage;

namespace Psa.Work;

/// <summary>Work kinds in a store: few, and read all at once.</summary>
internal static class WorkKindRecords
{
    private static readonly Column<WorkKind> Code = Column.Of(static (WorkKind r) => r.Code);
    private static readonly RecordIndex<WorkKind> ByCode = new("by_code", Code) { Unique = "its code" };

    internal static RecordType<WorkKind> Type { get; } = new("work_kind", static (r, v) => r with { Version = v }, ByCode) { IsFact = true };
}
