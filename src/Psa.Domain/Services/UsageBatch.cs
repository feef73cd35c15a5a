using System.Linq;
using NodaTime;
using Psa.Records;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>One batch of an import in one session: what is new, what replaces what, and which ledgers it concerns.</summary>
/// <param name="step">The session.</param>
/// <param name="source">Where the rows come from.</param>
/// <param name="zone">The tenant's time zone.</param>
/// <param name="seen">The rows that earlier batches of the import had: none of them replaces another.</param>
internal sealed class UsageBatch(Step step, UsageSource source, DateTimeZone zone, HashSet<Id<UsageRecord>> seen)
{
    private readonly Dictionary<Id<UsageRecord>, UsageRecord> _rows = [];
    private readonly UsageChanges _changes = new();

    internal UsageRefusals Refused { get; } = new();

    /// <summary>Gets the rows that were taken.</summary>
    internal IReadOnlyCollection<Id<UsageRecord>> Taken => _rows.Keys;

    internal long Imported { get; private set; }

    internal long Replaced { get; private set; }

    internal long Unchanged { get; private set; }

    /// <summary>Checks the rows and stages them; returns whether there is anything to commit.</summary>
    internal async Task<bool> StageAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(readings, cancellationToken).ConfigureAwait(false);
        var stored = await StoredAsync(rows, cancellationToken).ConfigureAwait(false);
        var taken = await TakenAsync(rows, cancellationToken).ConfigureAwait(false);
        var (added, updated) = (new List<UsageRecord>(), new List<UsageRecord>());
        foreach (var (reading, record, problems) in rows)
        {
            if (record is null)
            {
                Refused.Add(reading, problems);
                continue;
            }

            var before = stored.GetValueOrDefault(record.Id);
            if (_rows.TryGetValue(record.Id, out var first) || (seen.Contains(record.Id) && (first = before) is not null))
            {
                Repeat(reading, record, first);
                continue;
            }

            if (taken.Contains(record.SourceId!))
            {
                Refused.Add(reading, [reading.IsTaken()]);
                continue;
            }

            _rows.Add(record.Id, record);
            if (before is null)
            {
                added.Add(record);
                _changes.Add(record);
            }
            else if (Says(before, record))
            {
                Unchanged++;
            }
            else
            {
                updated.Add(record with { Version = before.Version });
                _changes.Add(before);
                _changes.Add(record);
            }
        }

        (Imported, Replaced) = (added.Count, updated.Count);
        step.Of<UsageRecord>().AddRange(added);
        step.Of<UsageRecord>().UpdateRange(updated);
        _changes.Announce(step);
        return !_changes.IsEmpty;
    }

    private static bool Says(UsageRecord stored, UsageRecord row) => row with { Version = stored.Version } == stored;

    private void Repeat(UsageReading reading, UsageRecord record, UsageRecord first)
    {
        if (Says(first, record))
        {
            Unchanged++;
            return;
        }

        Refused.Add(reading, [new(UsageErrors.SourceIdRepeated, $"An earlier row of this import has the id '{record.SourceId}' and says something else: the earlier one stands. Give each row an id of its own, or import the right one alone.", nameof(reading.SourceId))]);
    }

    private async Task<List<(UsageReading Reading, UsageRecord? Record, ValueList<Problem> Problems)>> ReadAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        var (customers, rows) = (new UsageCustomers(step), new List<(UsageReading, UsageRecord?, ValueList<Problem>)>(readings.Count));
        foreach (var reading in readings)
        {
            var problems = reading.Validate(Border.Problems(reading));
            if (!problems.IsEmpty)
            {
                rows.Add((reading, null, problems));
                continue;
            }

            if (await customers.OfAsync(reading, cancellationToken).ConfigureAwait(false) is not { } customer)
            {
                rows.Add((reading, null, [reading.NamesNobody()]));
                continue;
            }

            var record = reading.ToRecord(step.Tenant, source, customer, zone);
            rows.Add(source.Period is { } period && !period.Contains(record.Date) ? (reading, null, [reading.IsOutside(record.Date, period)]) : (reading, record, []));
        }

        return rows;
    }

    /// <summary>Gives the source ids that deliveries of the source have.</summary>
    private async Task<HashSet<string>> TakenAsync(List<(UsageReading Reading, UsageRecord? Record, ValueList<Problem> Problems)> rows, CancellationToken cancellationToken)
    {
        var sourceIds = rows.Where(static row => row.Record is not null).Select(static row => row.Record!.SourceId!).Distinct(StringComparer.Ordinal).ToList();
        var delivered = await step.DeliveredAsync(source, sourceIds, cancellationToken).ConfigureAwait(false);
        if (delivered.Count == 0)
        {
            return [];
        }

        var notInEffect = await step.NotInEffectAsync(cancellationToken).ConfigureAwait(false);
        return delivered.Where(row => row.Counts(notInEffect)).Select(static row => row.SourceId!).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<Dictionary<Id<UsageRecord>, UsageRecord>> StoredAsync(List<(UsageReading Reading, UsageRecord? Record, ValueList<Problem> Problems)> rows, CancellationToken cancellationToken)
    {
        var (ids, stored) = (new HashSet<Id<UsageRecord>>(), new Dictionary<Id<UsageRecord>, UsageRecord>());
        foreach (var (_, record, _) in rows)
        {
            if (record is not null)
            {
                ids.Add(record.Id);
            }
        }

        if (ids.Count > 0)
        {
            await foreach (var record in step.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of([.. ids]), cancellationToken).ConfigureAwait(false))
            {
                stored.Add(record.Id, record);
            }
        }

        return stored;
    }
}
