using System.Diagnostics;

namespace Psa.Benchmarks.Runs;

/// <summary>What something took.</summary>
/// <param name="Seconds">Of time.</param>
/// <param name="CpuSeconds">Of this process's processors; a server's own isn't in it.</param>
internal readonly record struct Cost(double Seconds, double CpuSeconds)
{
    public static Cost operator +(Cost left, Cost right) => new(left.Seconds + right.Seconds, left.CpuSeconds + right.CpuSeconds);

    internal static async Task<Cost> OfAsync(Func<Task> work)
    {
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await work();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    internal static Cost Of(Action work)
    {
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        work();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    internal static Cost MedianOf(IEnumerable<Cost> costs) =>
        costs.ToList() is { Count: > 0 } all ? new(Rounds.Median([.. all.Select(one => one.Seconds)]), Rounds.Median([.. all.Select(one => one.CpuSeconds)])) : default;
}
