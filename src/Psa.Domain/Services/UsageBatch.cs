using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>One batch of an import in one session: what is new, what replaces what, and which ledgers it concerns.</summary>
internal sealed class UsageBatch(Step step, DateTimeZone zone)
{
    private readonly Dictionary<Id<UsageRecord>, UsageRecord> _rows = [];
    private readonly Dictionary<string, Id<Customer>?> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<Id<Customer>, bool> _byId = [];
    private readonly SortedDictionary<Id<Customer>, SortedDictionary<string, List<LocalDate>>> _changed = [];

    internal List<UsageRejection> Rejected { get; } = [];

    internal long Imported { get; private set; }

    internal long Corrected { get; private set; }

    internal long Unchanged { get; private set; }

    /// <summary>Checks the rows. Of two with the same source id the later counts; the earlier one is counted as unchanged.</summary>
    internal async Task ReadAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        foreach (var reading in readings)
        {
            var problems = reading.Validate(Border.Problems(reading));
            var customer = problems.IsEmpty ? await CustomerOfAsync(reading, cancellationToken).ConfigureAwait(false) : null;
            if (customer is { } known)
            {
                var record = reading.ToRecord(step.Tenant, known, zone);
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
        await foreach (var record in step.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of(_rows.Keys), cancellationToken).ConfigureAwait(false))
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
        step.Of<UsageRecord>().AddRange(added);
        step.Of<UsageRecord>().UpdateRange(updated);
        foreach (var (customer, daysByService) in _changed)
        {
            step.UsageChanged(customer, daysByService);
        }

        return _changed.Count > 0;
    }

    private void Note(UsageRecord record)
    {
        if (!_changed.TryGetValue(record.Customer, out var daysByService))
        {
            _changed.Add(record.Customer, daysByService = new(StringComparer.Ordinal));
        }

        if (!daysByService.TryGetValue(record.ServiceCode, out var days))
        {
            daysByService.Add(record.ServiceCode, days = []);
        }

        days.Add(record.Date);
    }

    private async ValueTask<Id<Customer>?> CustomerOfAsync(UsageReading reading, CancellationToken cancellationToken)
    {
        if (reading.Customer is { IsEmpty: false } id)
        {
            if (!_byId.TryGetValue(id, out var exists))
            {
                exists = await step.Of<Customer>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not null;
                _byId.Add(id, exists);
            }

            return exists ? id : null;
        }

        var number = reading.CustomerNumber!;
        if (!_byNumber.TryGetValue(number, out var known))
        {
            known = (await step.Of<Customer>().FirstAsync(CustomerRecords.OfNumber(number), cancellationToken).ConfigureAwait(false))?.Id;
            _byNumber.Add(number, known);
        }

        return known;
    }
}
