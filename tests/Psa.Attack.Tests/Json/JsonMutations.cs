using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Psa.Attack.Tests.Json;

/// <summary>Spoils a valid document in one place: what people, old clients, other libraries and broken lines send.</summary>
internal static class JsonMutations
{
    // JSON nodes can't hold what these stand for
    private const string Raw = "#raw#";
    private const string Twice = "#twice#";

    private static readonly string[] Wrong =
    [
        "null", "true", "0", "7", "-1", "1.5", "1e400", "-1e-400", "79228162514264337593543950336", "9223372036854775808", "-2147483649", "12345678901234567890123456789.123456789",
        "\"\"", "\" \"", "\"x\"", "\"7\"", "\"0\"", "\"-1\"", "\"1e2\"", "\"NoSuchName\"", "\"null\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"-0001-01-01\"", "\"2026-02-30\"",
        "\"2026-03-01T25:00:00Z\"", "\"9999-12-31T23:59:59.999999999Z\"", "\"-9998-01-01T00:00:00Z\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\u200b\"", "\"net 999\"",
        "\"00000000-0000-0000-0000-000000000000\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"amount\":\"1\"}", "{\"amount\":1e30,\"currency\":\"EUR\"}", "{\"amount\":null,\"currency\":\"EUR\"}",
        "{\"amount\":\"1\",\"currency\":\"XXX\"}", "{\"start\":\"2026-03-01\",\"endExclusive\":\"2026-03-01\"}", "{\"kind\":\"none\"}", "{\"kind\":7}", Deep('[', ']'), Deep("{\"a\":", "}"),
    ];

    public static string Mutate(JsonNode document, Random random)
    {
        var spoiled = document.DeepClone();
        var inner = Inner(spoiled).ToList();
        switch (inner.Count == 0 ? 9 : random.Next(10))
        {
            case 0:
                Remove(inner[random.Next(inner.Count)]);
                return spoiled.ToJsonString();
            case 1:
                inner[random.Next(inner.Count)].ReplaceWith(Raw);
                return spoiled.ToJsonString().Replace($"\"{Raw}\"", "null", StringComparison.Ordinal);
            case 2:
                return Doubled(spoiled, inner[random.Next(inner.Count)]);
            case 3:
                return Text(spoiled.ToJsonString(), random);
            case 9:
                return inner.Count == 0 || random.Next(8) == 0 ? Wrong[random.Next(Wrong.Length)] : Replaced(spoiled, inner[random.Next(inner.Count)], random);
            default:
                return Replaced(spoiled, inner[random.Next(inner.Count)], random);
        }
    }

    private static string Replaced(JsonNode document, JsonNode place, Random random)
    {
        place.ReplaceWith(Raw);
        return document.ToJsonString().Replace($"\"{Raw}\"", Wrong[random.Next(Wrong.Length)], StringComparison.Ordinal);
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject parent)
        {
            parent.Remove(node.GetPropertyName());
        }
        else
        {
            ((JsonArray)node.Parent!).Remove(node);
        }
    }

    private static string Doubled(JsonNode document, JsonNode node)
    {
        if (node.Parent is not JsonObject parent)
        {
            ((JsonArray)node.Parent!).Add((JsonNode?)null);
            return document.ToJsonString();
        }

        parent.Add(node.GetPropertyName() + Twice, node.DeepClone());
        return document.ToJsonString().Replace(Twice, string.Empty, StringComparison.Ordinal);
    }

    private static string Text(string json, Random random)
    {
        var place = random.Next(json.Length);
        return random.Next(4) switch
        {
            0 => json[..place],
            1 => json[..place] + (char)random.Next(1, 0x300) + json[place..],
            2 => json[..place] + (char)random.Next(0, 0x10000) + json[(place + 1)..],
            _ => json[..place] + json[(place + random.Next(json.Length - place))..],
        };
    }

    private static IEnumerable<JsonNode> Inner(JsonNode node)
    {
        var children = node switch
        {
            JsonObject properties => properties.Select(static pair => pair.Value),
            JsonArray elements => elements,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            yield return child;
            foreach (var deeper in Inner(child))
            {
                yield return deeper;
            }
        }
    }

    private static string Deep(char open, char close) => new string(open, 100) + new string(close, 100);

    private static string Deep(string open, string close) =>
        new StringBuilder().Insert(0, open, 100).Append(1.ToString(CultureInfo.InvariantCulture)).Insert(open.Length * 100 + 1, close, 100).ToString();
}
