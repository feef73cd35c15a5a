using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

public sealed class TermsTimelineTests
{
    private static readonly Arbitrary<int[]> Days = Arb.From(Gen.ListOf(Gen.Choose(0, 12)).Select(days => days.ToArray()));

    [Theory]
    [InlineData(EffectiveDayRule.FirstDayOfNew, 0)]
    [InlineData(EffectiveDayRule.LastDayOfOld, 1)]
    public void In_whatever_order_changes_are_recorded_the_timeline_is_sorted_and_the_later_of_one_day_wins(EffectiveDayRule rule, int shift) => PropertyCheck.That(Prop.ForAll(Days, days =>
    {
        var contract = AContract.Active with { Proration = ProrationPolicy.Default with { EffectiveDay = rule } };
        var part = AContract.Part;
        for (var i = 0; i < days.Length; i++)
        {
            part = part.WithTerms(new(AContract.Start.PlusDays(days[i]), i + 100m, UnitPrice.Of(5m, Currency.EUR)));
        }

        for (var day = -1; day <= 13; day++)
        {
            // the oracle: among entries of the latest first day not after this one, the one recorded last; else the first entry
            var (expected, best) = (10m, 0);
            for (var i = 0; i < days.Length; i++)
            {
                if (days[i] + shift <= day && days[i] >= best)
                {
                    (best, expected) = (days[i], i + 100m);
                }
            }

            if (part.TermsAt(contract, AContract.Start.PlusDays(day))?.Quantity != expected)
            {
                return false;
            }
        }

        return part.Terms.Count == days.Length + 1 && part.Validate(contract).IsEmpty;
    }));

    [Fact]
    public void An_entry_is_ever_in_force_when_it_holds_on_a_day() => PropertyCheck.That(Prop.ForAll(Days, Arb.From(Gen.Choose(0, 1)), Arb.From(Gen.Choose(0, 8)), (days, shift, from) =>
    {
        var policy = ProrationPolicy.Default with { EffectiveDay = shift == 0 ? EffectiveDayRule.FirstDayOfNew : EffectiveDayRule.LastDayOfOld };
        var first = AContract.Start.PlusDays(from);
        ValueList<PartTerms> terms = [.. days.Append(0).Order().Select((day, i) => new PartTerms(AContract.Start.PlusDays(day), i))];
        var held = Enumerable.Range(0, 20).Select(day => TermsTimeline.IndexAt(terms, policy, first.PlusDays(day))).ToHashSet();
        return Enumerable.Range(0, terms.Count).All(i => TermsTimeline.IsEverInForce(terms, policy, i, first) == held.Contains(i));
    }));

    [Fact]
    public void What_holds_on_the_first_day_alone_needs_a_price_where_a_change_begins_the_day_after()
    {
        ContractPart part = AContract.Part with { Terms = [new(AContract.Start, 10m), new(AContract.Start, 10m, UnitPrice.Of(5m, Currency.EUR))] };
        var lastDayOfOld = AContract.Active with { Proration = ProrationPolicy.Default with { EffectiveDay = EffectiveDayRule.LastDayOfOld } };

        Assert.Empty(part.Validate(AContract.Active));
        Assert.Equal([ContractErrors.PriceMissing], part.Validate(lastDayOfOld).AsEnumerable().Select(problem => problem.Code));
    }

    [Fact]
    public void A_part_without_terms_has_none_on_any_day() =>
        Assert.Null((AContract.Part with { Terms = [] }).TermsAt(AContract.Active, new LocalDate(2026, 3, 1)));
}
