using System.Reflection;
using System.Text;
using Psa.Lifecycles;
using Psa.Testing;

namespace Psa.Domain.Tests.Lifecycles;

public class LifecycleDocumentTests
{
    [Fact]
    public void The_documented_lifecycles_are_those_in_the_code()
    {
        var text = new StringBuilder(
            """
            # Lifecycles

            Generated from the tables in the code; a test keeps it current (`PSA_APPROVE=1` rewrites it).
            An action is followed by the permission it takes, in brackets; where none stands, the call asks for what it needs, or the library takes the step. Nothing else changes a status.
            Whether an issued document is paid or credited follows from its [balance](payments.md), and where a deposit stands from [what is left of it](orders.md#deposits).

            """.ReplaceLineEndings("\n"));
        foreach (var (owner, table) in Tables())
        {
            var mermaid = (string)table.GetType().GetMethod(nameof(Lifecycle<,>.ToMermaid))!.Invoke(table, [])!;
            text.Append("\n## ").Append(owner).Append("\n\n```mermaid\n").Append(mermaid).Append("```\n");
        }

        Approved.Check("docs/lifecycles.md", text.ToString());
    }

    [Fact]
    public void Every_lifecycle_has_a_heading_of_its_own()
    {
        var owners = Tables().Select(table => table.Owner).ToArray();

        Assert.Equal(owners.Length, owners.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            Assembly.Load("Psa.Domain").GetTypes().Where(type => type.Name.EndsWith("Lifecycle", StringComparison.Ordinal)).Select(Title).Order(StringComparer.Ordinal), owners);
    }

    private static IEnumerable<(string Owner, object Table)> Tables() =>
        new[] { typeof(Lifecycle).Assembly, Assembly.Load("Psa.Domain") }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(Members)
            .OrderBy(table => table.Title, StringComparer.Ordinal);

    private static IEnumerable<(string Title, object Table)> Members(Type type)
    {
        const BindingFlags statics = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var tables = type.GetProperties(statics).Where(p => IsLifecycle(p.PropertyType)).Select(p => (p.Name, Table: p.GetValue(null)))
            .Concat(type.GetFields(statics).Where(f => IsLifecycle(f.FieldType)).Select(f => (f.Name, Table: f.GetValue(null))))
            .ToArray();
        return tables.Select(table => (tables.Length == 1 ? Title(type) : $"{Title(type)}: {table.Name}", table.Table!));
    }

    /// <summary>QuoteLifecycle is headed "Quote".</summary>
    private static string Title(Type type) => type.Name.EndsWith("Lifecycle", StringComparison.Ordinal) ? type.Name[..^"Lifecycle".Length] : type.Name;

    private static bool IsLifecycle(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lifecycle<,>);
}
