using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What was in stock of a product at the end of a day.</summary>
/// <param name="Product">The product.</param>
/// <param name="Day">The day.</param>
/// <param name="Quantity">How much, in the base unit, with what was in transit or came back.</param>
/// <param name="Value">What it was worth; <see langword="null"/> for who doesn't view costs.</param>
[method: JsonConstructor]
public sealed record StockOnDay(Id<Product> Product, LocalDate Day, decimal Quantity, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Money? Value);
