using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Invoices;

namespace Psa.Adjustments;

/// <summary>A line of either pane: what was billed, or what was performed. A host's own have these facts too, and the same source and id always mean the same line.</summary>
public sealed record AdjustmentLine
{
    /// <summary>The kind of lines of invoices, and of credit notes of runs, that bill contracts.</summary>
    public const string ContractInvoice = "contract-invoice";

    /// <summary>The kind of approved time that a contract or a block of hours covers, or that isn't billable.</summary>
    public const string Time = "time";

    /// <summary>The kind of goods of stock charges that were delivered and aren't billed.</summary>
    public const string Goods = "goods";

    /// <summary>Gets the kind of what the line is of: one of the library's, a kind of service document, or a host's own.</summary>
    public required string Source { get; init; }

    /// <summary>Gets what the line is known by within its kind.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the number of the document that it stands on, or <see langword="null"/>.</summary>
    public string? Document { get; init; }

    /// <summary>Gets the date of the document, or the day of the service.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the days that it is for, over which it is split, or <see langword="null"/>: then its date decides.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the customer that it is for.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets who was invoiced for it, or <see langword="null"/> for whoever pays for the customer.</summary>
    public Id<Customer>? Buyer { get; init; }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets what it says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how many units.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets the price without tax of a unit, or of <see cref="PriceQuantity"/>, or <see langword="null"/> where <see cref="Net"/> says what it comes to, or the catalog does at its date.</summary>
    public UnitPrice? Price { get; init; }

    /// <summary>Gets how many units the price is for: of time, which is in minutes, 60; <see langword="null"/> for one. A line whose price is for nothing, or less, has none.</summary>
    public decimal? PriceQuantity { get; init; }

    /// <summary>Gets what it comes to without tax, after its share of document discounts and what was credited of it by hand; <see langword="null"/> for quantity × price ÷ the quantity that the price is for.</summary>
    public Money? Net { get; init; }

    /// <summary>Gets the tax code, or <see langword="null"/> for that of its product and customer.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets the invoice that billed it, which can be credited; <see langword="null"/> for all else.</summary>
    public Id<Invoice>? Invoice { get; init; }

    /// <summary>Gets the place of the line on <see cref="Invoice"/>, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Place { get; init; }
}
