namespace Psa.Attack.Worker;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class SetClock : IClock
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 4, 1, 8, 0);

    public Instant GetCurrentInstant() => Now;
}
