using FsCheck.Fluent;
using NodaTime;
using Psa.Numbering;
using Psa.Testing;

namespace Psa.Domain.Tests.Numbering;

public class NumberingTests
{
    private static readonly LocalDate Start = new(2026, 1, 31);

    [Fact]
    public void A_series_that_nobody_confirmed_gives_out_nothing_but_can_be_previewed()
    {
        var series = ASeries.Of("INV-{yyyy}-{seq:00000}");

        Assert.Equal(NumberingErrors.NotConfirmed, Code(() => series.Allocate(ASeries.Entity, Start, 1)));
        Assert.Equal(["INV-2026-00001", "INV-2026-00002"], series.Preview(ASeries.Entity, Start, 2));
    }

    [Fact]
    public void Confirming_notes_who_and_when_and_may_raise_the_next_number()
    {
        var series = ASeries.Confirmed("{seq}", NumberReset.Never, Start, 118);

        Assert.Equal(("Ann", ASeries.Now, 118L), (series.ConfirmedBy, series.ConfirmedAt, series.NextNumber));
        Assert.Equal(["118", "119"], series.Allocate(ASeries.Entity, Start, 2).Numbers);
    }

    [Fact]
    public void Numbers_follow_each_other_and_a_preview_uses_none()
    {
        var first = ASeries.Confirmed("{seq}", NumberReset.Never, Start).Allocate(ASeries.Entity, Start, 2);
        var preview = first.Series.Preview(ASeries.Entity, Start, 2);
        var second = first.Series.Allocate(ASeries.Entity, Start, 2);

        Assert.Equal(["1", "2"], first.Numbers);
        Assert.Equal(["3", "4"], second.Numbers);
        Assert.Equal(second.Numbers, preview);
    }

    [Fact]
    public void A_date_before_the_last_one_is_refused()
    {
        var series = ASeries.Confirmed("{seq}", NumberReset.Never, Start).Allocate(ASeries.Entity, Start, 1).Series;

        Assert.Equal(NumberingErrors.DateBeforeLast, Code(() => series.Allocate(ASeries.Entity, Start.PlusDays(-1), 1)));
        Assert.Equal(["2"], series.Allocate(ASeries.Entity, Start, 1).Numbers);
    }

    [Theory]
    [InlineData(NumberReset.Never, "2026-01-3", "2026-02-4", "2027-01-5")]
    [InlineData(NumberReset.Yearly, "2026-01-3", "2026-02-4", "2027-01-1")]
    [InlineData(NumberReset.Monthly, "2026-01-3", "2026-02-1", "2027-01-1")]
    public void A_new_year_or_month_starts_again(NumberReset reset, params string[] expected)
    {
        var january = ASeries.Confirmed("{yyyy}-{MM}-{seq}", reset, Start, 3).Allocate(ASeries.Entity, Start, 1);
        var february = january.Series.Allocate(ASeries.Entity, new LocalDate(2026, 2, 1), 1);
        var nextYear = february.Series.Allocate(ASeries.Entity, new LocalDate(2027, 1, 1), 1);

        Assert.Equal(expected, january.Numbers.AddRange(february.Numbers).AddRange(nextYear.Numbers), StringComparer.Ordinal);
    }

    [Fact]
    public void A_number_confirmed_for_one_year_does_not_start_the_next() =>
        Assert.Equal(["2027-1"], ASeries.Confirmed("{yyyy}-{seq}", NumberReset.Yearly, Start, 118).Allocate(ASeries.Entity, new LocalDate(2027, 1, 5), 1).Numbers);

    [Fact]
    public void The_next_number_can_only_be_raised()
    {
        var series = ASeries.Confirmed("{yyyy}-{seq}", NumberReset.Yearly, Start, 118).Allocate(ASeries.Entity, Start, 1).Series;

        Assert.Equal(NumberingErrors.OnlyRaise, Code(() => series.SkipTo(118, Start)));
        Assert.Equal(NumberingErrors.OnlyRaise, Code(() => series.Confirm("Ann", ASeries.Now, Start, 1)));
        Assert.Equal(NumberingErrors.OnlyRaise, Code(() => ASeries.Of("{seq}").SkipTo(0, Start)));
        Assert.Equal(NumberingErrors.DateBeforeLast, Code(() => series.SkipTo(200, Start.PlusDays(-1))));
        Assert.Equal(["2026-200"], series.SkipTo(200, Start).Allocate(ASeries.Entity, Start, 1).Numbers);
        Assert.Equal(119, series.SkipTo(119, Start).NextNumber);
    }

    [Fact]
    public void A_number_skipped_to_in_a_new_year_counts_there_and_closes_the_old_one()
    {
        var series = ASeries.Confirmed("{yyyy}-{seq}", NumberReset.Yearly, Start, 118).SkipTo(7, new LocalDate(2027, 1, 1));

        Assert.Equal(NumberingErrors.DateBeforeLast, Code(() => series.Allocate(ASeries.Entity, Start, 1)));
        Assert.Equal(["2027-7"], series.Allocate(ASeries.Entity, new LocalDate(2027, 2, 1), 1).Numbers);
    }

    [Fact]
    public void A_changed_pattern_counts_on_and_must_be_confirmed_again()
    {
        var used = ASeries.Confirmed("{seq}", NumberReset.Never, Start, 5).Allocate(ASeries.Entity, Start, 1).Series;
        var changed = used.ChangePattern("INV-{yyyy}-{seq}", NumberReset.Yearly);

        Assert.Equal(NumberingErrors.NotConfirmed, Code(() => changed.Allocate(ASeries.Entity, Start, 1)));
        Assert.Equal(NumberingErrors.NotUnique, Code(() => used.ChangePattern("INV-{seq}", NumberReset.Yearly)));
        var confirmed = changed.Confirm("Bob", ASeries.Now, Start);
        Assert.Equal(["INV-2026-6"], confirmed.Allocate(ASeries.Entity, Start, 1).Numbers);
        Assert.Equal(["INV-2027-1"], confirmed.Allocate(ASeries.Entity, new LocalDate(2027, 1, 1), 1).Numbers);
    }

    [Fact]
    public void Another_billing_entity_and_a_count_of_none_are_mistakes()
    {
        var series = ASeries.Confirmed("{seq}", NumberReset.Never, Start);

        Assert.Throws<ArgumentException>(() => series.Allocate(ASeries.Entity with { Id = default }, Start, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => series.Allocate(ASeries.Entity, Start, 0));
    }

    [Fact]
    public void Whatever_is_issued_numbers_are_unique_and_gap_free_in_each_period() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from pattern in Gen.Elements("{seq}", "{yyyy}{seq}", "{seq}{yy}", "{yy}-{seq:000}", "{yyyy}{MM}{seq}", "{seq:00}{MM}{yy}", "{entity}.{MM}{yyyy}{seq}", "R{dd}{MM}{yyyy}/{seq}")
                from reset in Gen.Elements(NumberReset.Never, NumberReset.Yearly, NumberReset.Monthly)
                from start in Gen.Choose(0, 400)
                from first in Gen.Choose(1, 120)
                from steps in Gen.Choose(0, 40).Zip(Gen.Choose(1, 30)).ListOf()
                select (pattern, reset, start, first, steps)),
            x =>
            {
                if (!NumberSeriesRules.Validate(x.pattern, x.reset).IsEmpty)
                {
                    return true;
                }

                var date = new LocalDate(2026, 1, 1).PlusDays(x.start);
                var series = ASeries.Confirmed(x.pattern, x.reset, date, x.first);
                var numbers = new List<string>();
                foreach (var (days, count) in x.steps)
                {
                    var before = (Next: series.NextNumber, series.Period);
                    date = date.PlusDays(days);
                    var given = series.Allocate(ASeries.Entity, date, count);
                    series = given.Series;
                    numbers.AddRange(given.Numbers);
                    var start = series.Period == before.Period ? before.Next : 1;
                    if (given.Numbers.Count != count || series.NextNumber != start + count)
                    {
                        return false;
                    }
                }

                return numbers.Distinct(StringComparer.Ordinal).Count() == numbers.Count;
            }),
        500);

    private static string Code(Func<object> act) => Assert.Throws<RuleViolationException>(act).Code;
}
