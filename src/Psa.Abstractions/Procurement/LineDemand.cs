using System.Text.Json.Serialization;
using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>For what a line of a purchase order was made.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Quantity">How much was ordered for it, in its unit; what of that is still to come stands on it.</param>
[method: JsonConstructor]
public sealed record LineDemand(Id<Demand> Demand, decimal Quantity)
{
    /// <summary>Gets how much was ordered for it, in its unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
