using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>A reason why cases aren't covered: what they need is none of our rules, or not built. It names how many cases of which categories.</summary>
internal sealed record NotCovered(string Name, string Why, IReadOnlyDictionary<string, int> Cases)
{
    public static IReadOnlyList<NotCovered> All { get; } = Read();

    private static NotCovered[] Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "not-covered.json")));
        return [.. document.RootElement.EnumerateArray().Select(element => new NotCovered(
            element.GetProperty("name").GetString()!,
            element.GetProperty("why").GetString()!,
            element.GetProperty("cases").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetInt32(), StringComparer.Ordinal)))];
    }
}
