using Psa.Testing;

namespace Psa.Attack.Tests.Json;

/// <summary>R-JSON-NULL: a spoiled document of whatever type is refused by our code with the place, or makes a value that is valid.</summary>
public sealed class JsonFuzzTests(ITestOutputHelper output)
{
    private const int DocumentsOfAType = 200;
    private const int Seed = 20_261_126;

    [Fact]
    public void Whatever_is_read_is_refused_by_us_or_valid()
    {
        var samples = new JsonSamples(Depth.Seed(Seed));
        var random = new Random(Depth.Seed(Seed));
        var (tried, accepted, faults) = (0, 0, new List<string>());
        foreach (var type in JsonTypes.All)
        {
            var valid = samples.Of(type.Type);
            Assert.True(valid.Count > 0, $"No valid document of {type.Type} was found.");
            for (var i = 0; i < Depth.Times(DocumentsOfAType); i++)
            {
                var json = JsonMutations.Mutate(valid[i % valid.Count], random);
                var fault = JsonAttack.Fault(json, type, out var made);
                tried++;
                accepted += made ? 1 : 0;
                if (fault is not null)
                {
                    faults.Add($"{type.Type.Name} {fault}\n  {json}");
                }
            }
        }

        output.WriteLine($"{JsonTypes.All.Count} types, {tried} documents: {tried - faults.Count} held ({accepted} made a value, the others were refused), {faults.Count} didn't.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults.Take(40))}");
    }

    [Fact]
    public void Enumerations_are_read_by_name_only()
    {
        foreach (var type in JsonTypes.All.Where(static type => type.Type.IsEnum))
        {
            foreach (var json in (string[])["0", "1", "\"0\"", "\"1\"", $"\"{Enum.GetNames(type.Type)[0].ToLowerInvariant()}\"", $"\" {Enum.GetNames(type.Type)[0]}\"", "\"\"", "null"])
            {
                Assert.Null(JsonAttack.Fault(json, type, out var made));
                Assert.False(made, $"{type.Type.Name} was read from {json}.");
            }
        }
    }

    [Fact]
    public void Every_valid_document_is_written_as_it_was_read()
    {
        var samples = new JsonSamples(Depth.Seed(Seed));
        foreach (var type in JsonTypes.All)
        {
            foreach (var valid in samples.Of(type.Type))
            {
                Assert.Null(JsonAttack.Fault(valid.ToJsonString(), type, out var made));
                Assert.True(made);
            }
        }
    }
}
