using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Tax tables in a store: few, and read all at once.</summary>
internal static class TaxTableRecords
{
    internal static RecordType<TaxTable> Type { get; } = new("tax_table", static (r, v) => r with { Version = v }) { IsFact = true };
}
