using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

public sealed class TermsTimelineTests
{
    private static readonly LocalDate Start = AContract.Start;

    // a day, which aspects it states, and whether it was withdrawn
    private static readonly Arbitrary<(int Day, int Aspects, bool Withdrawn)[]> Entries = Arb.From(
        Gen.ListOf(
            from day in Gen.Choose(0, 12)
            from aspects in Gen.Choose(1, 31)
            from withdrawn in Gen.Choose(0, 4)
            select (day, aspects, withdrawn == 0)).Select(entries => entries.ToArray()));

    [Theory]
    [InlineData(EffectiveDayRule.FirstDayOfNew, 0)]
    [InlineData(EffectiveDayRule.LastDayOfOld, 1)]
    public void Of_each_aspect_the_latest_dated_entry_that_states_it_holds_and_of_one_day_the_later_recorded(EffectiveDayRule rule, int shift) => PropertyCheck.That(Prop.ForAll(Entries, entries =>
    {
        var contract = AContract.Active.Prorated(ProrationPolicy.Default with { EffectiveDay = rule });
        var part = AContract.Part;
        for (var i = 0; i < entries.Length; i++)
        {
            part = part.WithTerms(Entry(i, entries[i]));
        }

        for (var i = 0; i < entries.Length; i++)
        {
            part = entries[i].Withdrawn ? part.WithoutTerms(IdOf(i), new("Ann", default, "error")) : part;
        }

        var timeline = TermsTimeline.Of(contract, part);
        for (var day = -1; day <= 14; day++)
        {
            var held = timeline.AgreedOn(Start.PlusDays(day));
            var expected = AContract.Part.Terms[0];
            foreach (var (entry, place) in entries.Select((entry, place) => (entry, place)).OrderBy(x => x.entry.Day).ThenBy(x => x.place))
            {
                if (entry.Day + shift <= day && !entry.Withdrawn)
                {
                    expected = Later(expected, Entry(place, entry));
                }
            }

            if (held.Committed != expected.Quantity
                || held.UnitPrice != expected.UnitPrice
                || held.Discounted?.Discount != expected.Discount
                || held.Scheme != expected.Pricing
                || held.Minimum != (expected.MinimumQuantity ?? 0m))
            {
                return false;
            }
        }

        return part.Terms.Count == entries.Length + 1;
    }));

    [Fact]
    public void A_change_is_met_on_every_day_on_which_other_terms_hold() => PropertyCheck.That(Prop.ForAll(Entries, entries =>
    {
        var part = entries.Select((entry, i) => Entry(i, entry)).Aggregate(AContract.Part, (known, entry) => known.WithTerms(entry));
        var timeline = TermsTimeline.Of(AContract.Active with { Escalations = [new(Start.PlusDays(3), Percent.Of(3m), 1)] }, part);
        for (var day = -1; day <= 40; day++)
        {
            var next = timeline.NextChange(Start.PlusDays(day)) ?? Start.PlusDays(60);
            var stays = timeline.On(Start.PlusDays(day));
            for (var later = Start.PlusDays(day); later < next && later < Start.PlusDays(41); later = later.PlusDays(1))
            {
                if (timeline.On(later) != stays)
                {
                    return false;
                }
            }
        }

        return true;
    }));

    [Fact]
    public void A_later_policy_moves_no_day_of_a_period_that_has_begun()
    {
        // LastDayOfOld counts in the periods from 1 March on
        var contract = AContract.Active.WithCycle(new(new(2026, 2, 20), Proration: ProrationPolicy.Default with { EffectiveDay = EffectiveDayRule.LastDayOfOld }));
        var part = AContract.Part.WithTerms(new(new(2026, 2, 25), 11m)).WithTerms(new(new(2026, 3, 10), 12m));
        var timeline = TermsTimeline.Of(contract, part);
        Assert.Equal([10m, 11m, 11m, 12m], new[] { new(2026, 2, 24), new(2026, 2, 25), new(2026, 3, 10), new LocalDate(2026, 3, 11) }.Select(day => timeline.AgreedOn(day).Committed));
    }

    [Fact]
    public void The_earliest_entry_holds_from_the_start_whatever_its_date()
    {
        var late = AContract.Part.First(terms => terms with { EffectiveFrom = Start.PlusDays(9) });
        Assert.Equal(10m, TermsTimeline.Of(AContract.Active, late).AgreedOn(Start).Committed);
        Assert.Empty(late.Validate(AContract.Active));
        var lastDayOfOld = AContract.Active.Prorated(ProrationPolicy.Default with { EffectiveDay = EffectiveDayRule.LastDayOfOld });
        Assert.Equal(10m, TermsTimeline.Of(lastDayOfOld, AContract.Part).AgreedOn(Start).Committed);
    }

    [Fact]
    public void None_is_said_by_a_discount_of_nothing_and_a_minimum_of_zero()
    {
        var part = AContract.Part.First(terms => terms with { Discount = Discount.OfPercent(Percent.Of(20m)), MinimumQuantity = 20m });
        part = part.WithTerms(new(Start.PlusDays(5), 11m)).WithTerms(new(Start.PlusDays(9), Discount: Discount.None, MinimumQuantity: 0m));
        var timeline = TermsTimeline.Of(AContract.Active, part);
        var (before, after) = (timeline.AgreedOn(Start.PlusDays(5)), timeline.AgreedOn(Start.PlusDays(9)));
        Assert.Equal((20m, 20m), (before.Discount?.Percent?.Value, before.InAdvance));
        Assert.Equal((null, 11m), (after.Discount, after.InAdvance));
    }

    [Fact]
    public void Entries_are_recorded_once_by_their_id_or_by_what_they_say()
    {
        var id = IdOf(1);
        var part = AContract.Part.WithTerms(new(Start.PlusDays(5), 11m) { Id = id });
        Assert.Equal(part, part.WithTerms(new(Start.PlusDays(5), 11m) { Id = id }));
        Assert.Equal(part, part.WithTerms(new(Start.PlusDays(5), 11m)));
        Assert.Equal(ContractErrors.BadTerms, Assert.Throws<RuleViolationException>(() => part.WithTerms(new(Start.PlusDays(5), 12m) { Id = id })).Code);
        Assert.Equal(ContractErrors.BadTerms, Assert.Throws<RuleViolationException>(() => part.WithTerms(new(Start.PlusDays(5), Note: "nothing"))).Code);

        // another aspect of the day leaves it said, another value doesn't
        var priced = part.WithTerms(new(Start.PlusDays(5), UnitPrice: UnitPrice.Of(7m, Currency.EUR)));
        Assert.Equal(priced, priced.WithTerms(new(Start.PlusDays(5), 11m)));
        var more = part.WithTerms(new(Start.PlusDays(5), 12m));
        Assert.Equal(4, more.WithTerms(new(Start.PlusDays(5), 11m)).Terms.Count);

        // what was withdrawn stays so when its answer was lost, and can be said anew
        var withdrawn = part.WithoutTerms(id, new("Ann", default, "error"));
        Assert.Equal(withdrawn, withdrawn.WithTerms(new(Start.PlusDays(5), 11m) { Id = id }));
        Assert.Equal(withdrawn, withdrawn.WithoutTerms(id, new("Bob", default, "again")));
        Assert.Equal(3, withdrawn.WithTerms(new(Start.PlusDays(5), 11m)).Terms.Count);
        Assert.Throws<EntityNotFoundException>(() => part.WithoutTerms(IdOf(2), new("Ann", default, "error")));
    }

    private static Id<PartTerms> IdOf(int place) => new(new Guid(place + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]));

    private static PartTerms Entry(int place, (int Day, int Aspects, bool Withdrawn) entry) => new(
        Start.PlusDays(entry.Day),
        (entry.Aspects & 1) == 0 ? null : place + 100m,
        (entry.Aspects & 2) == 0 ? null : UnitPrice.Of(place + 0.5m, Currency.EUR),
        (entry.Aspects & 4) == 0 ? null : Discount.OfPercent(Percent.Of(place % 50)),
        (entry.Aspects & 8) == 0 ? null : PricingScheme.Package(10m, place),
        (entry.Aspects & 16) == 0 ? null : place)
    {
        Id = IdOf(place),
    };

    private static PartTerms Later(PartTerms before, PartTerms entry) => before with
    {
        Quantity = entry.Quantity ?? before.Quantity,
        UnitPrice = entry.UnitPrice ?? before.UnitPrice,
        Discount = entry.Discount ?? before.Discount,
        Pricing = entry.Pricing ?? before.Pricing,
        MinimumQuantity = entry.MinimumQuantity ?? before.MinimumQuantity,
    };
}
