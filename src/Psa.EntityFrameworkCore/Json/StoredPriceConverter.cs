using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa.EntityFrameworkCore;

/// <summary>Writes a price as one text, <c>"0.075 EUR"</c>.</summary>
internal sealed class StoredPriceConverter : JsonConverter<UnitPrice>
{
    public override UnitPrice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var known = default(Currency);
        return StoredAmounts.ReadPrice(ref reader, ref known);
    }

    public override void Write(Utf8JsonWriter writer, UnitPrice value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WritePrice(value, ref known);
    }
}
