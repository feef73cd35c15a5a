using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Psa;

/// <summary>Writes an <see cref="Instant"/> in ISO 8601 and UTC, to the nanosecond if need be: <c>"2026-03-01T09:30:00Z"</c>.</summary>
internal sealed class InstantJsonConverter : TextJsonConverter<Instant>
{
    public override JsonShape Shape => JsonShape.Text("2026-03-01T09:30:00Z", "date-time");

    protected override Instant Parse(string text) =>
        InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant)
            ? instant
            : throw new JsonException($"'{text}' is no moment: write it in UTC as \"2026-03-01T09:30:00Z\".");

    protected override string ToText(Instant value) => InstantPattern.ExtendedIso.Format(value);
}
