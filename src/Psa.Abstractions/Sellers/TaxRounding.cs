using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>Where tax is rounded.</summary>
[JsonConverter(typeof(EnumJsonConverter<TaxRounding>))]
public enum TaxRounding
{
    /// <summary>Once a tax group of the document, as EN 16931 (BR-CO-17) wants it; the lines' taxes are shares of it. The default.</summary>
    PerGroup = 0,

    /// <summary>Once a line; a group's tax is the sum of its lines' taxes.</summary>
    PerLine = 1,
}
