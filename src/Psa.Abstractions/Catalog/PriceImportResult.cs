namespace Psa.Catalog;

/// <summary>What an import of prices did. Every row is counted once: <c>Rows = Added + Replaced + Unchanged + Refused</c>. Of one that wasn't stored, they say what it would have done.</summary>
public sealed record PriceImportResult
{
    /// <summary>Gets the rows read.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the rows with a price of a product, unit and first day that the list had not.</summary>
    public long Added { get; init; }

    /// <summary>Gets the rows with another price than the list had.</summary>
    public long Replaced { get; init; }

    /// <summary>Gets the rows that the list, or an earlier row, says already.</summary>
    public long Unchanged { get; init; }

    /// <summary>Gets the rows that were refused.</summary>
    public long Refused { get; init; }

    /// <summary>Gets whether the list was changed: not when nothing is new, nor when rows were refused and all or nothing was wanted.</summary>
    public bool IsStored { get; init; }

    /// <summary>Gets all that is wrong, by line; a row may have several entries.</summary>
    public ValueList<PriceRowRejection> Rejected { get; init; }
}
