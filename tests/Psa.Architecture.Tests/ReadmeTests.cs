using System.Text.RegularExpressions;
using Psa.Events;
using Psa.Testing;

namespace Psa.Architecture.Tests;

public partial class ReadmeTests
{
    private const string Printed = "INV-2026-0001: 900.58 EUR + 189.12 EUR tax, due 2026-02-15";

    private static readonly string Readme = Read("README.md");

    [Fact]
    public void The_example_is_compiled_code()
    {
        var lines = Read("tests/Psa.Architecture.Tests/ReadmeExample.cs").Split('\n');
        var body = lines.SkipWhile(line => line.Trim() != "// begin").Skip(1).TakeWhile(line => line.Trim() != "// end");
        string[] usings = [.. lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Append("using Psa;").OrderBy(line => line.TrimEnd(';'), StringComparer.Ordinal)];
        var code = string.Join('\n', usings.Append(string.Empty)) + '\n' + string.Join('\n', body.Select(line => line.Length > 8 ? line[8..] : line.Trim())).TrimEnd();

        Assert.Contains($"```csharp\n{code}\n```", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_prints_what_the_readme_says()
    {
        var console = Console.Out;
        await using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            await ReadmeExample.RunAsync();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(Printed, output.ToString().Trim());
        Assert.Contains(Printed, Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_of_a_store_is_the_samples()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Approved.Root, "samples/Psa.Samples.JsonStore"), "*.cs"), Path.Combine(Approved.Root, "tests/Psa.Stores.Tests/JsonFileStoreTests.cs")];
        var sample = string.Join('\n', files.Select(file => File.ReadAllText(file).ReplaceLineEndings("\n")));
        var blocks = Read("docs/writing-a-store.md").Split("```csharp\n").Skip(1).Select(rest => rest.Split("\n```")[0]).ToArray();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block, sample, StringComparison.Ordinal));
    }

    [Fact]
    public void The_code_of_a_web_host_is_the_samples()
    {
        var sample = Flat(string.Join('\n', Directory.GetFiles(Path.Combine(Approved.Root, "samples/Psa.Samples.Web"), "*.cs").Select(File.ReadAllText)));
        var blocks = Read("docs/web-hosts.md").Split("```csharp\n").Skip(1).Select(rest => rest.Split("\n```")[0]).ToArray();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(Flat(block), sample, StringComparison.Ordinal));

        // a page isn't indented as deep as a method
        static string Flat(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
    }

    public static TheoryData<string> Documents() =>
    [
        "README.md", "CONTRIBUTING.md", "samples/Psa.Samples.BillingRun/README.md", "samples/Psa.Samples.JsonStore/README.md", "samples/Psa.Samples.Web/README.md",
        .. Directory.GetFiles(Path.Combine(Approved.Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Approved.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Approved.Root, document))!;
        var links = Read(document).Split("](").Skip(1).Select(rest => rest.Split(')')[0]).Where(link => !link.Contains("://", StringComparison.Ordinal));

        Assert.All(links, link =>
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? Path.Combine(Approved.Root, document) : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(target), $"{document} links to {link}");
            Assert.True(parts.Length == 1 || Anchors(target).Contains(parts[1]), $"{document} links to {link}, and there is no such heading");
        });
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Codes_and_kinds_of_events_that_are_named_exist(string document)
    {
        var known = ErrorCodes.All.Select(ErrorCodes.Code).Concat(typeof(EventKinds).GetFields().Select(kind => (string)kind.GetRawConstantValue()!))
            .Concat(ObserverDocumentTests.Names).ToHashSet(StringComparer.Ordinal);
        var named = CodeOrKind().Matches(Read(document)).Select(match => match.Groups["name"].Value).Where(name => Path.GetExtension(name) is not (".json" or ".md" or ".txt") && name != "feature.problem");

        Assert.All(named, name => Assert.Contains(name, known));
    }

    [GeneratedRegex("`(?<name>[a-z_]+\\.[a-z_]+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeOrKind();

    /// <summary>The anchors that a page's headings have: lower case, without punctuation, hyphens for spaces.</summary>
    private static IEnumerable<string> Anchors(string file) => File.ReadAllLines(file)
        .Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_')).Replace(' ', '-'));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Approved.Root, path)).ReplaceLineEndings("\n");
}
