using System.Diagnostics.Contracts;
using System.Reflection;
using Psa.Testing;

namespace Psa.Architecture.Tests;

/// <summary>What only gives a result says so, so that analyzers warn (CA1806) where the result is dropped: whoever calls <c>contract.Resume(…)</c> and keeps the old contract has done nothing.</summary>
public class PurityTests
{
    private static IEnumerable<MethodInfo> Methods =>
        from type in Shipped.PublicTypes
        where type.Assembly.GetName().Name is "Psa.Abstractions" or "Psa.Domain" && type.Namespace!.StartsWith("Psa", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && method.ReturnType != typeof(void) && !Shipped.IsCompilerGenerated(method) && !method.Name.StartsWith("Try", StringComparison.Ordinal)
        select method;

    private static IEnumerable<MethodInfo> Rules => Methods.Where(static method =>
        method.DeclaringType is { IsAbstract: true, IsSealed: true } && !method.Name.EndsWith("Async", StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> OfValues => Methods.Where(static method => method.DeclaringType!.IsValueType && Gives(method));

    private static IEnumerable<MethodInfo> OfRecords => Methods.Where(static method =>
        method.DeclaringType is { IsValueType: false } type && method.ReturnType == type && type.GetMethod("<Clone>$") is not null);

    [Fact]
    public void What_only_gives_a_result_is_marked_as_pure()
    {
        var all = Rules.Concat(OfValues).Concat(OfRecords).Distinct().ToList();

        Assert.True(all.Count > 100, $"only {all.Count} were found");
        Rule.Holds(all.Where(static method => !method.IsDefined(typeof(PureAttribute), inherit: false)).Select(static method => $"{method.DeclaringType!.FullName}.{method.Name}"));
    }

    [Fact]
    public void What_waits_or_gives_nothing_is_not() =>
        Rule.Holds(
            from type in Shipped.AllTypes
            from method in type.GetMethods(Shipped.Declared)
            where method.IsDefined(typeof(PureAttribute), inherit: false) && (method.ReturnType == typeof(void) || typeof(Task).IsAssignableFrom(method.ReturnType))
            select $"{type.FullName}.{method.Name}");

    /// <summary>What a host's compiler says, with the analyzers that every SDK has and CA1806 as a warning.</summary>
    [Fact]
    public async Task Dropping_a_result_is_a_warning()
    {
        string[] dropped = ["money.Abs();", "money.Scale(1, 2, Rounding.HalfUp);", "list.Add(money);", "price.Extend(2m, Rounding.HalfUp);", "invoices.Preview(seller, new(2026, 3, 1));", "series.IsOpen();"];
        var folder = Directory.CreateTempSubdirectory("psa-purity-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, ".globalconfig"), "is_global = true\ndotnet_diagnostic.CA1806.severity = warning\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "Dropped.cs"), $$"""
                using Psa; using Psa.Numbering; using Psa.Runs; using Psa.Sellers;
                public static class Dropped
                {
                    public static void All(Money money, ValueList<Money> list, UnitPrice price, NumberSeries invoices, BillingEntity seller, BillingRunStatus series)
                    {
                        {{string.Join(' ', dropped)}}
                    }
                }
                """, TestContext.Current.CancellationToken);
            var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            var sdks = Directory.GetDirectories(Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "sdk")));
            var sdk = sdks.MaxBy(static one => Version.TryParse(Path.GetFileName(one).Split('-')[0], out var version) ? version : new(0, 0))!;
            string[] references = [.. Directory.GetFiles(runtime, "System*.dll"), Path.Combine(runtime, "netstandard.dll"), .. Directory.GetFiles(AppContext.BaseDirectory, "Psa.*.dll"), Path.Combine(AppContext.BaseDirectory, "NodaTime.dll"), Path.Combine(AppContext.BaseDirectory, "Ardalis.SmartEnum.dll")];
            string[] analyzers = [.. Directory.GetFiles(Path.Combine(sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers"), "*NetAnalyzers.dll")];

            var result = await ChildProcess.RunAsync(
                Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"),
                [
                    "-nologo", "-target:library", "-nostdlib", $"-out:{Path.Combine(folder, "Dropped.dll")}", $"-analyzerconfig:{Path.Combine(folder, ".globalconfig")}",
                    .. references.Select(static one => $"-r:{one}"), .. analyzers.Select(static one => $"-analyzer:{one}"), Path.Combine(folder, "Dropped.cs"),
                ],
                TestContext.Current.CancellationToken);

            Assert.True(result.ExitCode == 0, result.Output);
            Assert.Equal(dropped.Length, result.Output.Split('\n').Count(static line => line.Contains("CA1806", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Gives(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType == method.DeclaringType && method.Name is not (nameof(Equals) or nameof(IComparable.CompareTo) or "GetEnumerator");
}
