using NodaTime;
using Psa.Runs;
using Psa.Usage;

namespace Psa.Domain.Tests.Runs;

public class UsageByServiceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("aaa")]
    [InlineData("abca")]
    [InlineData("bbca")]
    public void Each_service_has_its_own_in_their_order(string services)
    {
        List<UsageRecord> usage = [.. services.Select((service, place) => Used($"{service}", place))];
        var byService = new UsageByService(usage);
        foreach (var service in (string[])["a", "b", "c", "d"])
        {
            Assert.Equal(usage.FindAll(record => record.ServiceCode == service), byService.Of(service));
        }

        Assert.Empty(byService.Of(null));
    }

    private static UsageRecord Used(string service, int place) => new()
    {
        Id = new(new Guid(place + 1, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 1])),
        Tenant = AWorld.Tenant,
        SourceCode = "test",
        SourceId = $"{place}",
        Customer = AWorld.ACustomer().Id,
        ServiceCode = service,
        Start = Instant.FromUtc(2025, 1, 1 + place, 0, 0),
        Date = new(2025, 1, 1 + place),
        Quantity = 1m,
        Unit = "GB",
    };
}
