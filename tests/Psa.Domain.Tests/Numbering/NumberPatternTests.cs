using NodaTime;
using Psa.Numbering;

namespace Psa.Domain.Tests.Numbering;

public class NumberPatternTests
{
    [Theory]
    [InlineData("INV-{yyyy}-{seq:00000}", "INV-2026-00042")]
    [InlineData("{seq}", "42")]
    [InlineData("{entity}/{yy}{MM}{dd}/{seq:000}", "ACME/260307/042")]
    [InlineData("{yyyy}{seq:0}", "202642")]
    [InlineData("{seq:00}/{MM}.{yyyy} R", "42/03.2026 R")]
    public void Tokens_are_written(string pattern, string expected) =>
        Assert.Equal([expected], (ASeries.Of(pattern) with { NextNumber = 42 }).Preview(ASeries.Entity, new LocalDate(2026, 3, 7)));

    [Fact]
    public void A_sequence_outgrows_its_zeros() =>
        Assert.Equal(["99", "100"], (ASeries.Of("{seq:00}") with { NextNumber = 99 }).Preview(ASeries.Entity, new LocalDate(2026, 3, 7), 2));

    [Theory]
    [InlineData("", NumberingErrors.BadPattern)]
    [InlineData(" {seq}", NumberingErrors.BadPattern)]
    [InlineData("{seq", NumberingErrors.BadPattern)]
    [InlineData("seq}", NumberingErrors.BadPattern)]
    [InlineData("{year}{seq}", NumberingErrors.BadPattern)]
    [InlineData("{seq:}", NumberingErrors.BadPattern)]
    [InlineData("{seq:001}", NumberingErrors.BadPattern)]
    [InlineData("{SEQ}", NumberingErrors.BadPattern)]
    [InlineData("A\t{seq}", NumberingErrors.BadPattern)]
    [InlineData("INV-{yyyy}", NumberingErrors.OneSequence)]
    [InlineData("{seq}-{seq}", NumberingErrors.OneSequence)]
    [InlineData("{entity}{seq}", NumberingErrors.NotUnique)]
    [InlineData("{seq}{entity}", NumberingErrors.NotUnique)]
    public void A_bad_pattern_is_refused(string pattern, string code) =>
        Assert.Equal([code], NumberSeriesRules.Validate(pattern, NumberReset.Never).Select(x => x.Code), StringComparer.Ordinal);

    [Theory]
    [InlineData("INV-{seq}", NumberReset.Never, 0)]
    [InlineData("INV-{seq}", NumberReset.Yearly, 1)]
    [InlineData("INV-{MM}-{seq}", NumberReset.Yearly, 1)]
    [InlineData("INV-{yy}-{seq}", NumberReset.Yearly, 0)]
    [InlineData("INV-{yyyy}-{seq}", NumberReset.Monthly, 1)]
    [InlineData("INV-{MM}-{seq}", NumberReset.Monthly, 1)]
    [InlineData("INV-{seq}", NumberReset.Monthly, 2)]
    [InlineData("INV-{dd}-{seq}", NumberReset.Monthly, 2)]
    [InlineData("INV-{yy}{MM}-{seq}", NumberReset.Monthly, 0)]
    public void A_pattern_that_repeats_after_a_reset_is_refused(string pattern, NumberReset reset, int problems) =>
        Assert.Equal(Enumerable.Repeat(NumberingErrors.NotUnique, problems), NumberSeriesRules.Validate(pattern, reset).Select(x => x.Code), StringComparer.Ordinal);

    [Fact]
    public void A_series_with_a_bad_pattern_gives_out_nothing()
    {
        var series = ASeries.Of("INV-{seq}", NumberReset.Yearly);

        Assert.Equal(NumberingErrors.NotUnique, Assert.Throws<RuleViolationException>(() => series.Confirm("Ann", ASeries.Now, new LocalDate(2026, 1, 1))).Code);
        Assert.Equal(
            NumberingErrors.NotUnique,
            Assert.Throws<RuleViolationException>(() => (series with { ConfirmedAt = ASeries.Now }).Allocate(ASeries.Entity, new LocalDate(2026, 1, 1), 1)).Code);
    }
}
