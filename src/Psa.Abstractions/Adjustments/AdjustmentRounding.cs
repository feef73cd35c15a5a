using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>What of a difference below zero needs no credit: nothing is left of what was billed, since earlier adjustments of the same lines rounded so much in the buyer's favour, or a discount on the document of an earlier one's item never billed it.</summary>
/// <param name="Buyer">Whose difference it is.</param>
/// <param name="TaxCode">Its tax code.</param>
/// <param name="Amount">How much: at most half a minor unit an adjustment, or what the discounts took off.</param>
public sealed record AdjustmentRounding(Id<Customer> Buyer, string TaxCode, Money Amount);
