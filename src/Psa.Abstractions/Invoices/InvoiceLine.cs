using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>One line of an invoice or credit note. A correction in the customer's favour is negative on an invoice and positive on a credit note.</summary>
public sealed record InvoiceLine
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public InvoiceLine(string unit = "C62") => Unit = unit;

    /// <summary>Gets the sales item that it bills.</summary>
    public required Id<SalesItem> SalesItem { get; init; }

    /// <summary>Gets the customer it is for, who may be another than the one that is billed.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets what the sales item comes from.</summary>
    public required SalesItemSource Source { get; init; }

    /// <summary>Gets what the line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the days the line is for, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the quantity.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Gets the unit of the quantity, a UN/ECE code.</summary>
    public string Unit { get; init; }

    /// <summary>Gets the price of one unit, for a full period where one applies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UnitPrice UnitPrice { get; init; }

    /// <summary>Gets the discount, or <see langword="null"/>.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Gets the code in the tax table.</summary>
    public required string TaxCode { get; init; }

    /// <summary>Gets the EN 16931 category.</summary>
    public required TaxCategory TaxCategory { get; init; }

    /// <summary>Gets the tax rate.</summary>
    public Percent TaxRate { get; init; }

    /// <summary>Gets why no tax applies, or <see langword="null"/> when it does.</summary>
    public string? TaxExemptionReason { get; init; }

    /// <summary>Gets the net, before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>Gets whether the line is text only.</summary>
    public bool IsNote { get; init; }
}
