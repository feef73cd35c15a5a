using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>
/// The totals of a document, computed once and stored with it. What it shows adds up to the cent: lines − discounts + charges = total without tax
/// = Σ taxable amounts of the groups, unless tax codes with several components put a net into several; Σ taxes of the groups = tax = Σ taxes of lines and charges;
/// total without tax + tax = total with tax; less what is prepaid, and with the payable rounding, that is payable.
/// </summary>
public sealed record DocumentTotals
{
    /// <summary>Gets the totals of the lines, in their order.</summary>
    public required ValueList<LineTotals> Lines { get; init; }

    /// <summary>Gets the document discounts and charges by tax group; parts that come to nothing are left out.</summary>
    public required ValueList<DocumentAdjustment> Adjustments { get; init; }

    /// <summary>Gets the tax groups, by category, then from the highest rate to the lowest, then by the component's name.</summary>
    public required ValueList<TaxGroup> TaxGroups { get; init; }

    /// <summary>Gets the sum of the lines without tax, before document discounts: the detail amount (BT-106).</summary>
    public required Money LineTotal { get; init; }

    /// <summary>Gets the sum of the document discounts without tax (BT-107).</summary>
    public required Money DiscountTotal { get; init; }

    /// <summary>Gets the sum of the charges without tax (BT-108).</summary>
    public required Money ChargeTotal { get; init; }

    /// <summary>Gets lines − discounts + charges (BT-109).</summary>
    public required Money TotalWithoutTax { get; init; }

    /// <summary>Gets the tax (BT-110).</summary>
    public required Money TaxTotal { get; init; }

    /// <summary>Gets the total with tax (BT-112).</summary>
    public required Money TotalWithTax { get; init; }

    /// <summary>Gets what was paid before with the customer's credit (BT-113), above zero; <see langword="null"/> for nothing, as on every draft.</summary>
    public Money? Prepaid { get; init; }

    /// <summary>Gets what rounding to the seller's payable step adds to what is due, of either sign (BT-114); tax isn't affected by it.</summary>
    public required Money PayableRounding { get; init; }

    /// <summary>Gets what is to be paid (BT-115): the total with tax less what is prepaid, and the payable rounding. All that says what is due says this.</summary>
    [JsonIgnore]
    public Money Payable => (Prepaid is { } prepaid ? TotalWithTax - prepaid : TotalWithTax) + PayableRounding;

    /// <summary>Gets the lines less the discounts, before charges: the pre-freight amount.</summary>
    [JsonIgnore]
    public Money PreFreight => LineTotal - DiscountTotal;
}
