namespace Psa.Notifications;

/// <summary>What a day brought: what was noted, of which people are told, and what ended.</summary>
/// <param name="Told">How many purchase orders that are late, and reservations that end soon, were noted now, told or not; 0 when it was done today.</param>
/// <param name="Released">How many reservations ended and were released.</param>
/// <param name="Problems">Why others were not, each with its id.</param>
public sealed record DayReminder(int Told, int Released, ValueList<Problem> Problems);
