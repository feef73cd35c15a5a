using NodaTime;
using Psa.Charges;

namespace Psa.SalesItems;

/// <summary>What a run came to when it looked at a charge of a period, billed or not.</summary>
/// <param name="Slot">The day that names the period.</param>
/// <param name="Kind">Which charge.</param>
/// <param name="Expected">What the facts come to; <see langword="null"/> for nothing, or when something is in the way.</param>
/// <param name="Obstacle">What is in the way, or <see langword="null"/>.</param>
internal readonly record struct SeenCharge(LocalDate Slot, ChargeKind Kind, ChargeBasis? Expected, Obstacle? Obstacle);
