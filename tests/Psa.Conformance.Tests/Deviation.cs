using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>
/// A rule by which we answer differently on purpose, and the cases it concerns: one by id, or all whose fields have one of the values listed.
/// With <c>what</c> it concerns them only as far as that part of the answer goes.
/// </summary>
internal sealed record Deviation(string Rule, string Why, string? Id, string? What, IReadOnlyDictionary<string, string[]> Match)
{
    public static IReadOnlyList<Deviation> All { get; } = Read();

    public bool Concerns(Case given, Verdict verdict) =>
        (Id is null || given.Id == Id)
        && Match.All(pair => pair.Value.Contains(pair.Key == "file" ? given.File : given.Json.Text(pair.Key), StringComparer.Ordinal))
        && (What is null || What == verdict.What);

    private static Deviation[] Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deviations.json")));
        return [.. document.RootElement.EnumerateArray().Select(element => new Deviation(
            element.Text("rule")!,
            element.Text("why")!,
            element.Text("id"),
            element.Text("what"),
            element.At("match")?.EnumerateObject().ToDictionary(
                property => property.Name,
                property => property.Value.EnumerateArray().Select(value => value.GetString()!).ToArray(),
                StringComparer.Ordinal) ?? []))];
    }
}
