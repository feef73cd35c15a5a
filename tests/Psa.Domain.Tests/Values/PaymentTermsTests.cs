using System.Text.Json;
using FsCheck.Fluent;
using NodaTime;
using Psa.Records;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

/// <summary>The four forms of payment terms (R-PAYMENT-TERMS).</summary>
public class PaymentTermsTests
{
    [Theory]
    [InlineData("net 30", "2026-01-15", "2026-02-14")]
    [InlineData("net 0", "2026-01-15", "2026-01-15")]
    [InlineData("eom 14", "2026-01-15", "2026-02-14")]
    [InlineData("eom 0", "2028-02-01", "2028-02-29")]
    [InlineData("eom +1m", "2026-01-15", "2026-02-28")]
    [InlineData("eom +0m", "2026-01-15", "2026-01-31")]
    [InlineData("day 15 +1m", "2026-01-15", "2026-02-15")]
    [InlineData("day 31 +1m", "2026-01-15", "2026-02-28")]
    [InlineData("day 31 +12m", "2026-12-31", "2027-12-31")]
    public void Terms_give_the_due_date(string terms, string date, string due) =>
        Assert.Equal(Day(due), PaymentTerms.Parse(terms).DueDate(Day(date)));

    [Fact]
    public void R21_days_and_months_after_the_end_of_a_month()
    {
        Assert.Equal(new(2021, 11, 14), PaymentTerms.EndOfMonth(45).DueDate(new(2021, 9, 13)));
        Assert.Equal(new(2025, 3, 31), PaymentTerms.EndOfMonthPlusMonths(1).DueDate(new(2025, 2, 10)));
    }

    [Fact]
    public void Without_anything_said_a_document_is_due_at_once() => Assert.Equal("net 0", default(PaymentTerms).ToString());

    [Fact]
    public void Numbers_out_of_range_are_a_mistake()
    {
        foreach (var wrong in new Func<PaymentTerms>[]
        {
            () => PaymentTerms.DueIn(-1), () => PaymentTerms.DueIn(367), () => PaymentTerms.EndOfMonth(-1), () => PaymentTerms.EndOfMonth(367),
            () => PaymentTerms.EndOfMonthPlusMonths(-1), () => PaymentTerms.EndOfMonthPlusMonths(13),
            () => PaymentTerms.DayOfMonth(0, 1), () => PaymentTerms.DayOfMonth(32, 1), () => PaymentTerms.DayOfMonth(15, 0), () => PaymentTerms.DayOfMonth(15, 13),
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => wrong());
        }
    }

    [Fact]
    public void Text_reads_back_and_nothing_is_due_before_its_date() => PropertyCheck.That(
        Prop.ForAll(
            FsCheck.Fluent.Arb.From(
                from terms in Gen.OneOf(
                    from days in Gen.Choose(0, 366) select PaymentTerms.DueIn(days),
                    from days in Gen.Choose(0, 366) select PaymentTerms.EndOfMonth(days),
                    from months in Gen.Choose(0, 12) select PaymentTerms.EndOfMonthPlusMonths(months),
                    from day in Gen.Choose(1, 31) from months in Gen.Choose(1, 12) select PaymentTerms.DayOfMonth(day, months))
                from day in Gen.Choose(0, 3000)
                select (terms, new LocalDate(2024, 1, 1).PlusDays(day))),
            one => PaymentTerms.Parse(one.terms.ToString()) == one.terms
                && JsonSerializer.Deserialize(JsonSerializer.Serialize(one.terms, PsaJsonContext.Default.PaymentTerms), PsaJsonContext.Default.PaymentTerms) == one.terms
                && one.terms.DueDate(one.Item2) >= one.Item2));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("net")]
    [InlineData("net -1")]
    [InlineData("net 367")]
    [InlineData("net 030")]
    [InlineData("net +1m")]
    [InlineData("eom x")]
    [InlineData("eom 400")]
    [InlineData("eom +13m")]
    [InlineData("eom +m")]
    [InlineData("eom 1m")]
    [InlineData("day 15")]
    [InlineData("day 0 +1m")]
    [InlineData("day 32 +1m")]
    [InlineData("day 15 +0m")]
    [InlineData("day 15 +13m")]
    [InlineData("day 15  +1m")]
    [InlineData(" net 30")]
    [InlineData("NET 30")]
    public void Other_text_is_refused(string text) => Assert.Throws<FormatException>(() => PaymentTerms.Parse(text));

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
