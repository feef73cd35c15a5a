using System.Collections.Concurrent;
using NodaTime;
using Psa.Customers;
using Psa.Domain.Tests.Services;

namespace Psa.Domain.Tests.Values;

public sealed class OrderedIdGeneratorTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 15, 12, 0);

    [Fact]
    public void Ids_are_version_7_and_carry_the_time()
    {
        var id = new OrderedIdGenerator(new TestClock(Noon)).Next<Customer>();
        Assert.Equal(7, id.Value.Version);
        Assert.InRange(id.Value.Variant, 8, 11);
        Assert.Equal(Noon.ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString().Replace("-", string.Empty, StringComparison.Ordinal)[..12], 16));
    }

    [Fact]
    public void Ids_increase_strictly_within_a_millisecond_and_when_the_clock_is_set_back()
    {
        var clock = new TestClock(Noon);
        var generator = new OrderedIdGenerator(clock);
        var last = default(Id<Customer>);
        for (var i = 0; i < 20_000; i++)
        {
            clock.Now = i == 10_000 ? Noon - Duration.FromHours(1) : clock.Now;
            var next = generator.Next<Customer>();
            Assert.True(next > last);
            last = next;
        }
    }

    [Fact]
    public void Threads_never_get_the_same_id()
    {
        var generator = new OrderedIdGenerator(new TestClock(Noon));
        var seen = new ConcurrentDictionary<Id<Customer>, bool>();
        Parallel.For(0, 50_000, _ => Assert.True(seen.TryAdd(generator.Next<Customer>(), true)));
    }

    [Fact]
    public void Two_generators_at_the_same_time_give_different_ids() =>
        Assert.NotEqual(new OrderedIdGenerator(new TestClock(Noon)).Next<Customer>(), new OrderedIdGenerator(new TestClock(Noon)).Next<Customer>());
}
