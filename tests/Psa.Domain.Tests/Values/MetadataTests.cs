using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Psa.Records;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public sealed class MetadataTests
{
    private static readonly Arbitrary<(string Key, string Value)[]> Entries = Arb.From(Gen.ArrayOf(
        from key in Gen.Elements("a", "B", "b", "crm.id", "é", "a b", "漢", "Z", "_")
        from value in Gen.Elements("", " ", "1", "x\ny", "\u200b", "💶")
        select (key, value)));

    [Fact]
    public void Maps_are_equal_by_content_whatever_the_order_they_were_made_in() => PropertyCheck.That(Prop.ForAll(Entries, entries =>
    {
        var last = entries.GroupBy(static entry => entry.Key).ToDictionary(static group => group.Key, static group => group.Last().Value);
        var (made, other) = (
            entries.Aggregate(Metadata.Empty, static (all, entry) => all.With(entry.Key, entry.Value)),
            Metadata.From(last.OrderByDescending(static entry => entry.Key, StringComparer.Ordinal)));
        return made == other
            && made.GetHashCode() == other.GetHashCode()
            && made.Count == last.Count
            && made.IsEmpty == (last.Count == 0)
            && (made == default) == made.IsEmpty
            && made.Keys.SequenceEqual(last.Keys.Order(StringComparer.Ordinal))
            && last.All(entry => made[entry.Key] == entry.Value)
            && (made.IsEmpty || (made.With(made.Keys.First(), "other") != made && made.Without(made.Keys.First()) != made));
    }));

    [Fact]
    public void Another_key_or_value_makes_another_map()
    {
        var one = Metadata.Empty.With("a", "1");
        Assert.NotEqual(one, one.With("a", "2"));
        Assert.NotEqual(one, Metadata.Empty.With("b", "1"));
        Assert.NotEqual(one, one.With("b", "1"));
        Assert.NotEqual(one, Metadata.Empty);
    }

    [Fact]
    public void What_is_written_reads_back_and_is_sorted() => PropertyCheck.That(Prop.ForAll(Entries, static entries =>
    {
        var metadata = entries.Aggregate(Metadata.Empty, static (all, entry) => all.With(entry.Key, entry.Value));
        var json = JsonSerializer.Serialize(metadata, PsaJson.Options);
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Deserialize<Metadata>(json, PsaJson.Options) == metadata
            && document.RootElement.EnumerateObject().Select(static one => one.Name).SequenceEqual(metadata.Keys);
    }));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":"1","a":"2"}""")]
    [InlineData("""{"":"1"}""")]
    [InlineData("""{" a":"1"}""")]
    [InlineData("""{"a\u200bb":"1"}""")]
    [InlineData("""{"a":"\u0000"}""")]
    public void Other_json_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Metadata>(json, PsaJson.Options));

    [Fact]
    public void Keys_values_and_their_count_have_bounds()
    {
        var most = Metadata.From(Enumerable.Range(0, Metadata.MaxCount).Select(static n => KeyValuePair.Create(new string('k', Metadata.MaxKeyLength - 2) + $"{n:00}", new string('v', Metadata.MaxValueLength))));
        Assert.Equal(Metadata.MaxCount, most.Count);
        Assert.Equal(Metadata.MaxCount, most.With(most.Keys.First(), "changed").Count);
        Refuses(() => most.With("one more", "x"));
        Refuses(() => Metadata.From([.. most, KeyValuePair.Create("one more", "x")]));
        Refuses(() => Metadata.Empty.With(new string('k', Metadata.MaxKeyLength + 1), "x"));
        Refuses(() => Metadata.Empty.With("k", new string('v', Metadata.MaxValueLength + 1)));
        Refuses(() => Metadata.Empty.With(string.Empty, "x"));
        Refuses(() => Metadata.Empty.With("k ", "x"));
        Refuses(() => Metadata.Empty.With("k", "\ud800"));
        Assert.Throws<ArgumentNullException>(() => Metadata.Empty.With("k", null!));

        static void Refuses(Func<Metadata> make)
        {
            var refusal = Assert.Throws<RuleViolationException>(() => make());
            Assert.Equal((MoneyErrors.BadMetadata, nameof(Metadata)), (refusal.Code, Assert.Single(refusal.Fields)));
        }
    }
}
