using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Psa.Conformance.Tests;

/// <summary>One case of another system, as it stands in its file.</summary>
internal sealed record Case(string File, JsonElement Json)
{
    public string Id => Json.GetProperty("id").GetString()!;

    /// <summary>Gets the category of Kill Bill and Tryton's stock, the calculation of the others, the kind where there is none.</summary>
    public string Category => Json.Text("category") ?? Json.Text("calc") ?? Json.Text("kind") ?? "none";

    public JsonElement Inputs => Json.GetProperty("inputs");

    public JsonElement Expected => Json.GetProperty("expected");

    public Rounding Rounding => Json.Text("rounding") switch
    {
        "half_away" or "half_up" => Rounding.HalfUp,
        "half_even" => Rounding.HalfEven,
        "up" => Rounding.Up,
        "down" => Rounding.Down,
        var other => throw new NotSupportedException($"rounding {other}"),
    };
}

internal static class JsonReading
{
    public static JsonElement? At(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(this JsonElement element, string name) => element.At(name)?.GetBoolean() ?? false;

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static LocalDate? DateOrNull(this JsonElement element, string name) => element.At(name)?.Date();

    public static LocalDate Date(this JsonElement element, string name) => element.GetProperty(name).Date();

    public static LocalDate Date(this JsonElement element) => LocalDatePattern.Iso.Parse(element.GetString()!).Value;

    public static decimal Number(this JsonElement element, string name) => element.GetProperty(name).Number();

    public static decimal? NumberOrNull(this JsonElement element, string name) => element.At(name)?.Number();

    public static decimal Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String
            ? decimal.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
            : element.GetDecimal();
}
