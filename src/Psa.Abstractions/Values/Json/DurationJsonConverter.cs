using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Psa;

/// <summary>Writes a <see cref="Duration"/> in hours, minutes and seconds: <c>"0:01:30"</c>.</summary>
internal sealed class DurationJsonConverter : TextJsonConverter<Duration>
{
    protected override Duration Parse(string text) =>
        DurationPattern.JsonRoundtrip.Parse(text).TryGetValue(default, out var duration)
            ? duration
            : throw new JsonException($"'{text}' is no duration: write it as \"0:01:30\".");

    protected override string ToText(Duration value) => DurationPattern.JsonRoundtrip.Format(value);
}
