using Psa.Contracts;

namespace Psa.Attack.Tests.Calls;

public sealed class CallListTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_call_succeeds_with_some_arguments_so_that_it_can_be_attacked()
    {
        var working = await WorkingCalls.InFullAsync();
        foreach (var call in working.All.GroupBy(static one => one.Call))
        {
            output.WriteLine($"{call.Key}: {call.Count()} arguments, writes: {call.Count(static one => one.Writes)}");
        }

        Assert.Empty(working.Refused.Select(static refused => $"{refused.Key} never succeeds: give {nameof(Requests)} a sample. {refused.Value}"));
        Assert.True(CallList.All.Count > 50, "There are calls to attack.");
    }

    [Fact]
    public async Task The_world_has_records_of_every_kind()
    {
        var world = await World.FullAsync();
        Assert.Empty(Shelf.All.Where(shelf => world.Records.Of(shelf.Type).Count == 0).Select(static shelf => shelf.Type.Name));
        var contracts = world.Records.Of<Contract>().Select(static contract => contract.Status).Distinct();
        Assert.Superset(new HashSet<ContractStatus> { ContractStatus.Draft, ContractStatus.Active, ContractStatus.Suspended, ContractStatus.Terminated, ContractStatus.Discarded }, contracts.ToHashSet());
    }

    [Fact]
    public void Every_pricing_scheme_is_in_the_world() =>
        Assert.Empty(typeof(PricingScheme).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(PricingScheme))).Except(Samples.Schemes.Select(static scheme => scheme.GetType())));
}
