using NodaTime;

namespace Psa.Services;

/// <summary>The clock of a host that has a <see cref="TimeProvider"/> instead of NodaTime's clock.</summary>
internal sealed class TimeProviderClock(TimeProvider time) : IClock
{
    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
