namespace Psa.Documents;

/// <summary>
/// The one computation of totals, which quotes, orders, invoices and credit notes share. Whatever a document shows adds up:
/// see <see cref="DocumentTotals"/>. It doesn't depend on the order of the lines, and turning the sign of all lines and charges turns that of every result.
/// </summary>
internal static class Totals
{
    /// <summary>Computes the totals of a document.</summary>
    /// <remarks>
    /// <para>Tax of a group: round(taxable × r ÷ 100), or of prices with tax round(gross × r ÷ (100 + r)), where the taxable amount is what is left.</para>
    /// <para>
    /// Discounts: percents apply to each tax group and line; then fixed amounts go to the groups of the document's own sign, in proportion to what is left of them, and within
    /// them to the lines of that sign. Charges without a tax of their own follow the lines of the document's sign. Lines share their group's discount and tax by running totals.
    /// </para>
    /// </remarks>
    /// <param name="input">Lines, discounts, charges, and how to round.</param>
    /// <returns>The totals.</returns>
    /// <exception cref="CurrencyMismatchException">An amount isn't in the document's currency.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>document.discount_exceeds_detail</c>: the discounts take more than the lines come to; <c>discount.out_of_range</c>: their percents are more than 100 % together;
    /// <c>document.charge_needs_tax</c>: a charge can't be spread because no line has its sign; <c>money.overflow</c>.
    /// </exception>
    public static DocumentTotals Compute(DocumentInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new TotalsComputation(input).Run();
    }
}
