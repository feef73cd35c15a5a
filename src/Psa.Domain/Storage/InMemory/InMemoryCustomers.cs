using System.Linq;
using Psa.Customers;

namespace Psa.Storage;

internal sealed class InMemoryCustomers(InMemorySession session)
    : InMemoryRepository<Customer>(session, static (e, v) => e with { Version = v }, static d => d.Customers, static (d, t) => d with { Customers = t }), ICustomerRepository
{
    private const int ById = 0;
    private const int ByNumber = 1;

    internal static Table<Customer> Empty { get; } = Table<Customer>.Create(
        new(static (a, b) => a.Id.CompareTo(b.Id)),
        new(static (a, b) => string.CompareOrdinal(a.Number, b.Number), unique: "its number"));

    public ValueTask<Customer?> FindByNumberAsync(string number, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(
            Committed().Range(ByNumber, e => string.CompareOrdinal(e.Number, number) < 0, e => e.Number == number).FirstOrDefault());
    }

    public IAsyncEnumerable<Customer> PageAsync(Id<Customer>? after, Id<Customer>? through, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Stream(rows => rows.Range(ById, e => after is not null && e.Id <= after.Value, e => through is null || e.Id <= through.Value).Take(limit), cancellationToken);
    }

    public ValueTask<long> CountAsync(Id<Customer>? after = null, Id<Customer>? through = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rows = Committed();
        var first = after is null ? 0 : rows.PlaceOf(ById, e => e.Id <= after.Value);
        var end = through is null ? rows.Count(ById) : rows.PlaceOf(ById, e => e.Id <= through.Value);
        return ValueTask.FromResult((long)Math.Max(0, end - first));
    }

    public ValueTask<Id<Customer>?> IdAtAsync(long index, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        cancellationToken.ThrowIfCancellationRequested();
        var rows = Committed();
        return ValueTask.FromResult(index < rows.Count(ById) ? rows.At(ById, (int)index).Id : (Id<Customer>?)null);
    }
}
