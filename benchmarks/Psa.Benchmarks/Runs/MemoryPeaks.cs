namespace Psa.Benchmarks.Runs;

/// <summary>Looks every few milliseconds how much memory is in use, until it is disposed.</summary>
internal sealed class MemoryPeaks : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _sampler;
    private long _managed;
    private long _live;
    private long _workingSet;

    internal MemoryPeaks()
    {
        _sampler = new(Sample) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _sampler.Start();
    }

    internal double ManagedMegabytes => _managed / 1e6;

    internal double LiveMegabytes => _live / 1e6;

    internal double WorkingSetMegabytes => _workingSet / 1e6;

    public void Dispose()
    {
        _end.Cancel();
        _sampler.Join();
        _end.Dispose();
    }

    private void Sample()
    {
        do
        {
            _managed = Math.Max(_managed, GC.GetTotalMemory(forceFullCollection: false));
            _live = Math.Max(_live, GC.GetGCMemoryInfo().HeapSizeBytes);
            _workingSet = Math.Max(_workingSet, Environment.WorkingSet);
        }
        while (!_end.Token.WaitHandle.WaitOne(5));
    }
}
