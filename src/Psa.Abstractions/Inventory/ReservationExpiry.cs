namespace Psa.Inventory;

/// <summary>What became of the reservations whose day came.</summary>
/// <param name="Released">How many were released.</param>
/// <param name="Problems">Why others were not, each with its id.</param>
public sealed record ReservationExpiry(int Released, ValueList<Problem> Problems);
