namespace Psa.Catalog;

/// <summary>One row of a price list in a file, as text: whoever reads the file says which column is what, and what can't be read is reported with the row.</summary>
public sealed record PriceRow
{
    /// <summary>Gets the line of the file, by which what is wrong with the row is told.</summary>
    public required long Line { get; init; }

    /// <summary>Gets the article number of the product.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the unit; empty for the product's own.</summary>
    public string? Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the first day of the price, as <c>2026-03-01</c>; empty for the first day of the list.</summary>
    public string? From { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the price of one unit, with a decimal point and no thousands separators: <c>1234.50</c>.</summary>
    public string? Price { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the currency; empty for the list's. Another one is refused.</summary>
    public string? Currency { get; init => field = TextEnds.Trim(value); }
}
