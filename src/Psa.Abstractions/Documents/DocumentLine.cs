using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// One line, of a sales item and of the documents that bill it. It multiplies out:
/// <c>Amount = round((Quantity × (UnitPrice − VolumeDiscount) − discount) × Share) + Carry</c>, with a discount in percent taken of the product. The heading of a bundle comes to nothing:
/// the lines of its components, which follow it, share what it shows.
/// </summary>
public sealed record DocumentLine
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DocumentLine(string unit = "C62") => Unit = unit;

    /// <summary>Gets what the line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets why the line stands there, in figures that a document puts in words of its language behind the text; <see langword="null"/> for a plain charge, and on documents, whose text says it.</summary>
    public LineRemark? Remark { get; init; }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the days that the line bills or gives back, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the quantity, up to 15 decimals; below zero on what is given back. On a credit note it has the opposite sign of that on the sales item.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the unit of the quantity: a UN/ECE code, or that of a vendor's counter.</summary>
    public string Unit { get; init; }

    /// <summary>Gets the code of UN/ECE Recommendation 20 that electronic documents have for the unit, where it is one of a unit group with a code of its own; <see langword="null"/> where <see cref="Unit"/> says it, and on items.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Gets the price of one unit, for a full period where one applies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UnitPrice UnitPrice { get; init; }

    /// <summary>Gets what the quantity takes off each unit's price, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? VolumeDiscount { get; init; }

    /// <summary>Gets where the price comes from, or <see langword="null"/> where nobody chose it for this line: of free text, and of what a contract bills.</summary>
    public PriceSource? Source { get; init; }

    /// <summary>Gets the code of why the line has no price of the catalog, and keeps its last one: one of <see cref="CatalogErrors"/>. <see langword="null"/> when nothing is wrong.</summary>
    public string? PricingError { get; init; }

    /// <summary>Gets whether the line is of a bundle, and what of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BundleRole Bundle { get; init; }

    /// <summary>Gets what the share of a bundle's component is made of, on items, which are priced anew; <see langword="null"/> on all other lines, and on documents.</summary>
    public BundleShare? BundleShare { get; init; }

    /// <summary>Gets whether what people read shows the line, one of a bundle's component, without quantity, unit and price; electronic documents carry them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HidesQuantity { get; init; }

    /// <summary>Gets the discount, one of a full period where it is an amount, or <see langword="null"/>.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Gets how much of a full period the line is for, or <see langword="null"/> for the whole.</summary>
    public PeriodShare? Share { get; init; }

    /// <summary>Gets what a running total left over, in whole minor units: what makes the lines of a period add up to it to the cent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Carry { get; init; }

    /// <summary>Gets what the line comes to: after discounts and proration, rounded once. It holds tax where prices do.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets what is listed under the line: the tiers that made its price, or what was used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<LineDetail> Details { get; init; }

    /// <summary>Gets the tax code that the part or product demands, or <see langword="null"/> for the customer's.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets whether somebody chose <see cref="TaxCode"/> for this very line, as a part's override does: then it goes before the customer's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTaxOverride { get; init; }

    /// <summary>Gets how the line is taxed, or <see langword="null"/> before it stands on a document.</summary>
    public LineTax? Tax { get; init; }

    /// <summary>Gets how a quote offers the line: optional, recurring; <see langword="null"/> for a plain line, and on all other documents.</summary>
    public LineOffer? Offer { get; init; }

    /// <summary>Gets what the line is a part of: of an order of some of a quote's units, and of an invoice of some of an order's; <see langword="null"/> for a whole.</summary>
    public LinePart? Part { get; init; }

    /// <summary>Gets whether the line is text only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNote { get; init; }

    /// <summary>Gets whether the line bills something: it is neither a note nor the heading of a bundle, whose components bill.</summary>
    internal bool Bills => !IsNote && Bundle != BundleRole.Heading;
}
