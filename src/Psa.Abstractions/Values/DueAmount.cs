using NodaTime;

namespace Psa;

/// <summary>What of a document is due on a day.</summary>
/// <param name="DueDate">The last day to pay it in time.</param>
/// <param name="Amount">How much.</param>
public readonly record struct DueAmount(LocalDate DueDate, Money Amount);
