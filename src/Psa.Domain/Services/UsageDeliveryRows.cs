using Psa.Usage;

namespace Psa.Services;

/// <summary>What is known of a delivery's rows while it is stored: of each only by what it is known, some hundred bytes.</summary>
internal sealed class UsageDeliveryRows
{
    private readonly Dictionary<string, Guid> _contentBySourceId = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _alike = [];
    private readonly HashSet<Id<UsageRecord>> _kept = [];
    private readonly HashSet<Id<UsageRecord>> _replaced = [];

    internal UsageDifference Difference { get; } = new();

    internal UsageRefusals Refused { get; } = new();

    internal long Read { get; set; }

    /// <summary>Gets or sets how many rows repeat an earlier one with the same source id.</summary>
    internal long Repeated { get; set; }

    internal bool Keeps(Id<UsageRecord> row) => _kept.Contains(row);

    /// <summary>Gets a value indicating whether rows with source ids of their own are new.</summary>
    internal bool HasNewSourceIds { get; private set; }

    /// <summary>Gives what an earlier row with a source id says, or <see langword="null"/>.</summary>
    internal Guid? ContentOf(string sourceId) => _contentBySourceId.TryGetValue(sourceId, out var content) ? content : null;

    /// <summary>Gives how many earlier rows without source ids say the same.</summary>
    internal int AlikeOf(Guid content) => _alike.GetValueOrDefault(content);

    internal void Know(string sourceId, Guid content) => _contentBySourceId.Add(sourceId, content);

    internal void Know(Guid content) => _alike[content] = AlikeOf(content) + 1;

    internal void Keep(UsageRecord row)
    {
        _kept.Add(row.Id);
        Difference.Keep(row);
    }

    internal void Add(UsageRecord row, UsageRecord? before)
    {
        Difference.Add(row, before is not null);
        HasNewSourceIds |= row.SourceId is not null;
        if (before is not null)
        {
            _replaced.Add(before.Id);
        }
    }

    /// <summary>Compares a row in force with the delivery's.</summary>
    internal void Compare(UsageRecord row, UsageChanges changes)
    {
        var isKept = _kept.Contains(row.Id);
        Difference.WasInForce(row, isKept, _replaced.Contains(row.Id));
        if (!isKept)
        {
            changes.Add(row);
        }
    }

    internal UsageImportResult ToResult() => new()
    {
        Rows = Read,
        Imported = Difference.Imported,
        Replaced = Difference.Replaced,
        Unchanged = Difference.Kept + Repeated,
        Withdrawn = Difference.Withdrawn,
        Refused = Refused.Count,
        RefusedCosts = Refused.Costs,
        Rejected = Refused.Rejected,
    };
}
