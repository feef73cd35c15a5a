using System.Text.Json.Serialization;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>What was performed and what was billed of one buyer, currency and tax code, as far as it wasn't taken into account before.</summary>
/// <param name="Buyer">Who is invoiced or credited.</param>
/// <param name="TaxCode">The tax code.</param>
/// <param name="Billed">The left lines, summed.</param>
/// <param name="Performed">The right lines, summed exactly, converted where they have another currency, and rounded once.</param>
/// <param name="Customers">The customers that the lines are for, in the order of their ids.</param>
public sealed record AdjustmentDifference(Id<Customer> Buyer, string TaxCode, Money Billed, Money Performed, ValueList<Id<Customer>> Customers)
{
    /// <summary>Gets performed − billed: above zero too little was billed, below zero too much.</summary>
    [JsonIgnore]
    public Money Amount => Performed - Billed;
}
