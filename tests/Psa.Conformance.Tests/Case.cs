using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>One case of another system, as it stands in its file, and the presets it runs with.</summary>
internal sealed class Case
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public Case(string file, JsonElement json)
    {
        File = file;
        Json = new(json, string.Empty, _read);
        Id = Json.Get("id").Text;
        Category = (Json.At("category") ?? Json.At("calc") ?? Json.At("kind"))?.Text ?? "none";
    }

    public string File { get; }

    public CaseValue Json { get; }

    public string Id { get; }

    /// <summary>Gets the category of Kill Bill and Tryton's stock, the calculation of the others, the kind where there is none.</summary>
    public string Category { get; }

    public Presets Presets { get; private init; } = Presets.AsDefined;

    public CaseValue Inputs => Json.Get("inputs");

    public CaseValue Expected => Json.Get("expected");

    public Rounding Rounding => Json.Get("rounding").Text switch
    {
        "half_away" or "half_up" => Rounding.HalfUp,
        "half_even" => Rounding.HalfEven,
        "up" => Rounding.Up,
        "down" => Rounding.Down,
        var other => throw new NotSupportedException($"rounding {other}"),
    };

    /// <summary>The places of the case that nobody has read: each leaf of its JSON, such as <c>inputs.tiers[1][0]</c>.</summary>
    public IEnumerable<string> Unread => Json.Leaves().Where(path => !_read.Contains(path));

    /// <summary>The same case, of which nothing has been read, under other presets.</summary>
    public Case Under(Presets presets) => new(File, Json.Element) { Presets = presets };
}
