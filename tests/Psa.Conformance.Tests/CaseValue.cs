using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Psa.Conformance.Tests;

/// <summary>A value in a case. Reading it marks its place, so that what no adapter looks at is noticed.</summary>
internal readonly struct CaseValue(JsonElement element, string path, HashSet<string> read)
{
    public JsonElement Element => element;

    public string Text => Read(element).GetString()!;

    public bool Flag => Read(element).GetBoolean();

    public int Int => Read(element).GetInt32();

    public long Long => Read(element).GetInt64();

    public LocalDate Date => LocalDatePattern.Iso.Parse(Text).Value;

    public decimal Number => Read(element).ValueKind == JsonValueKind.String
        ? decimal.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : element.GetDecimal();

    public decimal? NumberOrNull => Read(element).ValueKind == JsonValueKind.Null ? null : Number;

    public int Count => element.GetArrayLength();

    public CaseValue this[int index] => new(element[index], $"{path}[{index}]", read);

    public CaseValue Get(string name) => new(element.GetProperty(name), path.Length == 0 ? name : $"{path}.{name}", read);

    /// <summary>Finds a member that may be missing or null.</summary>
    public CaseValue? At(string name)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            return null;
        }

        var member = Get(name);
        if (value.ValueKind != JsonValueKind.Null)
        {
            return member;
        }

        member.Read(value);
        return null;
    }

    public CaseValue[] Items()
    {
        Read(element);
        var items = new CaseValue[element.GetArrayLength()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = this[i];
        }

        return items;
    }

    /// <summary>Lists the places of all values that hold no others.</summary>
    public IEnumerable<string> Leaves()
    {
        var (json, place) = (element, path);
        var children = json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().Select(member => (member.Value, place.Length == 0 ? member.Name : $"{place}.{member.Name}")),
            JsonValueKind.Array => json.EnumerateArray().Select((item, index) => (item, $"{place}[{index}]")),
            _ => [],
        };
        var (marks, found) = (read, children.ToArray());
        return found.Length == 0 ? [place] : found.SelectMany(child => new CaseValue(child.Item1, child.Item2, marks).Leaves());
    }

    private JsonElement Read(JsonElement value)
    {
        read.Add(path);
        return value;
    }
}
