using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Records;

/// <summary>The JSON context knows every record, and all that records are made of.</summary>
public sealed class JsonOfRecordsTests
{
    public static TheoryData<Type> Records =>
    [
        typeof(BillingEntity), typeof(BillingRun), typeof(Contract), typeof(ContractPart), typeof(Customer), typeof(Invoice), typeof(NumberSeries), typeof(PartLedger),
        typeof(PriceList), typeof(Product), typeof(PsaEvent), typeof(RunObstacle), typeof(RunPartition), typeof(SalesItem), typeof(TaxTable), typeof(UsageRecord),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void What_is_read_is_what_was_written(Type record) =>
        PropertyCheck.That(Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var written = new RandomRecords(seed).Make(record);
            var type = PsaJsonContext.Default.GetTypeInfo(record)!;
            var json = JsonSerializer.Serialize(written, type);
            Assert.Equal(written, JsonSerializer.Deserialize(json, type));
        }));

    [Fact]
    public void Hosts_can_combine_it_with_their_own()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(PsaJsonContext.Default) };
        PsaJson.Configure(options);
        var written = new RandomRecords(1).Make(typeof(SalesItem));
        Assert.Equal(written, JsonSerializer.Deserialize<SalesItem>(JsonSerializer.Serialize(written, options), options));
    }
}
