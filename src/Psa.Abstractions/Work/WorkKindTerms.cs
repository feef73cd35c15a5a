using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Work;

/// <summary>What a work kind does from a day on, until its next terms begin.</summary>
/// <param name="From">The first day; the earliest terms hold on the days before them too.</param>
/// <param name="Factor">By how much the hourly rate is multiplied: above 0, at most 10, up to 6 decimals.</param>
/// <param name="MinimumMinutes">To how many minutes an entry with any is lifted at least: 0 to 1440.</param>
[method: JsonConstructor]
public sealed record WorkKindTerms(LocalDate From, decimal Factor, int MinimumMinutes)
{
    /// <summary>Gets by how much the hourly rate is multiplied.</summary>
    public decimal Factor { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Factor);
}
