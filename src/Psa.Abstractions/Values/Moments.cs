using NodaTime;

namespace Psa;

/// <summary>How exact stored moments are: to the microsecond, which is what every database keeps. Records cut theirs when they get them, so that all stores hold the same.</summary>
internal static class Moments
{
    internal static Instant ToMicroseconds(this Instant moment)
    {
        var ticks = moment.ToUnixTimeTicks();
        var rest = ticks % NodaConstants.TicksPerMillisecond % 10;
        return Instant.FromUnixTimeTicks(ticks - (rest < 0 ? rest + 10 : rest));
    }

    internal static Instant? ToMicroseconds(this Instant? moment) => moment is { } known ? known.ToMicroseconds() : null;
}
