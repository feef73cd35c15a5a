using System.Text.Json;
using NodaTime;
using Psa.Access;
using Psa.Domain.Tests.Lifecycles;
using Psa.Records;

namespace Psa.Domain.Tests.Values.Json;

public class JsonShapeTests
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static TheoryData<object, string> Shapes => new()
    {
        { Money.Of(12.34m, Currency.EUR), """{"amount":"12.34","currency":"EUR"}""" },
        { Money.Of(-12m, Currency.EUR), """{"amount":"-12.00","currency":"EUR"}""" },
        { Money.Of(1200, Currency.JPY), """{"amount":"1200","currency":"JPY"}""" },
        { Money.FromMinorUnits(long.MinValue, Currency.CLF), """{"amount":"-922337203685477.5808","currency":"CLF"}""" },
        { UnitPrice.Of(0.0750m, Currency.EUR), """{"amount":"0.075","currency":"EUR"}""" },
        { ExactAmount.Of(-0.0225m, Currency.EUR), """{"amount":"-0.0225","currency":"EUR"}""" },
        { Percent.Of(20), "\"20\"" },
        { Percent.Of(7.70m), "\"7.7\"" },
        { Currency.EUR, "\"EUR\"" },
        { DatePeriod.Create(new(2026, 3, 1), new(2026, 4, 1)), """{"start":"2026-03-01","endExclusive":"2026-04-01"}""" },
        { new LocalDate(2026, 3, 1), "\"2026-03-01\"" },
        { new LocalDate(1, 1, 1), "\"0001-01-01\"" },
        { LocalDate.MinIsoValue, "\"-9998-01-01\"" },
        { LocalDate.MaxIsoValue, "\"9999-12-31\"" },
        { Instant.FromUtc(2026, 3, 1, 9, 30), "\"2026-03-01T09:30:00Z\"" },
        { Instant.FromUtc(2026, 3, 1, 9, 30).PlusNanoseconds(1), "\"2026-03-01T09:30:00.000000001Z\"" },
        { new Id<Sample>(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59")), "\"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59\"" },
        { new TenantId(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59")), "\"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59\"" },
        { DoorStatus.Locked, "\"Locked\"" },
        { UserId.Of("ann"), "\"ann\"" },
        { Role.Finance, "\"Finance\"" },
        { ValueList.Create<int>([1, 2]), "[1,2]" },
        { default(ValueList<int>), "[]" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_value_has_its_shape_and_reads_back(object value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(value, Options));
        Assert.Equal(value, JsonSerializer.Deserialize(json, value.GetType(), Options));
    }

    [Theory]
    [InlineData("""{"amount":12.34,"currency":"EUR"}""")]
    [InlineData("""{"amount":1234e-2,"currency":"EUR"}""")]
    [InlineData("""{"amount":0.1234E+2,"currency":"EUR"}""")]
    [InlineData("""{"currency":"eur","amount":"12.340"}""")]
    [InlineData("""{"amount":"12.34","currency":"EUR","note":{"deep":[1,2]}}""")]
    [InlineData("""{ "amount" : "\u0031\u0032.34" , "currency" : "EUR" }""")]
    public void Numbers_order_and_other_properties_are_accepted(string json) =>
        Assert.Equal(Money.Of(12.34m, Currency.EUR), JsonSerializer.Deserialize<Money>(json, Options));

    [Theory]
    [InlineData("\"12.34 EUR\"")]
    [InlineData("12.34")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"amount":"12.34"}""")]
    [InlineData("""{"currency":"EUR"}""")]
    [InlineData("""{"amount":null,"currency":"EUR"}""")]
    [InlineData("""{"amount":true,"currency":"EUR"}""")]
    [InlineData("""{"amount":{},"currency":"EUR"}""")]
    [InlineData("""{"amount":[],"currency":"EUR"}""")]
    [InlineData("""{"amount":"","currency":"EUR"}""")]
    [InlineData("""{"amount":"1","currency":"XXX"}""")]
    [InlineData("""{"amount":"1","currency":null}""")]
    [InlineData("""{"amount":"1","currency":978}""")]
    [InlineData("""{"amount":"12,34","currency":"EUR"}""")]
    [InlineData("""{"amount":" 12.34","currency":"EUR"}""")]
    [InlineData("""{"amount":"1e2","currency":"EUR"}""")]
    [InlineData("""{"amount":"12.345","currency":"EUR"}""")]
    [InlineData("""{"amount":12.345,"currency":"EUR"}""")]
    [InlineData("""{"amount":"12.00000000000000000000000000000000000000001","currency":"EUR"}""")]
    [InlineData("""{"amount":12.00000000000000000000000000000000000000001,"currency":"EUR"}""")]
    [InlineData("""{"amount":1e-30,"currency":"EUR"}""")]
    [InlineData("""{"amount":1e999999999999,"currency":"EUR"}""")]
    [InlineData("""{"amount":"99999999999999999999","currency":"EUR"}""")]
    [InlineData("""{"amount":"99999999999999999999999999999999999999","currency":"EUR"}""")]
    [InlineData("""{"amount":"1","amount":"2","currency":"EUR"}""")]
    [InlineData("""{"amount":"1","currency":"EUR","currency":"USD"}""")]
    [InlineData("""{"amount":"1","currency":"EUR" """)]
    public void Malformed_money_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json, Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json.Replace("\"12.34\"", "\"12.3456789012345\"", StringComparison.Ordinal).Replace("EUR\"}", "EUR\", \"x\": }", StringComparison.Ordinal), Options));
    }

    [Theory]
    [InlineData(typeof(UnitPrice), """{"amount":"0.0000000000001","currency":"EUR"}""")]
    [InlineData(typeof(UnitPrice), "{}")]
    [InlineData(typeof(ExactAmount), """{"amount":"1.","currency":"EUR"}""")]
    [InlineData(typeof(ExactAmount), """{"amount":1e2,"currency":"EUR"}""")]
    [InlineData(typeof(Percent), "\"20 %\"")]
    [InlineData(typeof(Percent), "\"1.1234567\"")]
    [InlineData(typeof(Percent), "true")]
    [InlineData(typeof(Percent), "null")]
    [InlineData(typeof(Currency), "\"EURO\"")]
    [InlineData(typeof(Currency), "978")]
    [InlineData(typeof(Currency), "null")]
    [InlineData(typeof(DatePeriod), """{"start":"2026-03-01"}""")]
    [InlineData(typeof(DatePeriod), """{"start":"2026-03-01","endExclusive":"2026-03-01"}""")]
    [InlineData(typeof(DatePeriod), """{"start":"2026-03-01","start":"2026-03-02","endExclusive":"2026-04-01"}""")]
    [InlineData(typeof(DatePeriod), "\"2026-03-01/2026-04-01\"")]
    [InlineData(typeof(LocalDate), "\"2026-02-30\"")]
    [InlineData(typeof(LocalDate), "\"2026-3-1\"")]
    [InlineData(typeof(LocalDate), "\"2026-13-01\"")]
    [InlineData(typeof(LocalDate), "\"2026-03-01T00:00:00Z\"")]
    [InlineData(typeof(LocalDate), "\"\"")]
    [InlineData(typeof(LocalDate), "20260301")]
    [InlineData(typeof(Instant), "\"2026-03-01\"")]
    [InlineData(typeof(Instant), "\"2026-03-01T09:30:00+01:00\"")]
    [InlineData(typeof(Id<Sample>), "\"42\"")]
    [InlineData(typeof(Id<Sample>), "42")]
    [InlineData(typeof(Id<Sample>), "null")]
    [InlineData(typeof(TenantId), "\"42\"")]
    [InlineData(typeof(DoorStatus), "\"Ajar\"")]
    [InlineData(typeof(DoorStatus), "\"open\"")]
    [InlineData(typeof(DoorStatus), "1")]
    [InlineData(typeof(UserId), "\" \"")]
    [InlineData(typeof(Role), "\" \"")]
    [InlineData(typeof(ValueList<int>), "{}")]
    [InlineData(typeof(ValueList<int>), "[1,\"x\"]")]
    public void Malformed_values_are_refused(Type type, string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, type, Options));

    [Fact]
    public void Percents_are_read_from_numbers_too() => Assert.Equal(Percent.Of(7.7m), JsonSerializer.Deserialize<Percent>("7.7", Options));

    [Fact]
    public void Null_is_no_list_and_no_element_of_one()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ValueList<int>>("null", Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ValueList<string>>("[null]", Options));
    }

    [Fact]
    public void What_was_never_set_is_not_written()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(default(Money), Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(default(UnitPrice), Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(default(ExactAmount), Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(default(Currency), Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(default(DatePeriod), Options));
    }

    [Fact]
    public void A_refusal_says_where()
    {
        const string json = """
            {
              "lines": [{"amount":"1.00","currency":"EUR"}, {"amount":"1.005","currency":"EUR"}]
            }
            """;

        var refusal = Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(json, SampleJsonContext.Default.Sample));

        Assert.Equal(PsaErrors.MalformedJson, refusal.Code);
        Assert.StartsWith("At $.lines, line 2: [1]: 1.005 EUR", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(PsaErrors.MalformedJson, Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read("null", SampleJsonContext.Default.Sample)).Code);
        Assert.Equal(PsaErrors.MalformedJson, Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read("{", SampleJsonContext.Default.Sample)).Code);
        Assert.Equal(PsaErrors.MalformedJson, Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read("{}", SampleJsonContext.Default.Sample)).Code);
    }

    [Fact]
    public void Options_can_be_made_of_a_context()
    {
        var options = PsaJson.CreateOptions(SampleJsonContext.Default);

        Assert.True(options.IsReadOnly);
        Assert.Equal("\"2026-03-01\"", JsonSerializer.Serialize(new LocalDate(2026, 3, 1), (System.Text.Json.Serialization.Metadata.JsonTypeInfo<LocalDate>)options.GetTypeInfo(typeof(LocalDate))));
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        PsaJson.Configure(options);
        return options;
    }
}
