using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>
/// A rule by which we answer differently on purpose: it excuses the one output that <c>what</c> names, in one case by id or in all whose fields have one of the values listed,
/// and nothing else of them.
/// </summary>
internal sealed record Deviation(string Rule, string Why, string What, string? Id, IReadOnlyDictionary<string, string[]> Match)
{
    public static IReadOnlyList<Deviation> All { get; } = Read();

    public bool Excuses(Case given, string what) =>
        what == What
        && (Id is null || given.Id == Id)
        && Match.All(pair => pair.Value.Contains(ValueOf(given, pair.Key), StringComparer.Ordinal));

    private static string? ValueOf(Case given, string key) =>
        key == "file" ? given.File : given.Json.Element.TryGetProperty(key, out var value) ? value.ToString() : null;

    private static Deviation[] Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deviations.json")));
        return [.. document.RootElement.EnumerateArray().Select(element => new Deviation(
            element.GetProperty("rule").GetString()!,
            element.GetProperty("why").GetString()!,
            element.GetProperty("what").GetString()!,
            element.TryGetProperty("id", out var id) ? id.GetString() : null,
            element.TryGetProperty("match", out var match)
                ? match.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.EnumerateArray().Select(value => value.GetString()!).ToArray(), StringComparer.Ordinal)
                : []))];
    }
}
