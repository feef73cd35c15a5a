using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Numbering;

/// <summary>The last number that was given out in a year or month.</summary>
/// <param name="Number">The highest sequence number.</param>
/// <param name="Period">The first day of the year or month; <see langword="null"/> for a sequence that never starts again.</param>
[method: JsonConstructor]
public readonly record struct LastNumber(long Number, LocalDate? Period = null);
