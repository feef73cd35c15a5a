namespace Psa.Notifications;

/// <summary>What a day brought: of what people were told, and what ended.</summary>
/// <param name="Told">How many purchase orders that are late, and reservations that end soon, people were told of now; 0 when it was done today.</param>
/// <param name="Released">How many reservations ended and were released.</param>
/// <param name="Problems">Why others were not, each with its id.</param>
public sealed record DayReminder(int Told, int Released, ValueList<Problem> Problems);
