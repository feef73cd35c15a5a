using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>A key of a file that says something about a case and asks nothing of it, so that no adapter reads it; and why.</summary>
internal sealed record DescriptiveKey(string File, string Key, string[] Categories, string Why)
{
    public static IReadOnlyList<DescriptiveKey> All { get; } = Read();

    /// <summary>Whether the key stands at a place of the case; a key with members stands for all of them.</summary>
    public bool Describes(Case given, string path)
    {
        var place = string.Concat(path.Split('[').Select((piece, index) => index == 0 ? piece : piece[(piece.IndexOf(']', StringComparison.Ordinal) + 1)..]));
        return given.File == File && (Categories.Length == 0 || Categories.Contains(given.Category, StringComparer.Ordinal)) && (place == Key || place.StartsWith(Key + ".", StringComparison.Ordinal));
    }

    private static DescriptiveKey[] Read()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "descriptive-keys.json")));
        return
        [
            .. from element in document.RootElement.EnumerateArray()
               from file in element.GetProperty("files").EnumerateArray()
               from key in element.GetProperty("keys").EnumerateArray()
               select new DescriptiveKey(
                   file.GetString()!,
                   key.GetString()!,
                   element.TryGetProperty("categories", out var categories) ? [.. categories.EnumerateArray().Select(category => category.GetString()!)] : [],
                   element.GetProperty("why").GetString()!),
        ];
    }
}
