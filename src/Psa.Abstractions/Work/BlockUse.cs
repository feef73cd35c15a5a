using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Work;

/// <summary>What an entry consumed of a lot.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="WorkedOn">The day of the work for which the lot gave it.</param>
/// <param name="Minutes">The minutes of the lot, which are the rounded ones of the work times the multiplier.</param>
/// <param name="IsCarried">Whether the lot gave it after its period, of what was carried over.</param>
[method: JsonConstructor]
public sealed record BlockUse(Id<TimeEntry> Entry, LocalDate WorkedOn, decimal Minutes, bool IsCarried)
{
    /// <summary>Gets the minutes of the lot.</summary>
    public decimal Minutes { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Minutes);
}
