using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Inventory;

/// <summary>Whether a product that is delivered from a day on is taken back.</summary>
/// <param name="From">The day.</param>
/// <param name="IsReturnable">Whether it is.</param>
[method: JsonConstructor]
public sealed record ReturnTerms(LocalDate From, bool IsReturnable);
