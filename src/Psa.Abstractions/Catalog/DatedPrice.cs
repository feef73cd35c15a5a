using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>A price of a timeline: it holds from a day until the next one starts.</summary>
/// <param name="From">The first day.</param>
/// <param name="Price">The price of one unit, without or with tax as the document says.</param>
[method: JsonConstructor]
public readonly record struct DatedPrice(LocalDate From, UnitPrice Price);
