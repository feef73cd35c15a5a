using System.Linq;
using Psa.Records;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>One batch of a delivery in one session: which of its rows are in force already, and which are new. What it found out counts once it is committed.</summary>
internal sealed class UsageDeliveryBatch(Step step, NewUsageDelivery given, Id<UsageDelivery> delivery, UsageDeliveryRows known)
{
    private readonly UsageSource _source = new(given.SourceCode, given.Period);
    private readonly Dictionary<string, Guid> _contentBySourceId = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _alike = [];
    private readonly List<(UsageRecord Row, UsageRecord? Before)> _added = [];
    private readonly List<UsageRecord> _kept = [];
    private readonly UsageRefusals _refused = new();
    private HashSet<Id<UsageDelivery>> _notInEffect = [];
    private long _read;
    private long _repeated;

    /// <summary>Checks the rows and stages those that are new.</summary>
    internal async Task StageAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        _read = readings.Count;
        _notInEffect = await step.NotInEffectAsync(cancellationToken).ConfigureAwait(false);
        var rows = await ReadAsync(readings, cancellationToken).ConfigureAwait(false);
        await AddWithIdsAsync(rows.FindAll(static row => row.Record.SourceId is not null), cancellationToken).ConfigureAwait(false);
        await AddByContentAsync(rows.FindAll(static row => row.Record.SourceId is null), cancellationToken).ConfigureAwait(false);
        step.Of<UsageRecord>().AddRange(_added.Select(static added => added.Row));
    }

    /// <summary>Tells what was committed.</summary>
    internal void Settle(UsageChanges changes)
    {
        known.Read += _read;
        known.Repeated += _repeated;
        known.Refused.Add(_refused);
        known.Difference.Refused = known.Refused.Count;
        if (known.Difference.FirstRefused.Length == 0 && _refused.Count > 0)
        {
            known.Difference.FirstRefused = FormattableString.Invariant($" (the first on line {_refused.Rejected[0].Line}: {_refused.Rejected[0].Problems[0].Message})");
        }

        foreach (var (sourceId, content) in _contentBySourceId)
        {
            known.Know(sourceId, content);
        }

        foreach (var (content, count) in _alike)
        {
            for (var i = 0; i < count; i++)
            {
                known.Know(content);
            }
        }

        foreach (var row in _kept)
        {
            known.Keep(row);
        }

        foreach (var (row, before) in _added)
        {
            known.Add(row, before);
            changes.Add(row);
        }
    }

    private async Task<List<(UsageReading Reading, UsageRecord Record)>> ReadAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        var (customers, zone, rows) = (new UsageCustomers(step), await step.ZoneAsync(cancellationToken).ConfigureAwait(false), new List<(UsageReading, UsageRecord)>(readings.Count));
        foreach (var reading in readings)
        {
            var problems = reading.Validate(Border.Problems(reading), needsId: false);
            if (!problems.IsEmpty)
            {
                _refused.Add(reading, problems);
                continue;
            }

            if (await customers.OfAsync(reading, cancellationToken).ConfigureAwait(false) is not { } customer)
            {
                _refused.Add(reading, [reading.NamesNobody()]);
                continue;
            }

            var record = reading.ToRecord(step.Tenant, _source, customer, zone) with { Scope = given.Scope, Delivery = delivery };
            if (given.Period.Contains(record.Date))
            {
                rows.Add((reading, record));
            }
            else
            {
                _refused.Add(reading, [reading.IsOutside(record.Date, given.Period)]);
            }
        }

        return rows;
    }

    private async Task AddWithIdsAsync(List<(UsageReading Reading, UsageRecord Record)> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var sourceIds = rows.Select(static row => row.Record.SourceId!).Distinct(StringComparer.Ordinal).ToList();
        var delivered = (await step.DeliveredAsync(_source, sourceIds, cancellationToken).ConfigureAwait(false)).ToLookup(static row => row.SourceId!, StringComparer.Ordinal);
        var imported = await ImportedAsync(sourceIds, cancellationToken).ConfigureAwait(false);
        foreach (var (reading, record) in rows)
        {
            var (sourceId, content) = (record.SourceId!, record.ContentOf());
            if ((_contentBySourceId.TryGetValue(sourceId, out var here) ? here : known.ContentOf(sourceId)) is { } earlier)
            {
                Repeat(reading, sourceId, earlier == content);
                continue;
            }

            var versions = delivered[sourceId].ToList();
            if (imported.Contains(sourceId) || versions.Exists(row => row.Scope != given.Scope && row.Counts(_notInEffect)))
            {
                _refused.Add(reading, [reading.IsTaken()]);
                continue;
            }

            _contentBySourceId.Add(sourceId, content);
            versions.RemoveAll(row => row.Scope != given.Scope);
            var before = versions.Find(row => row.Counts(_notInEffect));
            if (before is not null && record.SaysAs(before))
            {
                _kept.Add(before);
            }
            else
            {
                _added.Add((record with { Id = record.IdOfVersion(versions.Count) }, before));
            }
        }
    }

    private void Repeat(UsageReading reading, string sourceId, bool isSame)
    {
        if (isSame)
        {
            _repeated++;
        }
        else
        {
            _refused.Add(reading, [new(UsageErrors.SourceIdRepeated, $"An earlier row of this delivery has the id '{sourceId}' and says something else: the earlier one stands. Give each row an id of its own, or none.", nameof(reading.SourceId))]);
        }
    }

    // a row without an id of its own is known by its content and its count among equal rows; one that was withdrawn and comes again is another
    private async Task AddByContentAsync(List<(UsageReading Reading, UsageRecord Record)> rows, CancellationToken cancellationToken)
    {
        var open = new List<(UsageRecord Record, Guid Content, int Count)>(rows.Count);
        foreach (var (_, record) in rows)
        {
            var content = record.ContentOf();
            var count = _alike.GetValueOrDefault(content);
            _alike[content] = count + 1;
            open.Add((record, content, known.AlikeOf(content) + count));
        }

        for (var time = 0; open.Count > 0; time++)
        {
            var stored = await StoredAsync(open.ConvertAll(row => row.Record.IdOfContent(row.Content, row.Count, time)), cancellationToken).ConfigureAwait(false);
            var withdrawn = new List<(UsageRecord, Guid, int)>();
            foreach (var row in open)
            {
                var id = row.Record.IdOfContent(row.Content, row.Count, time);
                if (!stored.TryGetValue(id, out var found))
                {
                    _added.Add((row.Record with { Id = id }, null));
                }
                else if (found.Counts(_notInEffect))
                {
                    _kept.Add(found);
                }
                else
                {
                    withdrawn.Add(row);
                }
            }

            open = withdrawn;
        }
    }

    /// <summary>Gives the source ids of rows that were imported by themselves, in this period or for good.</summary>
    private async Task<HashSet<string>> ImportedAsync(List<string> sourceIds, CancellationToken cancellationToken)
    {
        var always = new UsageSource(given.SourceCode);
        var stored = await StoredAsync([.. sourceIds.SelectMany(id => new[] { UsageRules.IdOf(step.Tenant, _source, id), UsageRules.IdOf(step.Tenant, always, id) })], cancellationToken).ConfigureAwait(false);
        return stored.Values.Select(static row => row.SourceId!).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<Dictionary<Id<UsageRecord>, UsageRecord>> StoredAsync(List<Id<UsageRecord>> ids, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<Id<UsageRecord>, UsageRecord>();
        await foreach (var record in step.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of(ids), cancellationToken).ConfigureAwait(false))
        {
            stored.Add(record.Id, record);
        }

        return stored;
    }
}
