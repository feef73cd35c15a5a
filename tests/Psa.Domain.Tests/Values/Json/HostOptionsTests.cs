using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FsCheck.Fluent;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Records;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.Values.Json;

/// <summary>R-JSON-NULL, and names of enumerations: whatever options a host has, once they are configured the library's records are read and refused as by its own.</summary>
public sealed class HostOptionsTests
{
    public enum Hosts
    {
        Web,
        CamelCaseEnums,
        NothingForDefaults,
        Strict,
        Combined,
        NumbersAsText,
        PlainReflection,
    }

    private static IReadOnlyList<Type> Types { get; } = [.. Domain.Tests.Records.JsonOfRecordsTests.Records.Select(static row => row.Data), typeof(NewCustomer), typeof(NewContract), typeof(NewSalesItem)];

    public static TheoryData<Hosts> All => [.. Enum.GetValues<Hosts>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Records_are_written_as_the_library_writes_them_and_read_back(Hosts host)
    {
        var options = Of(host);
        PropertyCheck.That(
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), Arb.From(Gen.Elements(Types.ToArray())), (seed, type) =>
            {
                var written = new RandomRecords(seed).Make(type);
                var json = JsonSerializer.Serialize(written, type, options);
                Assert.Equal(written, JsonSerializer.Deserialize(json, type, options));
                if (host != Hosts.NumbersAsText)
                {
                    Assert.Equal(written, JsonSerializer.Deserialize(json, type, PsaJson.Options));
                    Assert.True(JsonNode.DeepEquals(WithoutNulls(JsonNode.Parse(json)), WithoutNulls(JsonSerializer.SerializeToNode(written, type, PsaJson.Options))), json);
                }
            }),
            maxTest: 40);
    }

    /// <summary>Each place of a document is once null, once missing, and once a number: a host's options refuse what the library's refuse, however deep it lies.</summary>
    [Theory]
    [InlineData(Hosts.Web)]
    [InlineData(Hosts.CamelCaseEnums)]
    [InlineData(Hosts.Combined)]
    public void What_the_library_refuses_no_host_takes(Hosts host)
    {
        var (options, refused) = (Of(host), 0);
        foreach (var type in Types)
        {
            var json = JsonSerializer.Serialize(new RandomRecords(Depth.Seed(7)) { IsFull = true }.Make(type), type, PsaJson.Options);
            foreach (var (where, spoiled) in Spoiled(json))
            {
                var ours = Refuses(spoiled, type, PsaJson.Options);
                Assert.True(ours == Refuses(spoiled, type, options), $"{type.Name} {where}: the library {(ours ? "refuses" : "takes")} it, {host} doesn't: {spoiled}");
                refused += ours ? 1 : 0;
            }
        }

        Assert.True(refused > 500, $"only {refused} were refused");
    }

    [Fact]
    public void Names_in_any_case_are_read_where_the_host_wants_it()
    {
        var options = Of(Hosts.Web);
        Assert.Equal(Money.Of(12.34m, Currency.EUR), JsonSerializer.Deserialize<Money>("""{"Amount":"12.34","CURRENCY":"EUR"}""", options));
        Assert.Equal(DatePeriod.Create(new(2026, 3, 1), new(2026, 4, 1)), JsonSerializer.Deserialize<DatePeriod>("""{"Start":"2026-03-01","endexclusive":"2026-04-01"}""", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>("""{"Amount":"12.34","amount":"12.34","currency":"EUR"}""", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>("""{"Amount":"12.34","CURRENCY":"EUR"}""", Of(Hosts.PlainReflection)));
    }

    [Fact]
    public void Flags_are_written_by_their_names()
    {
        var grant = new AccessGrant(Role.Sales, Permission.EditContracts, Grants.Own | Grants.Self);
        var json = JsonSerializer.Serialize(grant, Of(Hosts.Web));
        Assert.Equal("""{"role":"Sales","permission":"EditContracts","reach":"Own, Self"}""", json);
        Assert.Equal(grant, JsonSerializer.Deserialize<AccessGrant>(json, Of(Hosts.Web)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AccessGrant>(json.Replace("\"Own, Self\"", "3", StringComparison.Ordinal), Of(Hosts.Web)));
    }

    [Fact]
    public void A_host_keeps_its_own_enumerations_and_may_configure_twice()
    {
        var options = Of(Hosts.CamelCaseEnums);
        var count = options.Converters.Count;
        PsaJson.Configure(options);
        Assert.Equal(count, options.Converters.Count);
        Assert.Equal("\"combined\"", JsonSerializer.Serialize(Hosts.Combined, options));
        Assert.Equal("\"HalfUp\"", JsonSerializer.Serialize(Rounding.HalfUp, options));
    }

    [Fact]
    public void Every_enumeration_is_written_by_its_name()
    {
        var without = new[] { typeof(Money).Assembly, Assembly.Load("Psa.Domain") }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.IsEnum && type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType != typeof(EnumJsonConverter<>).MakeGenericType(type))
            .Select(type => $"[JsonConverter(typeof(EnumJsonConverter<{type.Name}>))] is missing on {type.FullName}");

        Assert.Empty(without);
    }

    private static JsonSerializerOptions Of(Hosts host)
    {
        var options = host is Hosts.PlainReflection ? new JsonSerializerOptions() : new JsonSerializerOptions(JsonSerializerDefaults.Web);
        switch (host)
        {
            case Hosts.CamelCaseEnums:
                options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
                break;
            case Hosts.NothingForDefaults:
                options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
                break;
            case Hosts.Strict:
                options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
                options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
                break;
            case Hosts.Combined:
                options.TypeInfoResolver = JsonTypeInfoResolver.Combine(PsaJson.Resolver, new DefaultJsonTypeInfoResolver());
                break;
            case Hosts.NumbersAsText:
                options.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
                break;
        }

        PsaJson.Configure(options);
        return options;
    }

    private static bool Refuses(string json, Type type, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type, options) is null;
        }
        catch (Exception e) when (e is JsonException or PsaException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return true;
        }
    }

    private static IEnumerable<(string Where, string Json)> Spoiled(string json)
    {
        foreach (var where in Paths(JsonNode.Parse(json)!))
        {
            foreach (var kind in new[] { "null", "missing", "number" })
            {
                var document = JsonNode.Parse(json)!;
                var (parent, last) = (document, where[^1]);
                foreach (var step in where[..^1])
                {
                    parent = step is int place ? parent[place]! : parent[(string)step]!;
                }

                if (kind == "number" && (last is int at ? parent[at] : parent[(string)last])!.GetValueKind() == JsonValueKind.Number)
                {
                    continue;
                }

                if (kind != "missing")
                {
                    _ = last is int index ? parent[index] = kind == "null" ? null : 0 : parent[(string)last] = kind == "null" ? null : 0;
                }
                else if (last is string name)
                {
                    parent.AsObject().Remove(name);
                }

                yield return ($"{string.Join('.', where)} {kind}", document.ToJsonString());
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node) => node switch
    {
        JsonObject document => document.SelectMany(static pair => Below(pair.Key, pair.Value)),
        JsonArray list => list.SelectMany(static (item, place) => Below(place, item)),
        _ => [],
    };

    private static IEnumerable<object[]> Below(object step, JsonNode? node) => [[step], .. node is null ? [] : Paths(node).Select(rest => (object[])[step, .. rest])];

    private static JsonNode? WithoutNulls(JsonNode? node)
    {
        if (node is JsonObject document)
        {
            foreach (var (name, value) in document.ToList())
            {
                if (value is null)
                {
                    document.Remove(name);
                }

                WithoutNulls(value);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                WithoutNulls(item);
            }
        }

        return node;
    }
}
