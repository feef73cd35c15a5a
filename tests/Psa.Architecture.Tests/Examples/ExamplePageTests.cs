using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Psa.Testing;

namespace Psa.Architecture.Tests.Examples;

/// <summary>
/// What stands between <c>&lt;!-- example: Name --&gt;</c> and <c>&lt;!-- /example --&gt;</c> of a page is the code of the example and the documents that it makes;
/// <c>&lt;!-- code: name --&gt;</c> is code alone. <c>PSA_APPROVE=1</c> writes both into the page.
/// </summary>
public sealed partial class ExamplePageTests
{
    private const string Folder = "tests/Psa.Architecture.Tests/Examples";

    private static readonly string[] Pages = [.. Directory.GetFiles(Path.Combine(Approved.Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Approved.Root, file)).Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, MethodInfo> Examples = typeof(Example).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Example)) && !type.IsNested)
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType == typeof(Task) && method.IsAssembly)
        .ToDictionary(method => method.Name, StringComparer.Ordinal);

    public static TheoryData<string> PagesWithExamples() => [.. Pages.Where(page => Markers().IsMatch(Read(page)))];

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public async Task A_page_shows_the_code_that_ran_and_the_documents_that_it_made(string page)
    {
        var (text, made, end) = (Read(page), new StringBuilder(), 0);
        foreach (Match marker in Markers().Matches(text))
        {
            var (kind, name) = (marker.Groups["kind"].Value, marker.Groups["name"].Value);
            made.Append(text, end, marker.Index - end).Append("<!-- ").Append(kind).Append(": ").Append(name).Append(" -->\n\n");
            made.Append(kind == "code" ? Fenced(Code($"// begin: {name}", name)) : await RunAsync(name));
            made.Append("\n\n<!-- /").Append(kind).Append(" -->");
            end = marker.Index + marker.Length;
        }

        Approved.Check(page, made.Append(text, end, text.Length - end).ToString());
    }

    [Fact]
    public void Each_example_stands_on_a_page_once() => Assert.Equal(
        Examples.Keys.Order(StringComparer.Ordinal),
        Pages.SelectMany(page => Markers().Matches(Read(page))).Where(marker => marker.Groups["kind"].Value == "example").Select(marker => marker.Groups["name"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void No_snippet_is_mere_text()
    {
        // the README and the pages of stores and web hosts show code that tests of their own compare
        var others = Pages.Where(page => page is not ("docs/writing-a-store.md" or "docs/web-hosts.md")).Where(page => Markers().Replace(Read(page), string.Empty).Contains("```csharp", StringComparison.Ordinal));

        Assert.Empty(others);
    }

    private static async Task<string> RunAsync(string name)
    {
        var method = Examples[name];
        await using var desk = await Desk.OpenAsync();
        await (Task)method.Invoke(Activator.CreateInstance(method.DeclaringType!, BindingFlags.Instance | BindingFlags.Public, null, [desk], null), [])!;
        var paper = desk.Read();
        Assert.NotEmpty(paper);
        return $"{Fenced(Code($"internal async Task {name}()", name))}\n\n{paper}";
    }

    private static string Fenced(string code) => $"```csharp\n{code}\n```";

    /// <summary>Gives what stands between the markers behind a line of the examples' sources.</summary>
    private static string Code(string after, string name)
    {
        var source = Directory.GetFiles(Path.Combine(Approved.Root, Folder), "*.cs").Select(file => File.ReadAllText(file).ReplaceLineEndings("\n")).Single(text => text.Contains($"{after}\n", StringComparison.Ordinal));
        string[] lines = [.. source[source.IndexOf($"{after}\n", StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(line => !line.TrimStart().StartsWith("// begin", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Trim() != "// end")];
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        var code = string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : string.Empty)).Trim('\n');
        return code.Length > 0 ? code : throw new InvalidOperationException($"{name} shows no code.");
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Approved.Root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex("<!-- (?<kind>example|code): (?<name>\\w+) -->.*?<!-- /\\k<kind> -->", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Markers();
}
