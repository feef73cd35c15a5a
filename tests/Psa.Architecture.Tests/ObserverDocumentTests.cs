using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Psa.Testing;

namespace Psa.Architecture.Tests;

/// <summary>What the page for operators says that observers hear is what the code has, and nothing else.</summary>
public class ObserverDocumentTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Approved.Root, "docs", "operations.md"));

    /// <summary>Gets the names of activities and tags.</summary>
    internal static IEnumerable<string> Names => Types.Where(static type => type.Name is nameof(ActivityNames) or nameof(PsaDiagnostics) or "MigrationDiagnostics")
        .SelectMany(static type => type.GetFields(All)).Where(static one => one.IsLiteral).Select(static one => (string)one.GetRawConstantValue()!);

    private static IEnumerable<Type> Types => Shipped.Assemblies.SelectMany(static assembly => assembly.GetTypes());

    [Fact]
    public void Every_message_is_documented_with_its_id_and_level()
    {
        var messages = Types.SelectMany(static type => type.GetMethods(All)).Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();
        Assert.True(messages.Count > 10, "There are messages.");
        Assert.Equal(messages.Count, messages.Select(static message => message.EventId).Distinct().Count());
        Assert.Equal(
            messages.OrderBy(static message => message.EventId).Select(static message => $"| {message.EventId} | {message.EventName} | {message.Level} | {message.Message} |"),
            Lines.Where(static line => line.Length > 2 && char.IsAsciiDigit(line[2]) && line.StartsWith("| ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_activity_is_documented()
    {
        var names = typeof(ActivityNames).GetFields(All).Select(static field => (string)field.GetRawConstantValue()!).Append("store.migrate");
        Assert.Equal(names, Rows("activity").Select(static row => row.Split('`')[1]));
    }

    [Fact]
    public void Every_counter_is_documented()
    {
        var counters = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => counters.AddRange(instrument.Meter.Name == PsaDiagnostics.Name ? [$"| `{instrument.Name}` | {instrument.Unit} | {instrument.Description} |"] : []) };
        _ = PsaDiagnostics.Items;
        listener.Start();
        Assert.Equal(counters.Order(StringComparer.Ordinal), Rows("meter").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Rows(string table) =>
        Lines.SkipWhile(line => !line.StartsWith($"| {table} |", StringComparison.Ordinal)).Skip(2).TakeWhile(static line => line.StartsWith('|'));
}
