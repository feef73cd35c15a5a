using Psa.Charges;
using Psa.Customers;

namespace Psa.Storage;

internal sealed class InMemoryPartLedgers(InMemorySession session)
    : InMemoryRepository<PartLedger>(session, static (e, v) => e with { Version = v }, static d => d.PartLedgers, static (d, t) => d with { PartLedgers = t }), IPartLedgerRepository
{
    private const int ByCustomer = 0;

    internal static Table<PartLedger> Empty { get; } = Table<PartLedger>.Create(
        new TableIndex<PartLedger>(static (a, b) => a.Customer.CompareTo(b.Customer).Then(a.Id, b.Id)));

    public IAsyncEnumerable<PartLedger> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByCustomer, e => e.Customer < customers.First, e => e.Customer <= customers.Last), cancellationToken);
}
