using Psa.Catalog;

namespace Psa.Payments;

/// <summary>A line of a document, or a charge of it, as bookkeeping takes it.</summary>
public sealed record ExportedLine
{
    /// <summary>Gets the text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the article number of the product, or <see langword="null"/> for free text and charges.</summary>
    public string? ProductNumber { get; init; }

    /// <summary>Gets the account that the product's sales are booked on, as it is now; <see langword="null"/> when bookkeeping chooses.</summary>
    public string? RevenueAccount { get; init; }

    /// <summary>Gets the tax code, or <see langword="null"/> for a charge that follows the tax of the lines.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets the tax category.</summary>
    public required TaxCategory TaxCategory { get; init; }

    /// <summary>Gets the tax rate, of all components together.</summary>
    public required Percent TaxRate { get; init; }

    /// <summary>Gets the quantity; 1 for a charge.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the unit of the quantity.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets the days that the line bills, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the amount without tax, before its share of the document's discounts.</summary>
    public required Money Net { get; init; }

    /// <summary>Gets its share of the document's discounts, without tax.</summary>
    public required Money Discount { get; init; }

    /// <summary>Gets the tax.</summary>
    public required Money Tax { get; init; }
}
