using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Psa.Benchmarks.Micro;

namespace Psa.Benchmarks;

/// <summary>
/// Runs BenchmarkDotNet over the classes in <c>Micro</c>, in this process, since building the library again for each job takes longer than measuring;
/// <c>--isolated</c> does that. Fails when a benchmark that promises to allocate nothing allocates.
/// </summary>
internal static class MicroCommand
{
    private const string Isolated = "--isolated";

    internal static int Run(string[] arguments)
    {
        var job = Job.Default
            .WithLaunchCount(1)
            .WithWarmupCount(3)
            .WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(200));
        job = arguments.Contains(Isolated, StringComparer.Ordinal)
            ? job.WithArguments([new MsBuildArgument("/p:RunAnalyzers=false")])
            : job.WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .HideColumns(Column.RatioSD, Column.AllocRatio, Column.Gen0, Column.Categories)
            .WithOptions(ConfigOptions.DisableLogFile);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run([.. arguments.Where(argument => argument != Isolated)], config).ToList();
        foreach (var summary in summaries)
        {
            Print(summary);
        }

        var broken = summaries.SelectMany(summary => summary.Reports).Where(Breaks).ToList();
        return broken.Count == 0 ? 0 : 1;
    }

    /// <summary>Says each benchmark's time, against the baseline of its group and its bare integers, and what it allocates.</summary>
    private static void Print(Summary summary)
    {
        foreach (var report in summary.Reports.Where(one => one.Success))
        {
            var one = report.BenchmarkCase;
            var mean = report.ResultStatistics!.Mean;
            var bytes = report.GcStats.GetBytesAllocatedPerOperation(one);
            var ratios = Ratio(summary, one, mean, summary.IsBaseline, "the baseline") + Ratio(summary, one, mean, IsBareIntegers, "bare integers");
            Figure.Print($"{one.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')}{(one.HasParameters ? $" [{one.Parameters.DisplayInfo}]" : string.Empty)}: {mean:0.0} ns{ratios}, {bytes} B");
        }
    }

    private static string Ratio(Summary summary, BenchmarkCase one, double mean, Func<BenchmarkCase, bool> isMeasure, string name)
    {
        var group = summary.GetLogicalGroupKey(one);
        var measure = summary.Reports.FirstOrDefault(other => other.Success && isMeasure(other.BenchmarkCase) && summary.GetLogicalGroupKey(other.BenchmarkCase) == group);
        return measure is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {mean / measure.ResultStatistics!.Mean:0.00} times {name}");
    }

    private static bool IsBareIntegers(BenchmarkCase one) => one.Descriptor.WorkloadMethod.IsDefined(typeof(BareIntegersAttribute), inherit: false);

    private static bool Breaks(BenchmarkReport report)
    {
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
        var breaks = !report.Success || (bytes > 0 && report.BenchmarkCase.Descriptor.WorkloadMethod.IsDefined(typeof(AllocatesNothingAttribute), inherit: false));
        if (breaks)
        {
            Console.Error.WriteLine($"{report.BenchmarkCase.DisplayInfo}: {(report.Success ? $"allocates {bytes} B and may allocate nothing" : "failed")}");
        }

        return breaks;
    }
}
