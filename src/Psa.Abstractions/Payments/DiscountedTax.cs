using Psa.Documents;

namespace Psa.Payments;

/// <summary>What of an early-payment discount belongs to what is taxed alike, for bookkeeping: the discount is no document of its own.</summary>
/// <param name="Gross">How much of the discount, with tax.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Parts">The tax by tax group: one, or where the tax code has several components one each.</param>
public sealed record DiscountedTax(Money Gross, Money Tax, ValueList<TaxPart> Parts);
