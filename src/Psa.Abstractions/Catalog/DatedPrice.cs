using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>A list price or cost of a product over time: it holds from a day until the next one of its currency starts.</summary>
/// <param name="From">The first day.</param>
/// <param name="Price">The amount of one base unit.</param>
[method: JsonConstructor]
public readonly record struct DatedPrice(LocalDate From, UnitPrice Price);
