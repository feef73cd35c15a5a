using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Documents;
using Psa.Usage;

namespace Psa.SalesItems;

/// <summary>Lists the readings that a usage line bills under it, where the part asks for it (<c>ShowDetails</c>).</summary>
internal static class UsageDetails
{
    /// <summary>The most readings that are listed one by one; what is beyond them is listed day by day, so that a line stays of bounded size.</summary>
    internal const int Most = 500;

    /// <summary>Lists under an item's first line what was used, when its quantity is what the counter reported.</summary>
    /// <param name="item">The item.</param>
    /// <param name="facts">The part with its readings.</param>
    /// <returns>The item, with the same money.</returns>
    public static SalesItem Under(SalesItem item, PartFacts facts)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Part.ShowDetails || item.Lines.IsEmpty || item.Basis is not { } basis || !basis.Terms.AsEnumerable().Any(static terms => terms.QuantityOrigin == QuantityOrigin.Usage))
        {
            return item;
        }

        // of a correction, under the line that bills what was used, and not under what it takes back
        var place = item.BilledBefore is null ? 0 : item.Lines.Count - 1;
        while (place >= 0 && item.BilledBefore is not null && item.Lines[place] is not { Amount.Sign: > 0, Remark.Kind: LineRemarkKind.Correction })
        {
            place--;
        }

        return place < 0
            ? item
            : item with { Lines = item.Lines.SetItem(place, item.Lines[place] with { Details = item.Lines[place].Details.AddRange(Of(facts.Usage, basis.Covered)) }) };
    }

    /// <summary>Makes a detail of each reading on covered days, or of each day when there are more than <see cref="Most"/>.</summary>
    /// <param name="usage">The readings, ascending by date.</param>
    /// <param name="covered">The covered days, runs in order.</param>
    /// <returns>The details in the order of their days.</returns>
    public static ValueList<LineDetail> Of(IReadOnlyList<UsageRecord> usage, ValueList<DatePeriod> covered)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var counted = new List<UsageRecord>();
        foreach (var record in usage)
        {
            if (Holds(covered, record.Date))
            {
                counted.Add(record);
            }
        }

        return counted.Count <= Most
            ? counted.ConvertAll(static record => Detail(record.Text ?? record.ServiceCode, record.Date, record.Quantity, record.Unit)).ToValueList()
            : counted
                .GroupBy(static record => (record.Date, record.Unit))
                .Select(static day => Detail(day.First().ServiceCode, day.Key.Date, day.Sum(static record => record.Quantity), day.Key.Unit))
                .ToValueList();
    }

    private static LineDetail Detail(string text, LocalDate date, decimal quantity, string unit) => new() { Kind = LineDetailKind.Reading, Text = text, Date = date, Quantity = quantity, Unit = unit };

    private static bool Holds(ValueList<DatePeriod> covered, LocalDate day)
    {
        foreach (var run in covered)
        {
            if (run.Start <= day && day < run.EndExclusive)
            {
                return true;
            }
        }

        return false;
    }
}
