using System.Linq;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>What a delivery changes of the one in force.</summary>
internal sealed class UsageDifference
{
    private readonly HashSet<(Id<Customer>, string, string)> _counters = [];
    private readonly SortedDictionary<string, decimal> _quantities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ExactAmount> _costs = new(StringComparer.Ordinal);

    /// <summary>Gets how many rows the delivery has that are not refused.</summary>
    internal long Rows => Imported + Replaced + Kept;

    /// <summary>Gets how many rows are in force before it.</summary>
    internal long InForce { get; private set; }

    internal long Imported { get; private set; }

    internal long Replaced { get; private set; }

    internal long Kept { get; private set; }

    internal long Withdrawn { get; private set; }

    internal long Refused { get; set; }

    /// <summary>Gets or sets which row was refused first and why, as a part of a sentence; empty when none was.</summary>
    internal string FirstRefused { get; set; } = string.Empty;

    /// <summary>Gets a value indicating whether a customer's counter of a service is in both.</summary>
    internal bool HasCommon { get; private set; }

    internal bool IsNone => Imported == 0 && Replaced == 0 && Withdrawn == 0;

    /// <summary>Counts a row that is new, or replaces one of its source id.</summary>
    internal void Add(UsageRecord row, bool replaces)
    {
        _counters.Add((row.Customer, row.ServiceCode, row.Counter));
        if (replaces)
        {
            Replaced++;
            Count(row, -1);
        }
        else
        {
            Imported++;
        }
    }

    /// <summary>Counts a row that is in force already.</summary>
    internal void Keep(UsageRecord row)
    {
        _counters.Add((row.Customer, row.ServiceCode, row.Counter));
        Kept++;
    }

    /// <summary>Counts a row that is in force before the delivery; call it once all of its own are counted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isKept">Whether the delivery has it.</param>
    /// <param name="isReplaced">Whether the delivery has another of its source id.</param>
    internal void WasInForce(UsageRecord row, bool isKept, bool isReplaced)
    {
        InForce++;
        HasCommon |= _counters.Contains((row.Customer, row.ServiceCode, row.Counter));
        if (isKept)
        {
            return;
        }

        Withdrawn += isReplaced ? 0 : 1;
        Count(row, 1);
    }

    /// <summary>Says which quantity and cost would be withdrawn: of rows that are gone, and what replaced rows have less.</summary>
    internal string WithdrawnText()
    {
        var amounts = _quantities.Where(static unit => unit.Value != 0m).Select(static unit => $"{Figures.Quantity(unit.Value)} {unit.Key}").ToList();
        var costs = _costs.Values.Where(static cost => !cost.IsZero).Select(static cost => $"{Figures.Digits(cost)} {cost.Currency}").ToList();
        return $"It would withdraw {(amounts.Count == 0 ? "no quantity" : string.Join(" and ", amounts))} with {(costs.Count == 0 ? "no cost" : $"a cost of {string.Join(" and ", costs)}")}.";
    }

    private void Count(UsageRecord row, int sign)
    {
        _quantities[row.Unit] = _quantities.GetValueOrDefault(row.Unit) + (sign * row.Quantity);
        if (row.Cost is { } cost)
        {
            var code = cost.Currency.Code;
            cost = sign < 0 ? -cost : cost;
            _costs[code] = _costs.TryGetValue(code, out var sum) ? sum + cost : cost;
        }
    }
}
