namespace Psa.Testing;

/// <summary>Counts what a piece of code allocates on this thread.</summary>
public static class Allocations
{
    private const int Calls = 1_000;

    /// <summary>Gives the bytes a thousand calls allocate, after enough calls that all code is compiled and all tables exist.</summary>
    public static long Of(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        for (var i = 0; i < Calls; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
