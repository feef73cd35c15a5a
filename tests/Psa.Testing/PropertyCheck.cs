using System.Globalization;
using System.Text;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Psa.Testing;

/// <summary>Runs FsCheck properties under any test framework: a failure throws, with the shrunk case and the seed.</summary>
/// <remarks>
/// <c>PSA_REPLAY=seed,gamma,size</c> runs the one failing case again; <see cref="Depth"/> says how to run more cases.
/// </remarks>
public static class PropertyCheck
{
    private const string ReplayVariable = "PSA_REPLAY";

    // so many that what is seldom has its turn
    private const int Many = 400;

    // a world in a database takes so many times as long as one in memory
    private const int DatabaseShare = 20;

    /// <summary>Checks a property.</summary>
    /// <param name="property">What must hold.</param>
    /// <param name="maxTest">How many cases continuous integration tries: few enough that the class takes at most ten seconds. A deep run tries more.</param>
    /// <param name="endSize">How large cases become.</param>
    /// <param name="replay">The seed of one case, or without a size that of all.</param>
    /// <param name="tally">How often each kind of thing happened in the cases: printed, and where the cases are many, none may never have happened.</param>
    public static void That<TKind>(Property property, int maxTest, int endSize, IReadOnlyDictionary<TKind, int> tally, string? replay = null)
        where TKind : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(tally);
        var cases = HistoriesOf(maxTest);
        Check(property, cases, endSize, replay);
        var counts = Array.ConvertAll(Enum.GetValues<TKind>(), kind => (Kind: kind, Count: tally.GetValueOrDefault(kind)));
        Console.WriteLine($"{typeof(TKind).DeclaringType?.Name ?? typeof(TKind).Name}: {cases} histories; {string.Join(", ", counts.Select(c => $"{c.Kind} {c.Count}"))}");
        if (cases >= Many && (replay ?? Environment.GetEnvironmentVariable(ReplayVariable)) is null && counts.Where(c => c.Count == 0).Select(c => c.Kind).ToList() is [var never, ..])
        {
            throw new InvalidOperationException($"{never} never happened in {cases} histories: the law wasn't tried with it.");
        }
    }

    /// <summary>Checks a property.</summary>
    /// <param name="property">What must hold.</param>
    /// <param name="maxTest">How many cases continuous integration tries.</param>
    /// <param name="endSize">How large cases become.</param>
    /// <param name="replay">The seed of one case, or without a size that of all.</param>
    public static void That(Property property, int maxTest = 100, int endSize = 100, string? replay = null) => Check(property, CasesOf(maxTest), endSize, replay);

    private static void Check(Property property, int cases, int endSize, string? replay)
    {
        ArgumentNullException.ThrowIfNull(property);
        var runner = new ThrowingRunner();
        var config = Config.Default
            .WithMaxTest(cases)
            .WithEndSize(endSize)
            .WithQuietOnSuccess(true)
            .WithRunner(runner);
        if ((replay ?? Environment.GetEnvironmentVariable(ReplayVariable)) is { Length: > 0 } seed)
        {
            config = config.WithReplay(FSharpOption<Replay>.Some(ParseReplay(seed)));
        }

        FsCheck.Check.One(config, property);
    }

    /// <summary>Gives how many cases are tried of a property.</summary>
    /// <param name="maxTest">How many continuous integration tries.</param>
    public static int CasesOf(int maxTest) => TestStores.IsDatabase ? Math.Max(1, Depth.Times(maxTest) / DatabaseShare) : Depth.Times(maxTest);

    private static Replay ParseReplay(string text)
    {
        var parts = text.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        var rnd = new Rnd(ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        return new Replay(
            rnd,
            parts.Length > 2 ? FSharpOption<int>.Some(int.Parse(parts[2], CultureInfo.InvariantCulture)) : FSharpOption<int>.None);
    }

    /// <summary>Gives how many histories are played of a property that tallies them.</summary>
    /// <param name="maxTest">How many continuous integration plays.</param>
    public static int HistoriesOf(int maxTest) => Depth.Histories ?? CasesOf(maxTest);

    private static string Show(IEnumerable<object> arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            text.Append("    ").AppendLine(ShowOne(argument));
        }

        return text.ToString();
    }

    /// <summary>Shows what is in arrays and tuples, which print as their types.</summary>
    private static string? ShowOne(object? value) => value switch
    {
        string s => $"\"{s}\"",
        System.Collections.IEnumerable sequence => "[" + string.Join("; ", sequence.Cast<object?>().Select(ShowOne)) + "]",
        System.Runtime.CompilerServices.ITuple tuple => "(" + string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => ShowOne(tuple[i]))) + ")",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private sealed class ThrowingRunner : IRunner
    {
        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult testResult)
        {
            switch (testResult)
            {
                case TestResult.Failed failed:
                    var cause = (failed.Item4 as Outcome.Failed)?.Item;
                    var rnd = failed.Item6;
                    var labels = failed.Item1.Labels.Count == 0 ? string.Empty : $"  labels: {string.Join(", ", failed.Item1.Labels)}\n";
                    throw new PropertyFailedException(
                        $"""
                        Falsified after {failed.Item1.NumberOfTests} test(s), {failed.Item1.NumberOfShrinks} shrink(s).
                          shrunk:
                        {Show(failed.Item3)}  original:
                        {Show(failed.Item2)}{labels}  replay: {ReplayVariable}={rnd.Seed},{rnd.Gamma},{failed.Item7}
                          cause: {cause?.Message ?? "the property returned false"}
                        """,
                        cause);
                case TestResult.Exhausted exhausted:
                    throw new PropertyFailedException(
                        $"Exhausted after {exhausted.Item.NumberOfTests} test(s): the precondition rejects too much.", null);
                default:
                    break;
            }
        }
    }
}

public sealed class PropertyFailedException : Exception
{
    public PropertyFailedException()
    {
    }

    public PropertyFailedException(string message)
        : base(message)
    {
    }

    public PropertyFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
