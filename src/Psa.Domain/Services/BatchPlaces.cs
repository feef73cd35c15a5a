using System.Linq;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>
/// Where the records of a batch go, by customer. Most customers lie within the range of their payers' ids, which is one query; records of others in the range are passed over,
/// and read with their own payers' batch, whose range is another. Customers whose ids lie elsewhere are asked for by id.
/// </summary>
internal sealed class BatchPlaces
{
    private const int ChunkSize = 500;

    private readonly Dictionary<Id<Customer>, Place> _places;
    private readonly IdRange<Customer>? _range;
    private readonly List<Id<Customer>[]> _elsewhere;

    internal BatchPlaces(List<Customer> page)
    {
        _places = new(page.Count);
        var (payers, elsewhere) = (new IdRange<Customer>(page[0].Payer, page[^1].Payer), new List<Id<Customer>>());
        foreach (var customer in page)
        {
            _places.Add(customer.Id, new(customer.Payer));
            if (page.Count > 1 && !payers.Contains(customer.Id))
            {
                elsewhere.Add(customer.Id);
                continue;
            }

            _range = _range is { } range
                ? new(range.First < customer.Id ? range.First : customer.Id, range.Last > customer.Id ? range.Last : customer.Id)
                : IdRange<Customer>.Of(customer.Id);
        }

        _elsewhere = [.. elsewhere.Chunk(ChunkSize)];
    }

    /// <summary>Gets the places of customers that are still paid for by the same payer, in the order of the page.</summary>
    internal IEnumerable<Place> Taken => _places.Values.Where(static place => place.Customer is not null);

    /// <summary>Reads the customers: who got another payer meanwhile isn't of this batch any more.</summary>
    internal Task ReadCustomersAsync(IPsaSession session, CancellationToken cancellationToken) =>
        ReadAsync(
            session,
            CustomerRecords.In,
            RecordType<Customer>.Of,
            static customer => customer.Id,
            static (place, customer) => place.Customer = customer.Payer == place.Payer ? customer : null,
            cancellationToken);

    /// <summary>Reads records into lists of their places, each in the order of the query.</summary>
    internal async Task ReadAsync<T>(
        IPsaSession session,
        Func<IdRange<Customer>, Query<T>> within,
        Func<IReadOnlyCollection<Id<Customer>>, Query<T>> of,
        Func<T, Id<Customer>> customerOf,
        Func<Place, List<T>> listOf,
        CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        await ReadAsync(session, within, of, customerOf, (place, record) => listOf(place).Add(record), cancellationToken).ConfigureAwait(false);
        foreach (var id in _elsewhere.SelectMany(static chunk => chunk))
        {
            listOf(_places[id]).Sort(of([id]).By);
        }
    }

    /// <summary>Forgets the usage that was read, to read it anew.</summary>
    internal void ForgetUsage() => KeepUsage(static _ => false);

    /// <summary>Keeps only the usage that counts.</summary>
    internal void KeepUsage(Predicate<UsageRecord> counts)
    {
        foreach (var place in _places.Values)
        {
            place.Usage.RemoveAll(usage => !counts(usage));
        }
    }

    private async Task ReadAsync<T>(
        IPsaSession session,
        Func<IdRange<Customer>, Query<T>> within,
        Func<IReadOnlyCollection<Id<Customer>>, Query<T>> of,
        Func<T, Id<Customer>> customerOf,
        Action<Place, T> add,
        CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        if (_range is { } range)
        {
            await AddAsync(session.Of<T>().QueryAsync(within(range), cancellationToken), customerOf, add).ConfigureAwait(false);
        }

        foreach (var chunk in _elsewhere)
        {
            await AddAsync(session.Of<T>().QueryAsync(of(chunk), cancellationToken), customerOf, add).ConfigureAwait(false);
        }
    }

    private async Task AddAsync<T>(IAsyncEnumerable<T> records, Func<T, Id<Customer>> customerOf, Action<Place, T> add)
    {
        await foreach (var record in records.ConfigureAwait(false))
        {
            if (_places.TryGetValue(customerOf(record), out var place))
            {
                add(place, record);
            }
        }
    }

    /// <summary>What was read of one customer.</summary>
    internal sealed class Place(Id<Customer> payer)
    {
        internal Id<Customer> Payer => payer;

        internal Customer? Customer { get; set; }

        internal List<PartLedger> Ledgers { get; } = [];

        internal List<Contract> Contracts { get; } = [];

        internal List<ContractPart> Parts { get; } = [];

        internal List<SalesItem> Pending { get; } = [];

        internal List<SalesItem> Drafts { get; } = [];

        internal List<UsageRecord> Usage { get; } = [];
    }
}
