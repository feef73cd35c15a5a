using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>Counts what an attack tried and what held, and names what didn't.</summary>
internal sealed class Tally(ITestOutputHelper output, string attack)
{
    private readonly SortedSet<string> _failures = new(StringComparer.Ordinal);
    private int _failed;

    public int Tried { get; private set; }

    /// <summary>Counts one try: <see langword="null"/> when it held, else what went wrong.</summary>
    public void Count(string what, string? failure)
    {
        Tried++;
        if (failure is not null)
        {
            _failed++;
            _failures.Add($"{what}: {failure}");
        }
    }

    public void Check()
    {
        output.WriteLine($"{attack}: tried {Tried}, held {Tried - _failed}");
        Assert.True(Tried > 0, $"{attack} tried nothing.");
        Assert.True(_failures.Count == 0, $"{attack}: {_failed} of {Tried} failed:\n{string.Join('\n', _failures)}");
    }

    /// <summary>Takes every n-th attack in continuous integration, others with another seed, and all in a deep run.</summary>
    public static IEnumerable<T> Slice<T>(IEnumerable<T> all, int each) =>
        Depth.IsDeep ? all : all.Where((_, i) => (i + Depth.Seed(0)) % each == 0);
}
