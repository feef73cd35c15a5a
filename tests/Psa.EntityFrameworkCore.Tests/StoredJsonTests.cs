using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Psa.Contracts;
using Psa.Records;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What is written into a JSON column is read as the same value, and is never longer than what hosts see.</summary>
public sealed class StoredJsonTests
{
    public static TheoryData<string> Columns { get; } = [.. Properties().Select(static property => $"{property.DeclaringType!.Name}.{property.Name}").Distinct()];

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_value_is_read_as_it_was_written(string column)
    {
        var property = Properties().First(one => $"{one.DeclaringType!.Name}.{one.Name}" == column);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        for (var seed = 0; seed < 200; seed++)
        {
            var value = new RandomRecords(seed) { IsFull = seed % 4 == 0 }.Make(type);
            var text = Write(value, type);
            Assert.Equal(value, JsonSerializer.Deserialize(text, StoredJson.Options.GetTypeInfo(type)));
            Assert.True(text.Length <= JsonSerializer.SerializeToUtf8Bytes(value, PsaJson.Options.GetTypeInfo(type)).Length, $"{column} of seed {seed} is longer than what hosts see.");
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Defaults_are_read_as_they_were_written(string column)
    {
        var property = Properties().First(one => $"{one.DeclaringType!.Name}.{one.Name}" == column);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        for (var seed = 0; seed < 50; seed++)
        {
            var value = new RandomRecords(seed).Make(type);
            foreach (var poorer in Poorer(value, type, depth: 3))
            {
                Assert.Equal(poorer, JsonSerializer.Deserialize(Write(poorer, type), StoredJson.Options.GetTypeInfo(type)));
            }
        }
    }

    /// <summary>A row that lost something is refused, unless what is left says what it always means: then it would have been written so.</summary>
    [Theory]
    [MemberData(nameof(Columns))]
    public void What_is_missing_is_noticed(string column)
    {
        var property = Properties().First(one => $"{one.DeclaringType!.Name}.{one.Name}" == column);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        for (var seed = 0; seed < 20; seed++)
        {
            var whole = JsonNode.Parse(Write(new RandomRecords(seed) { IsFull = true }.Make(type), type))!;
            foreach (var (poorer, path) in Without(whole))
            {
                try
                {
                    var again = JsonNode.Parse(Write(JsonSerializer.Deserialize(poorer, StoredJson.Options.GetTypeInfo(type))!, type))!;
                    Assert.True(JsonNode.DeepEquals(poorer, again) || IsGivenByConstructor(again, path), $"{column} of seed {seed} without {path} is read from {poorer.ToJsonString()} as what isn't said there.");
                }
                catch (Exception e) when (e is JsonException or PsaException or ArgumentException or InvalidOperationException or NotSupportedException)
                {
                    // what a store says as store.unreadable
                }
            }
        }
    }

    /// <summary>Schemes by tiers have a writer and a reader of their own: they write what the general way would, and each reads what the other wrote.</summary>
    [Fact]
    public void A_scheme_by_tiers_is_written_as_any_other()
    {
        var (type, kinds) = ((JsonTypeInfo<PricingScheme>)StoredJson.Options.GetTypeInfo(typeof(PricingScheme)), new Dictionary<string, int>());
        for (var seed = 0; seed < 400; seed++)
        {
            var scheme = (PricingScheme)new RandomRecords(seed) { IsFull = seed % 4 == 0 }.Make(typeof(PricingScheme));
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, StoredJson.Writing))
            {
                writer.WriteStartObject();
                StoredSchemes.Write(writer, "pricing"u8, scheme);
                writer.WriteEndObject();
            }

            var general = Write(scheme, typeof(PricingScheme));
            Assert.Equal($$"""{"pricing":{{Encoding.UTF8.GetString(general)}}}""", Encoding.UTF8.GetString(buffer.ToArray()));
            var reader = new Utf8JsonReader(general);
            Assert.True(reader.Read());
            Assert.Equal(scheme, StoredSchemes.Read(ref reader));
            Assert.Equal(general.Length, reader.BytesConsumed);
            Assert.Equal(scheme, JsonSerializer.Deserialize(general, type));
            kinds[scheme.Kind] = kinds.GetValueOrDefault(scheme.Kind) + 1;
        }

        Assert.All((string[])["graduated", "volume", "included"], kind => Assert.InRange(kinds[kind], 10, 400));
    }

    // a text that may be empty, pieces, and how often prices rise: what the public JSON too may leave out
    private static bool IsGivenByConstructor(JsonNode again, string path) =>
        Find(again, path) is JsonValue given
        && (path.EndsWith("/everyMonths", StringComparison.Ordinal) ? given.GetValue<int>() == 12
            : given.GetValueKind() == JsonValueKind.String && given.GetValue<string>() == (path.EndsWith("/unit", StringComparison.Ordinal) ? "C62" : string.Empty));

    /// <summary>The same JSON, each time with another of its properties gone, at any depth.</summary>
    private static IEnumerable<(JsonNode Json, string Path)> Without(JsonNode whole)
    {
        var paths = new List<string>();
        Collect(whole);
        foreach (var path in paths)
        {
            var copy = whole.DeepClone();
            ((JsonObject)Find(copy, path[..path.LastIndexOf('/')])!).Remove(path[(path.LastIndexOf('/') + 1)..]);
            yield return (copy, path);
        }

        void Collect(JsonNode? node, string path = "")
        {
            if (node is JsonObject parts)
            {
                foreach (var (name, value) in parts)
                {
                    paths.Add($"{path}/{name}");
                    Collect(value, $"{path}/{name}");
                }
            }
            else if (node is JsonArray elements)
            {
                for (var i = 0; i < elements.Count; i++)
                {
                    Collect(elements[i], FormattableString.Invariant($"{path}/{i}"));
                }
            }
        }
    }

    private static JsonNode? Find(JsonNode node, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)node, static (at, name) => at is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : at?[name]);

    private static byte[] Write(object value, Type type)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, StoredJson.Writing))
        {
            JsonSerializer.Serialize(writer, value, StoredJson.Options.GetTypeInfo(type));
        }

        return buffer.ToArray();
    }

    /// <summary>The same value with one property after the other, at any depth, at its type's default where a value may have that.</summary>
    private static IEnumerable<object> Poorer(object value, Type type, int depth)
    {
        if (depth > 0 && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var elements = ((System.Collections.IEnumerable)value).Cast<object>().ToArray();
            foreach (var inner in elements.Take(1).SelectMany(element => Poorer(element, element.GetType(), depth)))
            {
                var copy = Array.CreateInstance(type.GetGenericArguments()[0], elements.Length);
                Array.Copy(elements, copy, elements.Length);
                copy.SetValue(inner, 0);
                yield return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(type.GetGenericArguments()[0]).Invoke(null, [copy])!;
            }

            yield break;
        }

        if (depth == 0 || type.GetMethod("<Clone>$") is not { } clone)
        {
            yield break;
        }

        foreach (var property in type.GetProperties().Where(one => one is { CanWrite: true, CanRead: true } && one.SetMethod!.IsPublic))
        {
            var old = property.GetValue(value);
            if (old is not null && property.PropertyType.IsValueType)
            {
                // nothing for what may be nothing, and else the default of what it holds, where that is a value
                Type?[] kinds = [property.PropertyType, Nullable.GetUnderlyingType(property.PropertyType)];
                foreach (var kind in kinds.OfType<Type>().Where(kind => !typeof(IMayBeUnset).IsAssignableFrom(kind)))
                {
                    var copy = clone.Invoke(value, null)!;
                    if (TrySet(property, copy, Activator.CreateInstance(kind)))
                    {
                        yield return copy;
                    }
                }
            }

            if (old is null)
            {
                continue;
            }

            foreach (var inner in Poorer(old, old.GetType(), depth - 1))
            {
                var copy = clone.Invoke(value, null)!;
                if (TrySet(property, copy, inner))
                {
                    yield return copy;
                }
            }
        }
    }

    // a value that checks itself may refuse its default
    private static bool TrySet(PropertyInfo property, object target, object? value)
    {
        try
        {
            property.SetValue(target, value);
            return true;
        }
        catch (TargetInvocationException e) when (e.InnerException is PsaException or ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<PropertyInfo> Properties() =>
        RecordTypes.All.SelectMany(type => type.Type.GetProperties())
            .Where(property => property.CanWrite && IsJson(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));

    private static bool IsJson(Type type) => ValueFormats.Of(type).Parts is [{ Type: StoredType.Json }];
}
