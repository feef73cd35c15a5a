using System.Globalization;
using System.Text;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Conformance.Tests;

/// <summary>What the cases prove of the presets: a rule of one is proved by the cases that turn red when it is replaced by another. <c>docs/migrating.md</c> claims that and nothing else.</summary>
public sealed class PresetTests
{
    private const string Document = "docs/migrating.md";
    private const string Start = "<!-- proofs -->";
    private const string End = "<!-- /proofs -->";

    private static readonly (string Name, Func<Presets, ProrationPolicy> Of, Func<Presets, ProrationPolicy, Presets> With)[] All =
    [
        (nameof(Presets.KillBill), presets => presets.KillBill, (presets, policy) => presets with { KillBill = policy }),
        (nameof(Presets.Lago), presets => presets.Lago, (presets, policy) => presets with { Lago = policy }),
        (nameof(Presets.ConnectWise), presets => presets.ConnectWise, (presets, policy) => presets with { ConnectWise = policy }),
        (nameof(Presets.ZuoraActual), presets => presets.ZuoraActual, (presets, policy) => presets with { ZuoraActual = policy }),
        (nameof(Presets.ZuoraAssume30), presets => presets.ZuoraAssume30, (presets, policy) => presets with { ZuoraAssume30 = policy }),
        (nameof(Presets.ZuoraStrict30360), presets => presets.ZuoraStrict30360, (presets, policy) => presets with { ZuoraStrict30360 = policy }),
    ];

    private static readonly (string Name, Func<ProrationPolicy, ProrationPolicy> Replace)[] Rules =
    [
        ("basis", policy => policy with { Basis = policy.Basis == ProrationBasis.ActualDays ? ProrationBasis.Thirty360 : ProrationBasis.ActualDays }),
        ("rounding of lines", policy => policy with { Style = policy.Style == ProrationStyle.Cumulative ? ProrationStyle.PerPiece : ProrationStyle.Cumulative }),
        ("pieces", policy => policy with { Decomposition = policy.Decomposition == PieceDecomposition.ByTerms ? PieceDecomposition.ByDelta : PieceDecomposition.ByTerms }),
        ("day of a change", policy => policy with { EffectiveDay = policy.EffectiveDay == EffectiveDayRule.FirstDayOfNew ? EffectiveDayRule.LastDayOfOld : EffectiveDayRule.FirstDayOfNew }),
        ("day of a termination", policy => policy with { TerminationDay = policy.TerminationDay == TerminationDayRule.LastDayBilled ? TerminationDayRule.FirstDayNotBilled : TerminationDayRule.LastDayBilled }),
    ];

    /// <summary>The table of the document is what the cases prove now; <c>PSA_APPROVE=1</c> writes it anew.</summary>
    [Fact]
    public void The_document_claims_what_cases_prove()
    {
        Assert.SkipWhen(CaseFolder.Current is null, "The cases of other systems aren't here: set PSA_CASES to their folder.");
        Assert.SkipUnless(CaseFolder.AreTheListed, "Other case files prove other rules.");
        var text = File.ReadAllText(Path.Combine(Approved.Root, Document)).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"{Document} has no place for what is proved: {Start} … {End}.");
        Approved.Check(Document, text[..start] + Start + "\n" + Table() + text[end..]);
    }

    /// <summary>Lago's preset is what its cases were written with, in each rule that can make a difference.</summary>
    [Theory]
    [InlineData("basis")]
    [InlineData("rounding of lines")]
    [InlineData("day of a change")]
    [InlineData("day of a termination")]
    public void Each_rule_of_Lago_is_proved(string rule)
    {
        Assert.SkipWhen(CaseFolder.Current is null, "The cases of other systems aren't here: set PSA_CASES to their folder.");
        Assert.SkipUnless(CaseFolder.AreTheListed, "Other case files prove other rules.");
        Assert.NotEmpty(ProofsOf(All.Single(preset => preset.Name == nameof(Presets.Lago)), Rules.Single(one => one.Name == rule)));
    }

    private static readonly Lazy<Case[]> AsExpected = new(() => [.. CaseFolder.All.Where(given => IsAsExpected(given.Under(Presets.AsDefined)))]);

    private static string Table()
    {
        var table = new StringBuilder()
            .Append("| preset | ").AppendJoin(" | ", Rules.Select(rule => rule.Name)).Append(" |\n")
            .Append("|---|").Append(string.Concat(Rules.Select(_ => "---|"))).Append('\n');
        foreach (var preset in All)
        {
            table.Append("| `").Append(preset.Name).Append("` | ").AppendJoin(" | ", Rules.Select(rule => Cell(ProofsOf(preset, rule)))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Cell(List<Case> proofs) => proofs.Count == 0
        ? "none"
        : string.Join(", ", proofs.GroupBy(given => given.Category, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} `{group.Key}`")));

    /// <summary>The cases that are as expected under the preset, and not when a rule of it is another.</summary>
    private static List<Case> ProofsOf((string Name, Func<Presets, ProrationPolicy> Of, Func<Presets, ProrationPolicy, Presets> With) preset, (string Name, Func<ProrationPolicy, ProrationPolicy> Replace) rule)
    {
        var replaced = preset.With(Presets.AsDefined, rule.Replace(preset.Of(Presets.AsDefined)));
        return [.. AsExpected.Value.Where(given => !IsAsExpected(given.Under(replaced)))];
    }

    private static bool IsAsExpected(Case given) => Result.Of(given).Outcome is Outcome.Passed or Outcome.Deviates;
}
