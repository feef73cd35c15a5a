using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Psa.Testing;
using Xunit.v3;

[assembly: ClassCosts]

namespace Psa.Testing;

/// <summary>
/// Adds up the processor time of every test class, child processes included, and writes "seconds tests class" to the file that <c>PSA_TEST_COSTS</c> names.
/// It needs tests that run one after the other: <c>eng/test.sh</c> runs whole projects side by side instead.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClassCostsAttribute : BeforeAfterTestAttribute
{
    private const string Variable = "PSA_TEST_COSTS";

    // the children's clock ticks of Linux, which .NET has no name for
    private const double TicksOfSecond = 100;

    private static readonly string? File = Environment.GetEnvironmentVariable(Variable);
    private static readonly ConcurrentDictionary<string, (double Seconds, int Tests)> Costs = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();
    private static double _before = Seconds();

    static ClassCostsAttribute()
    {
        if (!string.IsNullOrEmpty(File))
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.WriteAllLines(
                File,
                Costs.Select(cost => string.Create(CultureInfo.InvariantCulture, $"{cost.Value.Seconds:0.000} {cost.Value.Tests} {cost.Key}")));
        }
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (string.IsNullOrEmpty(File))
        {
            return;
        }

        lock (Gate)
        {
            // from the end of the test before: so the constructor counts too
            var now = Seconds();
            var cost = now - _before;
            _before = now;
            Costs.AddOrUpdate(test.TestCase.TestClass.TestClassName, _ => (cost, 1), (_, sum) => (sum.Seconds + cost, sum.Tests + 1));
        }
    }

    private static double Seconds()
    {
        var own = Environment.CpuUsage.TotalTime.TotalSeconds;
        if (!OperatingSystem.IsLinux())
        {
            return own;
        }

        // after the name, which may hold anything: state is field 3, cutime and cstime are 16 and 17
        var text = System.IO.File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return own + ((double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) / TicksOfSecond);
    }
}
