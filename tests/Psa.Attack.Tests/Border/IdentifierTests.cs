using System.Text.Json;
using System.Text.Json.Nodes;
using Psa.Attack.Tests.Json;
using Psa.Testing;

namespace Psa.Attack.Tests.Border;

/// <summary>R-TEXT: two identifiers that look alike are never two records. Whatever property is named as one refuses what nobody sees.</summary>
public sealed class IdentifierTests(ITestOutputHelper output)
{
    [Fact]
    public void No_identifier_of_any_type_holds_a_character_that_nobody_sees()
    {
        var (samples, found) = (new JsonSamples(Depth.Seed(20_261_126)), new List<string>());
        foreach (var type in JsonTypes.All)
        {
            foreach (var property in type.Properties.Where(static property => property.PropertyType == typeof(string) && property.Get is not null && Identifiers.IsName(property.Name)))
            {
                // one that has it, since others may not have any; where a constructor makes other texts of it, there is nothing to spoil
                var all = samples.Of(type.Type);
                var spoiled = (JsonObject)(all.FirstOrDefault(one => one[property.Name] is not null) ?? all[0]).DeepClone();
                spoiled[property.Name] = "A\u200bB";
                var value = JsonSerializer.Deserialize(spoiled.ToJsonString(), type)!;
                Assert.Contains(Psa.Records.Border.Problems(value).AsEnumerable(), static problem => problem.Code == MoneyErrors.BadText);
                found.Add($"{type.Type.Name}.{property.Name}");
            }
        }

        output.WriteLine($"{found.Count} identifiers: {string.Join(", ", found)}");
        Assert.True(found.Count > 40);
    }
}
