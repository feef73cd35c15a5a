using NodaTime;
using Psa.Catalog;

namespace Psa.Customers;

/// <summary>Which of several taxes a customer's line has.</summary>
internal static class CustomerTaxes
{
    /// <summary>
    /// Gives the tax of a customer's line. In this order: the line's code when somebody chose it for the line; the customer's exemption; the customer's code when
    /// it is untaxed (reverse charge, export); the line's or product's code; the customer's code; the table's default.
    /// </summary>
    /// <param name="table">The tax table.</param>
    /// <param name="lineCode">The line's or product's code, or <see langword="null"/>.</param>
    /// <param name="isOverride">Whether somebody chose the line's code for this line, as a contract part can.</param>
    /// <param name="customerCode">The customer's code, or <see langword="null"/>.</param>
    /// <param name="exemption">Why the customer is billed without tax, or <see langword="null"/>.</param>
    /// <param name="date">The tax point: the invoice date, or the end of the period, by setting.</param>
    /// <returns>The tax, to be kept on the line.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>tax.unknown_code</c>, <c>tax.no_rate</c>, <c>tax.no_default</c>, or what <see cref="AppliedTax"/> refuses.
    /// </exception>
    public static AppliedTax For(this TaxTable table, string? lineCode, bool isOverride, string? customerCode, TaxExemption? exemption, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (lineCode is not null && isOverride)
        {
            return table.At(lineCode, date);
        }

        if (exemption is not null)
        {
            return exemption.ToTax();
        }

        if (lineCode is null || customerCode is null)
        {
            return table.At(lineCode ?? customerCode, date);
        }

        var customers = table.At(customerCode, date);
        return customers.Category.IsTaxed ? table.At(lineCode, date) : customers;
    }

    /// <summary>Gives the tax of an exempt customer's lines: the category at 0 %, with the customer's reason.</summary>
    /// <param name="exemption">Why the customer is billed without tax.</param>
    /// <returns>The tax; its code is the category's.</returns>
    /// <exception cref="RuleViolationException"><c>tax.bad_rate</c>: a taxed category is no exemption; <c>tax.reason_missing</c>; <c>tax.reason_not_allowed</c>.</exception>
    public static AppliedTax ToTax(this TaxExemption exemption)
    {
        ArgumentNullException.ThrowIfNull(exemption);
        return new(exemption.Category.Code, exemption.Category, default, exemption.Reason, exemption.Category.DefaultReasonCode);
    }
}
