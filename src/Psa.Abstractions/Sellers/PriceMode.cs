using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>Whether prices hold the tax already.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceMode>))]
public enum PriceMode
{
    /// <summary>Prices are without tax; it is added. The default.</summary>
    TaxExclusive = 0,

    /// <summary>Prices are with tax; it is taken out: gross × r ÷ (100 + r).</summary>
    TaxInclusive = 1,
}
