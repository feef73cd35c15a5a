using NodaTime;

namespace Psa;

/// <summary>That a dated entry was taken back: it stays in the list, and is as if it had never been.</summary>
/// <param name="By">Who withdrew it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record Withdrawal(string By, Instant At, string Reason)
{
    /// <summary>Gets when, to the microsecond.</summary>
    public Instant At { get; init => field = value.ToMicroseconds(); } = At.ToMicroseconds();
}
