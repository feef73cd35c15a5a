using FsCheck.Fluent;
using NodaTime;
using Psa.Numbering;
using Psa.Testing;

namespace Psa.Domain.Tests.Numbering;

/// <summary>Retired series and those that succeed them (R-SERIES-SUCCESSION): no number is ever given twice.</summary>
public sealed class SuccessionTests
{
    private const string Invoices = "INV-{yyyy}-{seq:00000}";
    private static readonly LocalDate Today = new(2026, 5, 27);
    private static readonly LocalDate Slip = new(2042, 5, 27);

    // literal texts, digits beside tokens, codes, years of two digits, widths: all that could let two patterns meet
    private static readonly (string Pattern, NumberReset Reset)[] Patterns =
    [
        .. from pattern in new[]
           {
               "{seq}", "{seq:000}", "1{seq}", "{yyyy}{seq}", "{yy}{seq}", "{seq}{yy}", "{yyyy}{MM}{seq:00}", "{yy}{MM}-{seq}", "R{seq}", "R{yyyy}-{seq}", "R{yyyy}-{seq:000}", "R-{yy}-{seq}",
               "{entity}-{seq}", "{entity}-{yy}{seq}", "R{MM}{yyyy}/{seq}", "{dd}{seq}",
           }
           from reset in Enum.GetValues<NumberReset>()
           where NumberSeriesRules.Validate(pattern, reset).IsEmpty
           select (pattern, reset),
    ];

    [Fact]
    public void A_successor_of_the_same_pattern_goes_on_in_each_period()
    {
        var series = ASeries.Confirmed(Invoices, NumberReset.Yearly, Today, 117).Allocate(ASeries.Entity, Today, 1).Series;
        var slip = series.Allocate(ASeries.Entity, Slip, 1);
        Assert.Equal(["INV-2042-00001"], slip.Numbers);
        Assert.Equal([new(117, new(2026, 1, 1)), new(1, new(2042, 1, 1))], Assert.Single(slip.Series.Given.AsEnumerable()).Last);

        var next = Succeed(slip.Series, Invoices, NumberReset.Yearly);
        Assert.Equal(NumberingErrors.OnlyRaise, Code(() => next.Confirm("Ann", ASeries.Now, Today, 117)));
        next = next.Confirm("Ann", ASeries.Now, Today);
        Assert.Equal(118, next.NextNumber);
        var now = next.Allocate(ASeries.Entity, Today, 1);
        Assert.Equal(["INV-2026-00118"], now.Numbers);
        Assert.Equal(["INV-2042-00002"], now.Series.Allocate(ASeries.Entity, Slip, 1).Numbers);

        // and one more after that
        var third = Succeed(now.Series.Allocate(ASeries.Entity, Slip, 1).Series, Invoices, NumberReset.Yearly).Confirm("Ann", ASeries.Now, Today);
        Assert.Equal(["INV-2026-00119"], third.Preview(ASeries.Entity, Today));
        Assert.Equal(["INV-2027-00001"], third.Preview(ASeries.Entity, Today.PlusYears(1)));
        Assert.Equal(["INV-2042-00003"], third.Preview(ASeries.Entity, Slip));
    }

    [Fact]
    public void A_retired_series_gives_no_number_and_is_not_revived()
    {
        var retired = ASeries.Confirmed("{seq}", NumberReset.Never, Today).Retire("Ann", ASeries.Now, "moved");

        Assert.Equal(NumberingErrors.Retired, Code(() => retired.Allocate(ASeries.Entity, Today, 1)));
        Assert.Equal(NumberingErrors.Retired, Code(() => retired.Preview(ASeries.Entity, Today)));
        Assert.Equal(NumberingErrors.Retired, Code(() => retired.Confirm("Ann", ASeries.Now, Today)));
        Assert.Equal(NumberingErrors.Retired, Code(() => retired.ChangePattern("R{seq}", NumberReset.Never)));
        Assert.Equal(retired, retired.Retire("Bob", ASeries.Now, "again"));
    }

    [Theory]
    [InlineData("INV-{seq}", "CRN-{seq}", true)]
    [InlineData("INV-{seq}", "{seq}-INV", true)]
    [InlineData("INV-{seq}", "INV-{seq:00000}", true)] // counts on, with more zeros
    [InlineData("INV-{seq}", "INV{seq}", true)]
    [InlineData("INV-{seq}", "INV-{yyyy}-{seq}", true)]
    [InlineData("INV-{seq}", "INV-{yy}{seq}", false)] // INV-261, INV-{261}
    [InlineData("INV-{seq}", "INV-{yyyy}{seq:000}", true)] // seven digits were never given
    [InlineData("INV-{seq}", "INV-1{seq}", false)]
    [InlineData("INV-1{seq}", "INV-{seq}", false)]
    [InlineData("INV-1{seq}", "INV-2{seq}", true)]
    [InlineData("INV-{yyyy}-{seq}", "INV-{dd}{MM}-{seq}", false)] // any digits
    [InlineData("INV-{seq}", "{entity}-{seq}", false)] // a code can become INV
    [InlineData("{entity}-{seq}", "{entity}/{seq}", true)]
    [InlineData("{entity}-{seq}", "X{seq}", true)]
    [InlineData("{entity}-{seq}", "inv-{seq}", false)]
    public void Another_pattern_must_never_meet_what_was_given_out(string given, string pattern, bool isAllowed)
    {
        var used = ASeries.Confirmed(given, NumberReset.Never, Today, 260).Allocate(ASeries.Entity, Today, 2).Series;
        if (isAllowed)
        {
            Assert.Equal(262, used.ChangePattern(pattern, NumberReset.Never).NextNumber);
            Succeed(used, pattern, NumberReset.Never);
        }
        else
        {
            Assert.Equal(NumberingErrors.NotUnique, Code(() => used.ChangePattern(pattern, NumberReset.Never)));
            Assert.Equal(NumberingErrors.NotUnique, Code(() => Succeed(used, pattern, NumberReset.Never)));
        }
    }

    [Fact]
    public void A_pattern_that_gave_out_nothing_is_met_by_none()
    {
        var unused = ASeries.Confirmed("INV-{seq}", NumberReset.Never, Today, 500);

        Assert.Equal("{seq}", Succeed(unused.ChangePattern("INV-1{seq}", NumberReset.Never), "{seq}", NumberReset.Never).Pattern);
    }

    [Fact]
    public void A_year_of_two_digits_comes_again_after_a_century()
    {
        var used = ASeries.Confirmed("R{yy}-{seq}", NumberReset.Yearly, Today).Allocate(ASeries.Entity, Today, 3).Series;

        Assert.Equal(["R26-4"], used.Preview(ASeries.Entity, Today.PlusYears(100)));
        Assert.Equal(["R27-1"], used.Preview(ASeries.Entity, Today.PlusYears(101)));
    }

    [Fact]
    public void A_sequence_that_starts_again_more_or_less_often_meets_none_of_before()
    {
        var never = ASeries.Confirmed(Invoices, NumberReset.Never, Today).Allocate(ASeries.Entity, Today, 3).Series;
        var yearly = Succeed(never, Invoices, NumberReset.Yearly);
        Assert.Equal(["INV-2025-00004"], yearly.Preview(ASeries.Entity, Today.PlusYears(-1))); // nobody knows any more when the three were
        Assert.Equal(["INV-2027-00001"], yearly.Preview(ASeries.Entity, Today.PlusYears(1)));

        var again = yearly.Confirm("Ann", ASeries.Now, Today).Allocate(ASeries.Entity, Today.PlusYears(1), 2).Series.ChangePattern(Invoices, NumberReset.Never);
        Assert.Equal(["INV-2027-00004"], again.Preview(ASeries.Entity, Today.PlusYears(1)));
    }

    [Theory]
    [InlineData("{entity}1{seq}")]
    [InlineData("{entity}{yyyy}{seq}")]
    [InlineData("{seq}{MM}{entity}")]
    public void A_code_that_may_change_ends_before_a_character_that_is_no_digit(string pattern) =>
        Assert.Equal([NumberingErrors.NotUnique], NumberSeriesRules.Validate(pattern, NumberReset.Never).Select(problem => problem.Code));

    [Fact]
    public void Whatever_patterns_and_series_follow_each_other_no_number_is_given_twice() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from steps in (from kind in Gen.Choose(0, 9)
                               from pattern in Gen.Elements(Patterns)
                               from date in Dates()
                               from count in Gen.Choose(1, 12)
                               from code in Gen.Elements("A", "A1", "INV", "1", "A-1")
                               select new Happening(kind, pattern.Pattern, pattern.Reset, date, count, code)).ListOf(25)
                select steps.ToArray()),
            steps => new History().Play(steps)),
        600);

    [Fact]
    public void While_nobody_raises_numbers_of_a_period_have_no_gap_whatever_succeeds_what() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from pattern in Gen.Elements(Patterns)
                from steps in (from kind in Gen.Choose(0, 3)
                               from date in Dates(0)
                               from count in Gen.Choose(1, 12)
                               select new Happening(kind == 0 ? 0 : 5, pattern.Pattern, pattern.Reset, date, count, "ACME")).ListOf(25)
                select steps.ToArray()),
            steps =>
            {
                var history = new History();
                return history.Play(steps) && history.HasNoGap;
            }),
        400);

    private static FsCheck.Gen<LocalDate> Dates(int centuries = 1) =>
        from century in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Constant(100 * centuries)))
        from day in Gen.Frequency((6, Gen.Choose(0, 70)), (2, Gen.Choose(0, 1_200)))
        select new LocalDate(2025, 12, 1).PlusYears(century).PlusDays(day);

    private static NumberSeries Succeed(NumberSeries last, string pattern, NumberReset reset) =>
        ASeries.Of(pattern, reset).Succeed(last.Retire("Ann", ASeries.Now, "a slip"), Today);

    private static string Code(Func<object> act) => Assert.Throws<RuleViolationException>(act).Code;

    private sealed record Happening(int Kind, string Pattern, NumberReset Reset, LocalDate Date, int Count, string Code);

    /// <summary>The series of one entity and purpose, and all numbers that they gave out. What is refused doesn't happen.</summary>
    private sealed class History
    {
        private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SortedSet<long>> _sequences = [];
        private NumberSeries? _series;

        public bool HasNoGap => _sequences.Values.All(given => given.Min == 1 && given.Max == given.Count);

        public bool Play(IEnumerable<Happening> steps)
        {
            foreach (var step in steps)
            {
                try
                {
                    if (!Play(step))
                    {
                        return false;
                    }
                }
                catch (RuleViolationException refused) when (refused.Code is NumberingErrors.NotUnique or NumberingErrors.DateBeforeLast)
                {
                    // nothing happens
                }
            }

            return true;
        }

        private bool Play(Happening step)
        {
            if (_series is null || step.Kind == 0)
            {
                var next = ASeries.Of(step.Pattern, step.Reset).Succeed(_series?.Retire("Ann", ASeries.Now, "a slip"), step.Date);
                _series = next.Confirm("Ann", ASeries.Now, step.Date);
                return true;
            }

            if (step.Kind == 1)
            {
                _series = _series.ChangePattern(step.Pattern, step.Reset).Confirm("Ann", ASeries.Now, step.Date);
                return true;
            }

            if (step.Kind == 2)
            {
                _series = _series.SkipTo(_series.Position(step.Date) + (step.Count * step.Count), step.Date);
                return true;
            }

            var first = _series.Position(step.Date);
            var given = _series.Allocate(ASeries.Entity with { Code = step.Code }, step.Date, step.Count);
            var period = FormattableString.Invariant($"{_series.Reset.PeriodOf(step.Date)}");
            _series = given.Series;
            _sequences.TryAdd(period, []);
            for (var i = 0; i < step.Count; i++)
            {
                _sequences[period].Add(first + i);
            }

            return given.Numbers.AsEnumerable().All(_numbers.Add);
        }
    }
}
