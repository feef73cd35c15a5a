using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Access;
using Psa.Domain.Tests.Lifecycles;
using Psa.Events;
using Psa.Records;
using Psa.Testing;

namespace Psa.Domain.Tests.Values.Json;

public class JsonRoundTripTests
{
    private static readonly Arbitrary<Sample> Samples = Arb.From(
        from id in Arbitraries.Ids<Sample>()
        from money in Arbitraries.AnyMoney.Generator
        from price in Arbitraries.UnitPrices.Generator
        from factor in Arbitraries.Decimals(28).Generator
        from percent in Arbitraries.Percents.Generator
        from period in Arbitraries.Periods.Generator
        from at in Arbitraries.Instants
        from status in Gen.Elements(DoorStatus.All.ToArray())
        from rounding in Arbitraries.Roundings
        from lines in Gen.ArrayOf(Arbitraries.AnyMoney.Generator)
        from optional in Gen.Elements(false, true)
        select new Sample
        {
            Id = id,
            Tenant = new(id.Value),
            User = UserId.Of("auth0|" + id),
            Total = money,
            Paid = optional ? money : null,
            Price = price,
            Exact = price.Times(factor).Times(factor),
            Discount = percent,
            Currency = money.Currency,
            Other = optional ? price.Currency : null,
            Period = period,
            Date = period.Start,
            LastDay = optional ? period.LastDay : null,
            At = at,
            Status = status,
            Previous = optional ? status : null,
            Rounding = rounding,
            Lines = lines.ToValueList(),
            Links = optional ? [id] : [],
            Cells = optional ? AccessTable.Default.ToCells() : [],
            Nested = optional ? [[1, 2], [], [3]] : [],
        });

    [Fact]
    public void A_record_out_is_a_record_in() => PropertyCheck.That(
        Prop.ForAll(Samples, sample => PsaJson.Read(PsaJson.Write(sample, SampleJsonContext.Default.Sample), SampleJsonContext.Default.Sample) == sample));

    [Fact]
    public void Reflection_reads_what_a_source_generated_context_writes() => PropertyCheck.That(
        Prop.ForAll(Samples, sample =>
        {
            var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
            PsaJson.Configure(options);
            options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
            return JsonSerializer.Deserialize<Sample>(PsaJson.Write(sample, SampleJsonContext.Default.Sample), options) == sample
                && PsaJson.Read(JsonSerializer.Serialize(sample, options), SampleJsonContext.Default.Sample) == sample;
        }),
        maxTest: 20);

    [Fact]
    public void A_stream_in_small_pieces_reads_the_same() => PropertyCheck.That(
        Prop.ForAll(Samples, sample =>
        {
            var options = new JsonSerializerOptions(SampleJsonContext.Default.Options) { DefaultBufferSize = 1 };
            using var stream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(sample, SampleJsonContext.Default.Sample));
            return (Sample?)JsonSerializer.Deserialize(stream, options.GetTypeInfo(typeof(Sample))) == sample;
        }),
        maxTest: 50);

    [Fact]
    public void An_event_out_is_an_event_in()
    {
        var actor = Actor.Create(new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01")), UserId.Of("ann"), "Ann", [Role.Sales], AccessTable.Default);
        var record = new Id<Sample>(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
        var written = PsaEvent.By(actor, Instant.FromUtc(2026, 3, 1, 9, 30), EventKinds.ContractActivated, record, "Draft", "Active", "signed") with { Sequence = 7 };

        var read = PsaJson.Read(PsaJson.Write(written, SampleJsonContext.Default.PsaEvent), SampleJsonContext.Default.PsaEvent);

        Assert.Equal(written, read);
        Assert.Equal((actor.Tenant, actor.User, "Ann", "Sample", record.Value), (read.Tenant, read.Actor, read.ActorName, read.RecordKind, read.RecordId));
    }

    [Fact]
    public void Values_are_keys_of_dictionaries_too()
    {
        var euro = Money.Of(12.34m, Currency.EUR);
        var id = new Id<Sample>(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
        var context = SampleJsonContext.Default;

        var byCurrency = JsonSerializer.Serialize(new() { [Currency.EUR] = euro }, context.DictionaryCurrencyMoney);
        var byDate = JsonSerializer.Serialize(new() { [new(2026, 3, 1)] = euro }, context.DictionaryLocalDateMoney);
        var byId = JsonSerializer.Serialize(new() { [id] = euro }, context.DictionaryIdSampleMoney);

        Assert.Equal("""{"EUR":{"amount":"12.34","currency":"EUR"}}""", byCurrency);
        Assert.Equal("""{"2026-03-01":{"amount":"12.34","currency":"EUR"}}""", byDate);
        Assert.Equal(euro, JsonSerializer.Deserialize(byCurrency, context.DictionaryCurrencyMoney)![Currency.EUR]);
        Assert.Equal(euro, JsonSerializer.Deserialize(byDate, context.DictionaryLocalDateMoney)![new(2026, 3, 1)]);
        Assert.Equal(euro, JsonSerializer.Deserialize(byId, context.DictionaryIdSampleMoney)![id]);
    }
}
