using Psa.Access;
using Psa.Storage;

namespace Psa.Lists;

/// <summary>Saved filters in a store.</summary>
internal static class SavedFilterRecords
{
    private static readonly Column<SavedFilter> Id = RecordType<SavedFilter>.Id;
    private static readonly Column<SavedFilter> List = Column.Of(static (SavedFilter r) => r.List);
    private static readonly Column<SavedFilter> Owner = Column.Of(static (SavedFilter r) => r.Owner);
    private static readonly Column<SavedFilter> IsShared = Column.Of(static (SavedFilter r) => r.IsShared);
    private static readonly Column<SavedFilter> NameFold = Column.FoldOf(static (SavedFilter r) => r.Name);
    private static readonly RecordIndex<SavedFilter> ByOwner = new("by_owner", List, Owner, NameFold, Id);
    private static readonly RecordIndex<SavedFilter> Shared = new("shared", List, IsShared, NameFold, Id);

    internal static RecordType<SavedFilter> Type { get; } = new("saved_filter", static (r, v) => r with { Version = v }, ByOwner, Shared);

    /// <summary>Somebody's of a list, by name.</summary>
    internal static Query<SavedFilter> OfOwner(ListKind list, UserId owner) => new(ByOwner, List.Is(list), Owner.Is(owner));

    /// <summary>Those of a list that everybody is shown, by name.</summary>
    internal static Query<SavedFilter> SharedOf(ListKind list) => new(Shared, List.Is(list), IsShared.Is(true));

    /// <summary>Compares two by name, as they are listed.</summary>
    internal static int ByName(SavedFilter left, SavedFilter right) =>
        NameFold.Compare(left, right) is var order and not 0 ? order : left.Id.CompareTo(right.Id);
}
