using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Inventory;

/// <summary>Goods that are due: what is on order comes, what is needed goes.</summary>
/// <param name="Quantity">How much, in the base unit; below zero what goes.</param>
/// <param name="DueOn">When; <see langword="null"/> where nobody said.</param>
/// <param name="Document">The document that says so.</param>
[method: JsonConstructor]
public sealed record PlannedStock(decimal Quantity, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LocalDate? DueOn, Guid Document)
{
    /// <summary>Gets how much, in the base unit; below zero what goes.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
