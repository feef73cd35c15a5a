namespace Psa.Charges;

/// <summary>The days of a charge during which one entry of terms held, and what they cost.</summary>
/// <param name="Days">The days, within the period; of what is charged whole also days between that aren't charged.</param>
/// <param name="Terms">The entry of <see cref="ChargeBasis.Terms"/>, from 0.</param>
/// <param name="Units">The units charged of <see cref="ChargeBasis.Units"/>: calendar days with the default basis.</param>
/// <param name="Net">The net.</param>
public sealed record ChargePiece(DatePeriod Days, int Terms, long Units, Money Net);
