using Psa.Contracts;
using Psa.Domain.Tests.Runs;

namespace Psa.Domain.Tests.Contracts;

public class ContractsByIdTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(9)]
    public void Each_contract_is_found_however_many_there_are(int count)
    {
        var customer = AWorld.ACustomer();
        List<Contract> contracts = [.. Enumerable.Range(0, count).Select(place => AWorld.AContract(customer, name: $"{place}"))];
        var byId = new ContractsById(contracts);
        Assert.All(contracts, contract => Assert.Same(contract, byId.Find(contract.Id)));
        Assert.Null(byId.Find(AWorld.AContract(customer, name: "another").Id));
    }
}
