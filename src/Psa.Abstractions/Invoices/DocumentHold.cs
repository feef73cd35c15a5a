using NodaTime;

namespace Psa.Invoices;

/// <summary>Why a draft stays behind when its run is issued.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">Who held it back.</param>
/// <param name="At">When.</param>
public sealed record DocumentHold(string Reason, string By, Instant At)
{
    /// <summary>Gets when.</summary>
    public Instant At { get; init; } = At.ToMicroseconds();
}
