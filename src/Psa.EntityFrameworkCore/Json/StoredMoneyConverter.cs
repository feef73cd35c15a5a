using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa.EntityFrameworkCore;

/// <summary>Writes money as one text, <c>"12.34 EUR"</c>.</summary>
internal sealed class StoredMoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var known = default(Currency);
        return StoredAmounts.ReadMoney(ref reader, ref known);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WriteMoney(value, ref known);
    }
}
