using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>Which cost of a product is meant.</summary>
[JsonConverter(typeof(EnumJsonConverter<CostKind>))]
public enum CostKind
{
    /// <summary>What it costs now: <see cref="Product.CurrentCosts"/>.</summary>
    Current = 0,

    /// <summary>What it is reckoned to cost: <see cref="Product.StandardCosts"/>.</summary>
    Standard = 1,
}
