using NodaTime;

namespace Psa.Payments;

/// <summary>An amount, and the last day to pay it in time.</summary>
internal readonly record struct DuePart(LocalDate Due, Money Amount)
{
    /// <summary>Tells whether it was due before a day.</summary>
    internal bool IsOverdue(LocalDate day) => Due < day;
}
