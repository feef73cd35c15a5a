using Psa.Contracts;
using Psa.Customers;

namespace Psa.Storage;

internal sealed class InMemoryContractParts(InMemorySession session)
    : InMemoryRepository<ContractPart>(session, static (e, v) => e with { Version = v }, static d => d.ContractParts, static (d, t) => d with { ContractParts = t }), IContractPartRepository
{
    private const int ByCustomer = 0;

    internal static Table<ContractPart> Empty { get; } = Table<ContractPart>.Create(
        new TableIndex<ContractPart>(static (a, b) => a.Customer.CompareTo(b.Customer).Then(a.Id, b.Id)));

    public IAsyncEnumerable<ContractPart> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByCustomer, e => e.Customer < customers.First, e => e.Customer <= customers.Last), cancellationToken);
}
