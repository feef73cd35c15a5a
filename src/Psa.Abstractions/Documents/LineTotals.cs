using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>What one line comes to.</summary>
/// <param name="Net">The line without tax, before document discounts (BT-131).</param>
/// <param name="Discount">Its share of the document discounts, without tax, of the line's sign.</param>
/// <param name="Tax">Its share of the tax: with those of the charges, the lines' taxes add up to the document's to the cent.</param>
/// <param name="Gross">The line with tax, before document discounts, where prices hold tax; else <see langword="null"/>.</param>
/// <param name="Taxes">The parts of <paramref name="Tax"/> by component, where the line's tax has several; else empty.</param>
[method: JsonConstructor]
public readonly record struct LineTotals(
    Money Net,
    Money Discount,
    Money Tax,
    Money? Gross = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Money> Taxes = default)
{
    /// <summary>Gets what is taxed: the net less its share of the document discounts.</summary>
    [JsonIgnore]
    public Money Taxable => Net - Discount;

    /// <summary>Gets what the customer pays for the line: the taxable amount with its tax.</summary>
    [JsonIgnore]
    public Money Total => Taxable + Tax;

    /// <summary>Gets its share of the document discounts as its prices are: with tax where they hold tax.</summary>
    internal Money Share => Gross is { } gross ? gross - Total : Discount;

    /// <summary>Gets its taxes by component, also where there is one alone.</summary>
    internal ValueList<Money> ByComponent => Taxes.IsEmpty ? [Tax] : Taxes;
}
