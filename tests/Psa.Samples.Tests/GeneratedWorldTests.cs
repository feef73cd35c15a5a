using Psa.Samples.BillingRun.Worlds;
using Psa.Testing;

namespace Psa.Samples.Tests;

public sealed class GeneratedWorldTests : IDisposable
{
    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    /// <summary>Gets the seeds of the worlds: three, and others in a deep run.</summary>
    public static TheoryData<int> Seeds => [1, 7, 20260331, .. Enumerable.Range(Depth.Seed(100), Depth.Times(3) - 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_customer_is_billed_what_its_facts_give_day_by_day(int seed)
    {
        var document = await _sample.BillAsync("--customers", "300", "--seed", $"{seed}");
        Billed.RequireSound(document);
        Recomputed.Expected.Require(GeneratedWorld.Create(300, seed), document);
    }

    [Fact]
    public void The_same_seed_gives_the_same_customers_in_worlds_of_all_sizes()
    {
        var small = GeneratedWorld.Create(3, 5).Batches.Single();
        var large = GeneratedWorld.Create(600, 5).Batches.First();
        Assert.Equal(small.Customers, large.Customers.Take(3));
        Assert.Equal(small.Parts, large.Parts.Take(small.Parts.Count));
        Assert.Equal(small.Usage, large.Usage.Take(small.Usage.Count));
        Assert.NotEqual(small.Customers, GeneratedWorld.Create(3, 6).Batches.Single().Customers);
    }

    [Fact]
    public async Task Customers_that_come_later_are_billed_and_the_others_are_not_billed_again()
    {
        await _sample.BillAsync("--customers", "120", "--seed", "3");
        var grown = await _sample.BillAsync("--customers", "150", "--seed", "3");
        using var other = new SampleRun();
        var atOnce = await other.BillAsync("--customers", "150", "--seed", "3");
        Assert.Equal(atOnce.Nets(), grown.Nets());
        Billed.RequireSound(grown);
    }

    [Fact]
    public async Task A_database_of_another_company_is_refused()
    {
        await _sample.BillAsync("--customers", "5", "--seed", "3");
        Assert.Equal(2, await _sample.RunAsync("--customers", "5", "--seed", "4", "--database", _sample.Database));
        Assert.Contains("error database.other_world:", _sample.Error, StringComparison.Ordinal);
    }
}
