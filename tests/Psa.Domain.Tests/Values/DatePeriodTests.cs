using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class DatePeriodTests
{
    private const int Runs = 500;

    private static readonly Arbitrary<(DatePeriod Left, DatePeriod Right)> Pairs = Arb.From(
        from left in Arbitraries.Periods.Generator
        from offset in Gen.OneOf(Gen.Choose(-3, 3), Gen.Choose(-800, 800))
        from days in Gen.OneOf(Gen.Choose(1, 3), Gen.Choose(1, 731))
        from atEnd in Gen.Elements(false, true)
        let start = (atEnd ? left.EndExclusive : left.Start).PlusDays(offset)
        select (Left: left, Right: DatePeriod.Create(start, start.PlusDays(days))));

    [Fact]
    public void A_period_is_its_days() => PropertyCheck.That(
        Prop.ForAll(
            Arbitraries.Periods,
            period => Days(period).Length == period.Length
                && Days(period).All(period.Contains)
                && !period.Contains(period.Start.PlusDays(-1))
                && !period.Contains(period.EndExclusive)
                && period.Contains(period.LastDay)
                && DatePeriod.Inclusive(period.Start, period.LastDay) == period),
        Runs);

    [Fact]
    public void Two_periods_share_the_days_that_both_have() => PropertyCheck.That(
        Prop.ForAll(
            Pairs,
            pair =>
            {
                var common = Days(pair.Left).Where(pair.Right.Contains).ToArray();
                var actual = pair.Left.Intersect(pair.Right);
                return (actual is { } period ? Days(period) : []).SequenceEqual(common)
                    && pair.Right.Intersect(pair.Left) == actual
                    && pair.Left.Contains(pair.Right) == (common.Length == pair.Right.Length);
            }),
        Runs);

    [Fact]
    public void Adjacent_periods_make_one_run_of_days_without_overlap() => PropertyCheck.That(
        Prop.ForAll(
            Pairs,
            pair => pair.Left.IsAdjacentTo(pair.Right) == (pair.Left.Intersect(pair.Right) is null
                    && Days(pair.Left).Concat(Days(pair.Right)).Order().Zip(Days(pair.Left).Concat(Days(pair.Right)).Order().Skip(1)).All(days => days.First.PlusDays(1) == days.Second))
                && pair.Left.IsAdjacentTo(pair.Right) == pair.Right.IsAdjacentTo(pair.Left)),
        Runs);

    [Fact]
    public void The_halves_of_a_split_are_adjacent_and_make_the_whole() => PropertyCheck.That(
        Prop.ForAll(
            Arbitraries.Periods,
            Arb.From(Gen.Choose(0, 800)),
            (period, offset) =>
            {
                var date = period.Start.PlusDays(offset);
                if (offset == 0 || offset >= period.Length)
                {
                    return Assert.Throws<RuleViolationException>(() => period.SplitAt(date)).Code == MoneyErrors.BadPeriod;
                }

                var (before, after) = period.SplitAt(date);
                return before.IsAdjacentTo(after) && after.Start == date && Days(before).Concat(Days(after)).SequenceEqual(Days(period));
            }),
        Runs);

    [Fact]
    public void Text_makes_the_period_again() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.Periods, period => DatePeriod.Parse(period.ToString()) == period), Runs);

    [Theory]
    [InlineData("2026-03-01, 2026-04-01")]
    [InlineData("[2026-03-01, 2026-04-01]")]
    [InlineData("[2026-03-01,2026-04-01)")]
    [InlineData("[2026-02-30, 2026-04-01)")]
    [InlineData("[2026-3-1, 2026-04-01)")]
    [InlineData("[)")]
    public void Text_of_another_form_is_refused(string text) =>
        Assert.Throws<FormatException>(() => DatePeriod.Parse(text));

    [Fact]
    public void A_period_has_a_day()
    {
        var day = new LocalDate(2026, 3, 1);

        Assert.Equal(1, DatePeriod.Create(day, day.PlusDays(1)).Length);
        Assert.Equal(1, DatePeriod.Inclusive(day, day).Length);
        Assert.Equal(MoneyErrors.BadPeriod, Assert.Throws<RuleViolationException>(() => DatePeriod.Create(day, day)).Code);
        Assert.Equal(MoneyErrors.BadPeriod, Assert.Throws<RuleViolationException>(() => DatePeriod.Inclusive(day, day.PlusDays(-1))).Code);
        Assert.Null(DatePeriod.TryCreate(day, day.PlusDays(-1)));
        Assert.Equal(0, default(DatePeriod).Length);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var march = DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31));
        var day = new LocalDate(2026, 3, 15);

        Assert.Equal(0, Allocations.Of(() => _ = march.Contains(day) & march.Intersect(march.SplitAt(day).After)!.Value.Length == 17 & march.IsAdjacentTo(march)));
    }

    private static LocalDate[] Days(DatePeriod period)
    {
        var days = new List<LocalDate>();
        for (var day = period.Start; day < period.EndExclusive; day = day.PlusDays(1))
        {
            days.Add(day);
        }

        return [.. days];
    }
}
