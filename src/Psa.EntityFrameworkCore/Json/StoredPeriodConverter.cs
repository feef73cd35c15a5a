using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa.EntityFrameworkCore;

/// <summary>Writes a period as one text with the day after the last, <c>"2026-03-01/2026-04-01"</c>.</summary>
internal sealed class StoredPeriodConverter : JsonConverter<DatePeriod>
{
    public override DatePeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => StoredAmounts.ReadPeriod(ref reader);

    public override void Write(Utf8JsonWriter writer, DatePeriod value, JsonSerializerOptions options) => writer.WritePeriod(value);
}
