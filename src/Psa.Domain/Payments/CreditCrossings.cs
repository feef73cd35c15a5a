namespace Psa.Payments;

/// <summary>Which lines a payer has crossed since events told last.</summary>
/// <param name="Exceeded">The limits that it exceeds now.</param>
/// <param name="Kept">The limits that it exceeds no longer.</param>
/// <param name="Held">The hold that began by itself.</param>
/// <param name="IsReleased">Whether a hold ended by itself.</param>
internal sealed record CreditCrossings(ValueList<CreditExposure> Exceeded, ValueList<CreditExposure> Kept, CreditHold? Held, bool IsReleased);
