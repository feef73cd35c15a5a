using Psa.Usage;

namespace Psa.Runs;

/// <summary>A customer's usage by the vendor's service, each ascending by date.</summary>
internal readonly struct UsageByService
{
    private readonly IReadOnlyList<UsageRecord> _usage;
    private readonly Dictionary<string, List<UsageRecord>>? _byService;

    internal UsageByService(IReadOnlyList<UsageRecord> usage)
    {
        _usage = usage;
        if (!IsOfOne(usage))
        {
            _byService = new(StringComparer.Ordinal);
            foreach (var record in usage)
            {
                if (!_byService.TryGetValue(record.ServiceCode, out var records))
                {
                    _byService.Add(record.ServiceCode, records = []);
                }

                records.Add(record);
            }
        }
    }

    internal IReadOnlyList<UsageRecord> Of(string? serviceCode)
    {
        if (serviceCode is null || _usage.Count == 0)
        {
            return [];
        }

        return _byService is null ? (_usage[0].ServiceCode == serviceCode ? _usage : []) : _byService.TryGetValue(serviceCode, out var records) ? records : [];
    }

    private static bool IsOfOne(IReadOnlyList<UsageRecord> usage)
    {
        for (var i = 1; i < usage.Count; i++)
        {
            if (usage[i].ServiceCode != usage[0].ServiceCode)
            {
                return false;
            }
        }

        return true;
    }
}
