using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>How a price list comes to a price.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceMethodKind>))]
public enum PriceMethodKind
{
    /// <summary>The price is said.</summary>
    Fixed = 0,

    /// <summary>A percent of the product's list price.</summary>
    PercentOfList = 1,

    /// <summary>The current cost and something on top of it: cost × (1 + p).</summary>
    MarkupOnCurrentCost = 2,

    /// <summary>The standard cost and something on top of it: cost × (1 + p).</summary>
    MarkupOnStandardCost = 3,

    /// <summary>What leaves a margin above the current cost: cost ÷ (1 − p).</summary>
    MarginOnCurrentCost = 4,

    /// <summary>What leaves a margin above the standard cost: cost ÷ (1 − p).</summary>
    MarginOnStandardCost = 5,
}
