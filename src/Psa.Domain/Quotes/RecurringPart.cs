using NodaTime;
using Psa.Contracts;

namespace Psa.Quotes;

/// <summary>What one recurring line of a quote becomes.</summary>
/// <param name="Place">The place of the line, from 0; of a bundle that of its heading.</param>
/// <param name="Part">The part, from the first day on, without an end.</param>
/// <param name="LastDay">The last day of its term, or <see langword="null"/> for an open one.</param>
internal sealed record RecurringPart(int Place, NewContractPart Part, LocalDate? LastDay);
