using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ardalis.SmartEnum;
using NodaTime;
using Psa.Access;
using Psa.Lists;
using Psa.Records;

namespace Psa.Attack.Tests.Json;

/// <summary>
/// Makes valid documents of every type from its metadata. Only values that are one piece of text or number have samples here; what consists of properties is put together by
/// chance, and what its constructor refuses is thrown away.
/// </summary>
internal sealed class JsonSamples(int seed)
{
    private const int Wanted = 16;
    private const int Tries = 1_000;

    private static readonly Dictionary<Type, string[]> OfValues = new()
    {
        [typeof(string)] = ["\"x\"", "\"Contract 1\"", "\"\"", "\"é 漢\""],
        [typeof(bool)] = ["true", "false"],
        [typeof(int)] = ["0", "1", "2", "30", "365"],
        [typeof(long)] = ["0", "1", "31", "100000"],
        [typeof(decimal)] = ["0", "0", "1", "12.5", "0.000000000001", "20"],
        [typeof(Guid)] = ["\"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59\""],
        [typeof(LocalDate)] = ["\"2026-03-01\"", "\"2024-02-29\"", "\"2026-12-31\""],
        [typeof(Instant)] = ["\"2026-03-01T09:30:00Z\"", "\"2026-03-01T09:30:00.123456Z\""],
        [typeof(Money)] = ["""{"amount":"12.34","currency":"EUR"}""", """{"amount":"-5","currency":"JPY"}"""],
        [typeof(UnitPrice)] = ["""{"amount":"0.075","currency":"EUR"}""", """{"amount":"-5","currency":"USD"}"""],
        [typeof(ExactAmount)] = ["""{"amount":"12.3451612","currency":"EUR"}"""],
        [typeof(Currency)] = ["\"EUR\"", "\"JPY\""],
        [typeof(Percent)] = ["\"20\"", "\"0.5\"", "\"0\""],
        [typeof(DatePeriod)] = ["""{"start":"2026-03-01","endExclusive":"2026-04-01"}"""],
        [typeof(PaymentTerms)] = ["\"net 30\"", "\"eom 0\"", "\"50 net 0; 50 net 30; 2% 10\""],
        [typeof(Metadata)] = ["""{"crm":"42"}""", """{"a":"","b":"é 漢"}"""],
        [typeof(TenantId)] = ["\"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a5a\""],
        [typeof(UserId)] = ["\"ann\""],
        [typeof(Role)] = ["\"Finance\""],

        // it holds itself
        [typeof(ListFilter)] =
        [
            """{"kind":"is","field":"total","operator":"Above","values":["1.00 EUR"]}""",
            """{"kind":"and","of":[{"kind":"not","of":{"kind":"is","field":"number","operator":"Empty","values":[]}},{"kind":"or","of":[]}]}""",
        ],
    };

    private readonly Random _random = new(seed);
    private readonly Dictionary<Type, IReadOnlyList<JsonNode>> _known = [];

    /// <summary>Gives some valid documents of a type.</summary>
    public IReadOnlyList<JsonNode> Of(Type type)
    {
        if (!_known.TryGetValue(type, out var known))
        {
            _known.Add(type, known = [.. Make(type)]);
        }

        return known;
    }

    private IEnumerable<JsonNode> Make(Type type)
    {
        if (TextsOf(type) is { } texts)
        {
            return texts.Select(static text => JsonNode.Parse(text)!);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var elements = Of(type.GenericTypeArguments[0]);
            return [new JsonArray(), new JsonArray([Any(elements), Any(elements)]), .. elements.Select(static element => new JsonArray([element.DeepClone()]))];
        }

        var json = PsaJson.Options.GetTypeInfo(type);
        Assert.True(json.Kind == JsonTypeInfoKind.Object, $"There is no sample of {type}: add one for this kind of value.");
        var valid = new List<JsonNode>();
        for (var i = 0; i < Tries && valid.Count < Wanted; i++)
        {
            var candidate = Candidate(json, isFull: i % 2 == 0);
            if (JsonAttack.Accepts(candidate.ToJsonString(), json))
            {
                valid.Add(candidate);
            }
        }

        return valid;
    }

    private JsonObject Candidate(JsonTypeInfo json, bool isFull)
    {
        var node = new JsonObject();
        if (json.PolymorphismOptions is { } polymorphism)
        {
            var derived = polymorphism.DerivedTypes[_random.Next(polymorphism.DerivedTypes.Count)];
            node.Add(polymorphism.TypeDiscriminatorPropertyName, JsonValue.Create((string)derived.TypeDiscriminator!));
            json = PsaJson.Options.GetTypeInfo(derived.DerivedType);
        }

        foreach (var property in json.Properties)
        {
            var mayBeMissing = !property.IsRequired;
            if (property.IsSettable() && !(mayBeMissing && _random.Next(isFull ? 10 : 2) == 0))
            {
                node.Add(property.Name, Any(Of(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)));
            }
        }

        return node;
    }

    private JsonNode Any(IReadOnlyList<JsonNode> nodes) => nodes[_random.Next(nodes.Count)].DeepClone();

    private static string[]? TextsOf(Type type)
    {
        if (type.IsEnum)
        {
            return [.. Enum.GetNames(type).Select(static name => $"\"{name}\"")];
        }

        if (type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(SmartEnum<>))
        {
            var all = (System.Collections.IEnumerable)type.GetProperty("All")!.GetValue(null)!;
            return [.. all.Cast<object>().Select(static value => $"\"{value}\"")];
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>) ? OfValues[typeof(Guid)] : OfValues.GetValueOrDefault(type);
    }
}
