using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>A rate of a timeline: it holds from a day until the next one starts.</summary>
/// <param name="From">The first day.</param>
/// <param name="Rate">The rate: <c>Percent.Of(21)</c> is 21 %.</param>
[method: JsonConstructor]
public readonly record struct TaxRate(LocalDate From, Percent Rate);
