using NodaTime;
using Psa.Runs;

namespace Psa.Services;

/// <summary>Reports how far a phase is, with its rate and an estimate of what is left.</summary>
internal sealed class RunProgress(IProgress<BillingRunProgress>? listener, IClock clock, RunPhase phase, long total, long doneBefore, RunCounts counts)
{
    private readonly Lock _lock = new();
    private readonly long _doneBefore = doneBefore;
    private readonly Instant _start = clock.GetCurrentInstant();
    private long _done = doneBefore;
    private RunCounts _counts = counts;

    internal void Add(long done, RunCounts counts)
    {
        if (listener is null)
        {
            return;
        }

        BillingRunProgress progress;
        lock (_lock)
        {
            _done += done;
            _counts = _counts.Plus(counts);
            progress = Describe();
        }

        listener.Report(progress);
    }

    private BillingRunProgress Describe()
    {
        var seconds = (decimal)(clock.GetCurrentInstant() - _start).ToInt64Nanoseconds() / NodaConstants.NanosecondsPerSecond;
        var here = _done - _doneBefore;
        var perSecond = seconds > 0 ? decimal.Round(here / seconds, 1) : 0m;
        return new()
        {
            Phase = phase,
            Done = _done,
            Total = Math.Max(total, _done),
            Counts = _counts,
            PerSecond = perSecond,
            Remaining = perSecond > 0 ? Duration.FromSeconds((long)(Math.Max(0, total - _done) / perSecond)) : null,
        };
    }
}
