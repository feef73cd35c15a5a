using System.Text.RegularExpressions;
using Psa.Services;
using Psa.Testing;

namespace Psa.Architecture.Tests;

public partial class SourceRuleTests
{
    /// <summary>What runs once a part, a period or a piece.</summary>
    private static readonly string[] HotPath =
    [
        "Proration", "ProrationFraction", "ProrationFrame", "PieceWalk", "PricingScheme", "PriceTier", "Allocation", "RunningTotal", "ExactAmount",
        "ExactInteger", "Money", "DatePeriod", "ChargeRules", "PartBilling", "PartCoverage", "ExpectedCharge", "BilledPeriod", "Usages",
    ];

    [Fact]
    public void Hot_paths_use_no_linq()
    {
        var files = Sources.Files.Where(file => HotPath.Contains(file.Name, StringComparer.Ordinal)).ToArray();

        Assert.Equal(HotPath.Order(StringComparer.Ordinal), files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Rule.Holds(files.Concat(Sources.Files.Where(file => file.Name.EndsWith("Pricing", StringComparison.Ordinal))).Lines(Linq));
    }

    [Fact]
    public void Nothing_blocks_on_a_task() => Rule.Holds(Sources.Files.Lines(Blocking));

    [Fact]
    public void Nothing_async_returns_void() => Rule.Holds(Sources.Files.Lines(AsyncVoid));

    /// <summary>No rule of the build: <c>dotnet format</c> sorts them, which takes a minute to check.</summary>
    [Fact]
    public void Usings_are_in_order_those_of_the_system_first() =>
        Rule.Holds(Sources.Everywhere().Where(static path => !Sorted([.. File.ReadLines(path).TakeWhile(static line => !line.StartsWith("namespace ", StringComparison.Ordinal)).Select(static line => UsingDirective.Match(line)).Where(static match => match.Success).Select(static match => match.Groups["name"].Value)])));

    [Theory]
    [InlineData("System.Text|NodaTime|Psa.Access", true)]
    [InlineData("NodaTime|Psa.Access.More|Psa.Accessory", true)]
    [InlineData("NodaTime|System.Text", false)]
    [InlineData("Psa.Storage|Psa.Access", false)]
    public void Usings_out_of_order_are_recognized(string names, bool isSorted) => Assert.Equal(isSorted, Sorted(names.Split('|')));

    private static bool Sorted(IReadOnlyList<string> names) => names.SequenceEqual(
        names.OrderBy(static name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal)).ThenBy(static name => name, StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);

    [Fact]
    public void Nothing_is_left_to_do() => Rule.Holds(Sources.Files.SelectMany(file => file.Text.Where(line => Postponed.IsMatch(line)).Select(line => $"{file.Path}: {line.Trim()}")));

    /// <summary>Where a date may be missing, a comparison that is negated is true of nothing: the other comparison, or a rule with a name, says what is meant.</summary>
    [Fact]
    public void No_comparison_is_negated() => Rule.Holds(Sources.Files.Where(file => !file.IsMigration).Lines(NegatedComparison));

    [Theory]
    [InlineData("if (!(end <= date))", true)]
    [InlineData("&& !(contract.EndExclusive() <= context.Through.PlusDays(1)))", true)]
    [InlineData("if (!(before.Status.IsBilled || after.Status.IsBilled) && day < end)", false)]
    [InlineData("!(one is Dictionary<string, int>)", false)]
    [InlineData("!list.Exists(one => one.Id == id)", false)]
    public void A_negated_comparison_is_recognized(string line, bool isOne) => Assert.Equal(isOne, NegatedComparison.IsMatch(line));

    [Fact]
    public void What_ships_stands_on_its_own_and_cites_no_specification()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Approved.Root, "docs"), "*.md")
            .Append(Path.Combine(Approved.Root, "README.md"))
            .Select(path => (Path.GetRelativePath(Approved.Root, path), Text: File.ReadAllLines(path)));

        Rule.Holds(Sources.Files.Select(file => (file.Path, file.Text)).Concat(documents)
            .SelectMany(file => file.Text.Where(line => Specification.IsMatch(line)).Select(line => $"{file.Item1}: {line.Trim()}")));
    }

    [Fact]
    public void The_system_clock_enters_in_one_place() =>
        Assert.Single(Sources.Files.Lines(SystemClock));

    [Fact]
    public void Names_say_what_a_thing_does()
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility"];

        Rule.Holds(Shipped.AllTypes.Where(type => Array.Exists(empty, word => type.Name.EndsWith(word, StringComparison.Ordinal))).Select(type => type.FullName));
    }

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsingDirective { get; }

    [GeneratedRegex(@"using System\.Linq|Enumerable\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Linq { get; }

    [GeneratedRegex(@"\.Result\b(?!\s*=|\()|\.Wait\(\)|\.GetAwaiter\(\)\.GetResult\(\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocking { get; }

    [GeneratedRegex(@"\basync void\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AsyncVoid { get; }

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Postponed { get; }

    [GeneratedRegex(@"!\((?:[^()]|\([^()]*\))*?\s[<>]=?\s", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NegatedComparison { get; }

    [GeneratedRegex(@"\bspec(ification)?s? \d|\bthe specification\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Specification { get; }

    [GeneratedRegex(@"SystemClock\.Instance", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SystemClock { get; }
}
