using System.Text.Json.Serialization;
using NodaTime;
using Psa.Adjustments;

namespace Psa.Inventory;

/// <summary>From a day on, which purchases somebody approves before they are ordered (R-PURCHASE-APPROVAL).</summary>
/// <param name="From">The day.</param>
/// <param name="Above">
/// The thresholds in the valuation currency, rising, each above zero or zero: whatever costs more than one of them needs one more person. Empty: nothing is approved.
/// </param>
/// <param name="Rates">What a unit of other currencies is worth in the valuation currency: without one for its price a purchase's cost isn't known, and is approved whatever it is.</param>
[method: JsonConstructor]
public sealed record PurchaseApprovals(LocalDate From, ValueList<Money> Above = default, ValueList<ExchangeRate> Rates = default);
