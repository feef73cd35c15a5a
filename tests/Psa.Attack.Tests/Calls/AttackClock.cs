using NodaTime;

namespace Psa.Attack.Tests.Calls;

/// <summary>A clock that stands still until it is set, so that a call that is made again says the same.</summary>
internal sealed class AttackClock : IClock
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 15, 12, 0);

    public Instant GetCurrentInstant() => Now;
}
