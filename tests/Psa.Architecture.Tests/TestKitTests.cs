using System.Reflection;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.Architecture.Tests;

/// <summary>The suite of store tests is a package for hosts: whatever it promises, their stores must keep.</summary>
public class TestKitTests
{
    private static readonly string[] Allowed = ["Psa.Abstractions", "NodaTime", "Ardalis.SmartEnum", "xunit.v3.assert", "xunit.v3.common", "xunit.v3.core"];

    private static readonly Assembly Kit = typeof(StoreTests).Assembly;

    [Fact]
    public void The_suite_needs_the_port_and_xunit_only() =>
        Rule.Holds(Kit.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !name.StartsWith("System", StringComparison.Ordinal)).Except(Allowed, StringComparer.Ordinal));

    [Fact]
    public void One_class_is_all_that_hosts_see() => Assert.Equal([typeof(StoreTests)], Kit.GetExportedTypes());

    [Fact]
    public void Its_promises_are_the_approved_ones() => Approved.Check("tests/Psa.Architecture.Tests/approved/Psa.TestKit.txt", PublicApi.Describe(Kit));

    [Fact]
    public void No_file_of_it_is_long() =>
        Rule.Holds(Directory.EnumerateFiles(Path.Combine(Approved.Root, "src/Psa.TestKit"), "*.cs").Where(file => File.ReadLines(file).Count() > 400).Select(Path.GetFileName));
}
