using NodaTime;

namespace Psa.Contracts;

/// <summary>Days on which a contract's services rest; they bill nothing. Suspensions are facts and may be back-dated.</summary>
/// <param name="From">The first suspended day.</param>
/// <param name="LastDay">The last suspended day, included; <see langword="null"/> until it is known.</param>
/// <param name="Reason">Why, or <see langword="null"/>.</param>
public sealed record Suspension(LocalDate From, LocalDate? LastDay = null, string? Reason = null);
