using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Psa;

/// <summary>
/// Finds where in a text a value lies that can't be made, when what refused it doesn't know: the rules of our own constructors. It reads again what was refused, part by part,
/// so it costs something only when there is something to report.
/// </summary>
internal static class JsonFault
{
    /// <summary>Whether an exception says that the text is bad. Others, such as a lack of memory, aren't about the text.</summary>
    internal static bool IsAboutText(Exception e) =>
        e is JsonException or PsaException or ArgumentException or NotSupportedException or InvalidOperationException or ArithmeticException or FormatException;

    /// <summary>Gives the path of the innermost value that is refused.</summary>
    internal static string PathOf(string json, JsonTypeInfo type)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return PathIn(document.RootElement, type, "$");
        }
        catch (Exception e) when (IsAboutText(e))
        {
            return "$";
        }
    }

    private static string PathIn(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind == JsonValueKind.Object && type.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var property in type.Properties)
            {
                if (element.TryGetProperty(property.Name, out var part)
                    && type.Options.TryGetTypeInfo(property.PropertyType, out var partType)
                    && IsRefused(part, partType))
                {
                    return PathIn(part, partType, $"{path}.{property.Name}");
                }
            }
        }

        return path;
    }

    private static bool IsRefused(JsonElement part, JsonTypeInfo type)
    {
        try
        {
            _ = part.Deserialize(type);
            return false;
        }
        catch (Exception e) when (IsAboutText(e))
        {
            return true;
        }
    }
}
