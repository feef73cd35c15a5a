using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>One batch of an import in one session: what is new, what replaces what, and which ledgers it concerns.</summary>
internal sealed class UsageBatch(IPsaSession session, DateTimeZone zone)
{
    private readonly Dictionary<Id<UsageRecord>, UsageRecord> _rows = [];
    private readonly Dictionary<string, Id<Customer>?> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<Id<Customer>, bool> _byId = [];
    private readonly SortedDictionary<(Id<Customer> Customer, string Service), List<LocalDate>> _changed = new(Comparer<(Id<Customer> Customer, string Service)>.Create(
        static (left, right) => left.Customer.CompareTo(right.Customer) is var order and not 0 ? order : string.CompareOrdinal(left.Service, right.Service)));

    internal List<UsageRejection> Rejected { get; } = [];

    internal long Imported { get; private set; }

    internal long Corrected { get; private set; }

    internal long Unchanged { get; private set; }

    /// <summary>Checks the rows. Of two with the same source id the later counts; the earlier one is counted as unchanged.</summary>
    internal async Task ReadAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        foreach (var reading in readings)
        {
            var problems = reading.Validate();
            var customer = problems.IsEmpty ? await CustomerOfAsync(reading, cancellationToken).ConfigureAwait(false) : null;
            if (customer is { } known)
            {
                var record = reading.ToRecord(session.Tenant, known, zone);
                Unchanged += _rows.ContainsKey(record.Id) ? 1 : 0;
                _rows[record.Id] = record;
                continue;
            }

            Rejected.Add(new(reading.Line, reading.SourceId, problems.IsEmpty
                ? [new(UsageErrors.UnknownCustomer, $"There is no customer {reading.Customer?.ToString() ?? reading.CustomerNumber}: create it, then import the row again.", nameof(reading.CustomerNumber))]
                : problems));
        }
    }

    /// <summary>Stages records and ledgers; returns whether there is anything to commit.</summary>
    internal async Task<bool> StageAsync(CancellationToken cancellationToken)
    {
        if (_rows.Count == 0)
        {
            return false;
        }

        var stored = new Dictionary<Id<UsageRecord>, UsageRecord>();
        await foreach (var record in session.Usage.FindManyAsync(_rows.Keys, cancellationToken).ConfigureAwait(false))
        {
            stored.Add(record.Id, record);
        }

        var (added, updated) = (new List<UsageRecord>(), new List<UsageRecord>());
        foreach (var record in _rows.Values)
        {
            if (!stored.TryGetValue(record.Id, out var before))
            {
                added.Add(record);
                Note(record);
            }
            else if (record with { Version = before.Version } is var corrected && corrected != before)
            {
                updated.Add(corrected);
                Note(before);
                Note(corrected);
            }
        }

        (Imported, Corrected, Unchanged) = (added.Count, updated.Count, Unchanged + _rows.Count - added.Count - updated.Count);
        session.Usage.AddRange(added);
        session.Usage.UpdateRange(updated);
        await LowerAsync(cancellationToken).ConfigureAwait(false);
        return _changed.Count > 0;
    }

    private void Note(UsageRecord record)
    {
        var key = (record.Customer, record.ServiceCode);
        if (!_changed.TryGetValue(key, out var days))
        {
            _changed.Add(key, days = []);
        }

        days.Add(record.Date);
    }

    private async Task LowerAsync(CancellationToken cancellationToken)
    {
        Id<Customer>? current = null;
        var (contracts, parts) = (new List<Contract>(), new List<ContractPart>());
        foreach (var ((customer, service), days) in _changed)
        {
            if (customer != current)
            {
                current = customer;
                var only = IdRange<Customer>.Of(customer);
                contracts = await session.Contracts.OfCustomersAsync(only, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                parts = contracts.Count == 0 ? [] : await session.ContractParts.OfCustomersAsync(only, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            }

            await LowerAsync(customer, service, days, contracts, parts, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Each part that reads the counter on one of the days must look at it again; days that no part reads are billed by themselves.</summary>
    private async Task LowerAsync(
        Id<Customer> customer, string service, List<LocalDate> days, List<Contract> contracts, List<ContractPart> parts, CancellationToken cancellationToken)
    {
        var uncovered = new HashSet<LocalDate>(days);
        foreach (var part in parts)
        {
            if (part.ReadsUsage() != service || contracts.Find(contract => contract.Id == part.Contract) is not { } contract)
            {
                continue;
            }

            LocalDate? first = null;
            foreach (var day in days)
            {
                if (UncoveredUsage.IsRead(contract, part, day))
                {
                    uncovered.Remove(day);
                    first = first <= day ? first : day;
                }
            }

            if (first is { } earliest)
            {
                await session.LowerAsync(part, Ledgers.DirtyDate(contract.Cycles, contract.Cycles, earliest), earliest, cancellationToken).ConfigureAwait(false);
            }
        }

        LocalDate? alone = null;
        foreach (var day in uncovered)
        {
            alone = alone <= day ? alone : day;
        }

        if (alone is { } lone)
        {
            await session.LowerUncoveredAsync(customer, service, lone, mayUncover: true, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<Id<Customer>?> CustomerOfAsync(UsageReading reading, CancellationToken cancellationToken)
    {
        if (reading.Customer is { IsEmpty: false } id)
        {
            if (!_byId.TryGetValue(id, out var exists))
            {
                exists = await session.Customers.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null;
                _byId.Add(id, exists);
            }

            return exists ? id : null;
        }

        var number = reading.CustomerNumber!;
        if (!_byNumber.TryGetValue(number, out var known))
        {
            known = (await session.Customers.FindByNumberAsync(number, cancellationToken).ConfigureAwait(false))?.Id;
            _byNumber.Add(number, known);
        }

        return known;
    }
}
