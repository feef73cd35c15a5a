using FsCheck.Fluent;
using NodaTime;
using Psa.Charges;
using Psa.Testing;

namespace Psa.Domain.Tests.Charges;

public sealed class CoverageTests
{
    private static readonly DatePeriod March = DatePeriod.Create(new(2025, 3, 1), new(2025, 4, 1));

    [Fact]
    public void Suspended_days_are_left_out() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Gen.Choose(-10, 45).Two().ListOf(5)), pairs =>
        {
            var suspensions = pairs
                .Select(pair => DatePeriod.TryCreate(March.Start.PlusDays(pair.Item1), March.Start.PlusDays(pair.Item2)))
                .OfType<DatePeriod>()
                .OrderBy(days => days.Start)
                .ToArray();
            var runs = new DatePeriod[suspensions.Length + 1];
            var count = Coverage.Without(March, suspensions, runs);
            var expected = Days(March).Where(day => !suspensions.Any(days => days.Contains(day)));
            return runs.Take(count).SelectMany(Days).SequenceEqual(expected);
        }),
        1000);

    [Fact]
    public void Too_little_room_is_an_error() =>
        Assert.Throws<ArgumentException>(() => Coverage.Without(March, [DatePeriod.Create(new(2025, 3, 5), new(2025, 3, 6))], new DatePeriod[1]));

    [Fact]
    public void A_trial_takes_its_first_days()
    {
        Assert.Equal(new LocalDate(2025, 3, 15), Coverage.AfterTrial(March.Start, 14));
        Assert.Throws<ArgumentOutOfRangeException>(() => Coverage.AfterTrial(March.Start, -1));
    }

    [Fact]
    public void Changes_of_quantity_sum_to_levels()
    {
        QuantityChange[] changes = [new(new(2025, 3, 16), 5m), new(new(2025, 3, 10), 2m, new(2025, 3, 20)), new(new(2025, 2, 1), 1m), new(new(2025, 3, 25), 0m)];
        var levels = QuantityTimeline.Levels(March.Start, 10m, changes);
        Assert.Equal(
            [new(new(2025, 3, 1), 11m), new(new(2025, 3, 10), 13m), new(new(2025, 3, 16), 18m), new QuantityLevel(new(2025, 3, 21), 16m)],
            levels.AsEnumerable());
        Assert.Equal(18m, QuantityTimeline.Peak(levels.AsSpan()));
    }

    [Fact]
    public void What_ended_before_the_first_day_counts_no_more() =>
        Assert.Equal([new(March.Start, 10m)], QuantityTimeline.Levels(March.Start, 10m, [new(new(2025, 2, 1), 3m, new(2025, 2, 20))]).AsEnumerable());

    private static IEnumerable<LocalDate> Days(DatePeriod period) => Enumerable.Range(0, period.Length).Select(offset => period.Start.PlusDays(offset));
}
