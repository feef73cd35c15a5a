using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>Writes a <see cref="DatePeriod"/> as <c>{"start":"2026-03-01","endExclusive":"2026-04-01"}</c>.</summary>
internal sealed class DatePeriodJsonConverter : JsonConverter<DatePeriod>, IJsonShaped
{
    private static readonly LocalDateJsonConverter Dates = new();

    public JsonShape Shape => JsonShape.Object(("start", LocalDateJsonConverter.Date), ("endExclusive", LocalDateJsonConverter.Date));

    /// <exception cref="JsonException">It isn't of that shape, or ends before it starts.</exception>
    public override DatePeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($$"""A period is expected as {"start":"2026-03-01","endExclusive":"2026-04-01"}, not {{reader.TokenType}}.""");
        }

        (LocalDate? start, LocalDate? end) = (null, null);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isStart, isEnd) = (AmountJson.IsName(ref reader, "start", options), AmountJson.IsName(ref reader, "endExclusive", options));
            if ((isStart && start is not null) || (isEnd && end is not null))
            {
                throw new JsonException("A period has each of its dates once.");
            }

            reader.Read();
            if (isStart)
            {
                start = Dates.Read(ref reader, typeof(LocalDate), options);
            }
            else if (isEnd)
            {
                end = Dates.Read(ref reader, typeof(LocalDate), options);
            }
            else
            {
                reader.Skip();
            }
        }

        return start is { } first && end is { } after && DatePeriod.TryCreate(first, after) is { } period
            ? period
            : throw new JsonException("A period needs its start, and an endExclusive after it.");
    }

    /// <exception cref="JsonException">It is the default value, which is no period.</exception>
    public override void Write(Utf8JsonWriter writer, DatePeriod value, JsonSerializerOptions options)
    {
        if (value == default)
        {
            throw new JsonException("A period that was never set can't be written: make the property nullable, or set it.");
        }

        writer.WriteStartObject();
        writer.WritePropertyName("start"u8);
        Dates.Write(writer, value.Start, options);
        writer.WritePropertyName("endExclusive"u8);
        Dates.Write(writer, value.EndExclusive, options);
        writer.WriteEndObject();
    }
}
