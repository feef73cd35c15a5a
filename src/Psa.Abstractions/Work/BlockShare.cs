using System.Text.Json.Serialization;
using NodaTime;
using Psa.Contracts;

namespace Psa.Work;

/// <summary>How much of approved time a lot took.</summary>
/// <param name="Part">The part that sells the lot.</param>
/// <param name="PeriodStart">The first day of the period with which it was sold.</param>
/// <param name="Minutes">The minutes that the lot lost.</param>
[method: JsonConstructor]
public sealed record BlockShare(Id<ContractPart> Part, LocalDate PeriodStart, decimal Minutes)
{
    /// <summary>Gets the minutes that the lot lost.</summary>
    public decimal Minutes { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Minutes);
}
