using Psa.Contracts;
using Psa.Customers;

namespace Psa.Storage;

internal sealed class InMemoryContracts(InMemorySession session)
    : InMemoryRepository<Contract>(session, static (e, v) => e with { Version = v }, static d => d.Contracts, static (d, t) => d with { Contracts = t }), IContractRepository
{
    private const int ByCustomer = 0;

    internal static Table<Contract> Empty { get; } = Table<Contract>.Create(
        new(static (a, b) => a.Customer.CompareTo(b.Customer).Then(a.Id, b.Id)),
        new(static (a, b) => string.CompareOrdinal(a.Number, b.Number), static e => e.Number.Length > 0, unique: "its number"));

    public IAsyncEnumerable<Contract> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByCustomer, e => e.Customer < customers.First, e => e.Customer <= customers.Last), cancellationToken);
}
