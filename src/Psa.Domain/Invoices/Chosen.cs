namespace Psa.Invoices;

/// <summary>What a credit note credits of a part of its invoice, before its tax.</summary>
/// <param name="Part">The line or charge.</param>
/// <param name="Quantity">The quantity that comes back; 0 for an amount.</param>
/// <param name="Amount">How much, before its share of the document discounts.</param>
/// <param name="Discount">That share.</param>
/// <param name="Tax">How much tax of prices with tax is in it, where what is without tax decides; <see langword="null"/> to compute it.</param>
internal readonly record struct Chosen(CreditedPart Part, decimal Quantity, Money Amount, Money Discount, Money? Tax = null)
{
    /// <summary>Gets what is taxed of it, or what of prices with tax holds the tax.</summary>
    internal Money Taxable => Amount - Discount;
}
