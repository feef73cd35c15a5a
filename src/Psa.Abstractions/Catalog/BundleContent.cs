using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>What a bundle holds from a day until the next content starts (R-BUNDLE).</summary>
/// <param name="From">The first day.</param>
/// <param name="Components">1–100 components.</param>
/// <param name="Discount">
/// What the bundle costs less than its components together: its price is the sum of their prices × quantities, without volume discounts, less this percent, rounded half up to 12 decimals.
/// <see langword="null"/>: its price is its own, an item of the price list.
/// </param>
[method: JsonConstructor]
public sealed record BundleContent(LocalDate From, ValueList<BundleComponent> Components, Percent? Discount = null);
