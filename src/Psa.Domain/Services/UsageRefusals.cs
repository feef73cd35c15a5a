using Psa.Usage;

namespace Psa.Services;

/// <summary>Rows that were refused, with their reasons and what they cost.</summary>
internal sealed class UsageRefusals
{
    private const int MostTold = 1_000;

    private readonly List<UsageRejection> _rejected = [];
    private readonly SortedDictionary<string, ExactAmount> _costs = new(StringComparer.Ordinal);

    internal long Count { get; private set; }

    /// <summary>Gets the first thousand.</summary>
    internal ValueList<UsageRejection> Rejected => _rejected.ToValueList();

    /// <summary>Gets what they cost where that can be read, one entry a currency.</summary>
    internal ValueList<ExactAmount> Costs => [.. _costs.Values];

    internal void Add(UsageReading reading, ValueList<Problem> problems)
    {
        Count++;
        if (_rejected.Count < MostTold)
        {
            _rejected.Add(new(reading.Line, reading.SourceId, problems));
        }

        if (reading.ReadableCost() is { } cost)
        {
            Add(cost);
        }
    }

    internal void Add(UsageRefusals others)
    {
        Count += others.Count;
        _rejected.AddRange(others._rejected.GetRange(0, Math.Min(others._rejected.Count, MostTold - _rejected.Count)));
        foreach (var cost in others._costs.Values)
        {
            Add(cost);
        }
    }

    private void Add(ExactAmount cost) => _costs[cost.Currency.Code] = _costs.TryGetValue(cost.Currency.Code, out var sum) ? sum + cost : cost;
}
