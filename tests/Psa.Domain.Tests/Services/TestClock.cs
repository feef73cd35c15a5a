using NodaTime;

namespace Psa.Domain.Tests.Services;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class TestClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
