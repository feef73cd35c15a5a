namespace Psa.Adjustments;

/// <summary>What a buyer's lines of a currency and tax code come to in a report.</summary>
/// <param name="Buyer">The buyer's number and name.</param>
/// <param name="TaxCode">The tax code.</param>
/// <param name="Billed">What was billed.</param>
/// <param name="Performed">What was performed.</param>
/// <param name="Difference">Performed − billed: above zero it is charged, below zero credited.</param>
public sealed record AdjustmentReportTotal(string Buyer, string TaxCode, Money Billed, Money Performed, Money Difference);
