using NodaTime;
using Psa.Customers;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Which usage changed: of which customers and services, on which days.</summary>
internal sealed class UsageChanges
{
    private readonly SortedDictionary<Id<Customer>, SortedDictionary<string, SortedSet<LocalDate>>> _days = [];

    internal bool IsEmpty => _days.Count == 0;

    internal void Add(UsageRecord record)
    {
        if (!_days.TryGetValue(record.Customer, out var daysByService))
        {
            _days.Add(record.Customer, daysByService = new(StringComparer.Ordinal));
        }

        if (!daysByService.TryGetValue(record.ServiceCode, out var days))
        {
            daysByService.Add(record.ServiceCode, days = []);
        }

        days.Add(record.Date);
    }

    /// <summary>Announces them, so that what reads the usage is billed again.</summary>
    internal void Announce(Step step)
    {
        foreach (var (customer, daysByService) in _days)
        {
            step.UsageChanged(customer, daysByService);
        }
    }
}
