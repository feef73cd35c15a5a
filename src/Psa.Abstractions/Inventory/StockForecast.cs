using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Inventory;

/// <summary>What will be in stock on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Quantity">How much; below zero what will be missing.</param>
/// <param name="Uncounted">What is overdue or has no date, and so isn't counted.</param>
[method: JsonConstructor]
public sealed record StockForecast(LocalDate Day, decimal Quantity, ValueList<PlannedStock> Uncounted);
