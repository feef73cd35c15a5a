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

    private static IEnumerable<LocalDate> Days(DatePeriod period) => Enumerable.Range(0, period.Length).Select(offset => period.Start.PlusDays(offset));
}
