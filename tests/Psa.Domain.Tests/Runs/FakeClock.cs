using NodaTime;

namespace Psa.Domain.Tests.Runs;

/// <summary>Time that stands still until a test moves it on.</summary>
internal sealed class FakeClock(Instant now) : IClock
{
    private readonly Lock _lock = new();
    private Instant _now = now;

    public Instant GetCurrentInstant()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public void Advance(Duration time)
    {
        lock (_lock)
        {
            _now += time;
        }
    }
}
