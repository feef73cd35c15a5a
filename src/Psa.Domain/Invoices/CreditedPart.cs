using Psa.Catalog;

namespace Psa.Invoices;

/// <summary>A line of an invoice, or a document charge in one of its tax groups, as credit notes see it. All amounts hold tax where the invoice's prices do, but those of taxes.</summary>
/// <param name="Place">The place of the line, or of the charge's part in the adjustments of the totals.</param>
/// <param name="IsLine">Whether it is a line.</param>
/// <param name="Tax">How it is taxed; <see langword="null"/> for a note.</param>
/// <param name="Billed">What was billed.</param>
/// <param name="Credited">What is credited of it so far, drafts counted.</param>
internal sealed record CreditedPart(int Place, bool IsLine, AppliedTax? Tax, CreditedPart.Amounts Billed, CreditedPart.Amounts Credited)
{
    /// <summary>Gets what is left of its amount.</summary>
    internal Money Left => Billed.Amount - Credited.Amount;

    /// <summary>Gets what is left of its amount after discounts.</summary>
    internal Money TaxableLeft => Billed.Taxable - Credited.Taxable;

    /// <summary>An amount, the share of the document discounts in it, and the taxes on it or in it by component.</summary>
    internal readonly record struct Amounts(decimal Quantity, Money Amount, Money Discount, ValueList<Money> Taxes)
    {
        /// <summary>Gets what is taxed, or what of prices with tax holds the tax.</summary>
        internal Money Taxable => Amount - Discount;

        /// <summary>Gets the tax of all components.</summary>
        internal Money Tax
        {
            get
            {
                var tax = Money.Zero(Amount.Currency);
                foreach (var part in Taxes)
                {
                    tax += part;
                }

                return tax;
            }
        }
    }
}
