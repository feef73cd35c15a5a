using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Psa.AspNetCore.Tests;

public class OpenApiTests
{
    private const string Amount = """{"required":["amount","currency"],"type":"object","properties":{"amount":{"pattern":"^-?\\d+(\\.\\d+)?$","type":"string","examples":["12.34"]},"currency":{"pattern":"^[A-Z]{3}$","type":"string","examples":["EUR"]}}}""";

    [Theory]
    [InlineData("customer", """{"type":"string","format":"uuid"}""")]
    [InlineData("tenant", """{"type":"string","format":"uuid"}""")]
    [InlineData("user", """{"type":"string"}""")]
    [InlineData("money", Amount)]
    [InlineData("price", Amount)]
    [InlineData("exact", Amount)]
    [InlineData("percent", """{"pattern":"^-?\\d+(\\.\\d+)?$","type":"string","examples":["20"]}""")]
    [InlineData("currency", """{"pattern":"^[A-Z]{3}$","type":"string","examples":["EUR"]}""")]
    [InlineData("terms", """{"type":"string","examples":["net 30"]}""")]
    [InlineData("period", """{"required":["start","endExclusive"],"type":"object","properties":{"start":{"type":"string","format":"date","examples":["2026-03-01"]},"endExclusive":{"type":"string","format":"date","examples":["2026-03-01"]}}}""")]
    [InlineData("date", """{"type":"string","format":"date","examples":["2026-03-01"]}""")]
    [InlineData("moment", """{"type":"string","format":"date-time","examples":["2026-03-01T09:30:00Z"]}""")]
    [InlineData("status", """{"enum":["Draft","Issued","PartiallyPaid","Paid","Credited","Deleted","SettledInPart","Settled"],"type":"string"}""")]
    [InlineData("timing", """{"enum":["InAdvance","InArrears"],"type":"string"}""")]
    [InlineData("metadata", """{"type":"object","additionalProperties":{"type":"string"}}""")]
    [InlineData("noDate", """{"oneOf":[{"type":"null"},{"type":"string","format":"date","examples":["2026-03-01"]}]}""")]
    [InlineData("noCustomer", """{"oneOf":[{"type":"null"},{"type":"string","format":"uuid"}]}""")]
    public async Task A_value_is_described_as_it_is_written(string property, string expected)
    {
        var schema = await PropertyAsync(property);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), schema), schema?.ToJsonString());
    }

    [Fact]
    public async Task A_list_says_what_is_in_it()
    {
        var (amounts, rates) = (await PropertyAsync("amounts"), await PropertyAsync("rates"));

        Assert.Equal("array", (string?)amounts?["type"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Amount), amounts?["items"]), amounts?.ToJsonString());
        Assert.Equal("date", (string?)rates?["items"]?["properties"]?["from"]?["format"]);
    }

    /// <summary>Gives a property's schema with all that it refers to, and without the texts for people.</summary>
    private static async Task<JsonNode?> PropertyAsync(string name)
    {
        await using var host = await Host.StartAsync(app => app.MapPost("/", (Everything everything) => everything));
        var (_, _, document) = await host.GetAsync("/openapi/v1.json");
        var schemas = JsonNode.Parse(document.GetRawText())!["components"]!["schemas"]!;
        return Resolve(schemas["Everything"]!["properties"]![name]!, schemas);
    }

    private static JsonNode Resolve(JsonNode node, JsonNode schemas)
    {
        if (node is JsonObject { Count: > 0 } schema)
        {
            return schema["$ref"] is { } reference
                ? Resolve(schemas[reference.ToString().Split('/')[^1]]!, schemas)
                : new JsonObject(schema.Where(one => one.Key != "description").Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Resolve(one.Value!, schemas))));
        }

        return node is JsonArray list ? new JsonArray([.. list.Select(one => Resolve(one!, schemas))]) : node.DeepClone();
    }
}
