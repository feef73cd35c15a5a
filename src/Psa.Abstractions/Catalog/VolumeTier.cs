using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What is taken off each unit from a quantity on, until the next tier starts: a percent of the price, or an amount.</summary>
/// <param name="From">The quantity, above zero; the sign of a line's quantity doesn't count.</param>
/// <param name="Percent">0–100 %, of the price, rounded half up to 12 decimals; <see langword="null"/> for an amount.</param>
/// <param name="Amount">What is taken off each unit, zero or more; <see langword="null"/> for a percent. It never takes more than the price.</param>
[method: JsonConstructor]
public sealed record VolumeTier(decimal From, Percent? Percent = null, UnitPrice? Amount = null);
