using System.Diagnostics;

namespace Psa.Benchmarks;

/// <summary>
/// Measures several things in turn, round after round, and compares the medians: what disturbs the machine for a while disturbs all of them alike.
/// </summary>
internal static class Rounds
{
    /// <summary>Runs all actions in every round.</summary>
    /// <param name="warmUp">How many rounds come first and don't count.</param>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="actions">What to measure.</param>
    /// <returns>Each action's median, in milliseconds.</returns>
    internal static double[] Medians(int warmUp, int rounds, params IReadOnlyList<Action> actions)
    {
        var times = Array.ConvertAll(new double[actions.Count][], _ => new double[rounds]);
        for (var round = -warmUp; round < rounds; round++)
        {
            for (var i = 0; i < actions.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                actions[i]();
                if (round >= 0)
                {
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }
            }
        }

        return Array.ConvertAll(times, Median);
    }

    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
