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
                from discount in Gen.Choose(0, 99_999_999)
                from earlyDays in Gen.Choose(0, 366)
                from weights in Gen.NonEmptyListOf(Gen.Choose(1, 1000))
                let due = weights.Count is < 2 or > 36 ? terms : PaymentTerms.InInstalments([.. weights.Select((weight, n) => new PaymentInstalment(weight, PaymentTerms.DueIn(10 * n)))])
                let all = discount % 3 == 0 ? due : due.WithEarlyDiscount(Percent.Of(discount / 1_000_000m), earlyDays)
                select (terms: all, new LocalDate(2024, 1, 1).PlusDays(day))),
            one => PaymentTerms.Parse(one.terms.ToString()) == one.terms
                && JsonSerializer.Deserialize(JsonSerializer.Serialize(one.terms, PsaJsonContext.Default.PaymentTerms), PsaJsonContext.Default.PaymentTerms) == one.terms
                && one.terms.DueDate(one.Item2) >= one.Item2));

    [Theory]
    [InlineData("net 30; 2% 10")]
    [InlineData("eom +1m; 0.5% 0")]
    [InlineData("50 net 0; 30 net 30; 20 net 60")]
    [InlineData("1 net 0; 1 eom +0m; 1 day 15 +1m; 2.25% 8")]
    [InlineData("1 day 30 +1m; 1 day 31 +1m")]
    public void Instalments_and_discounts_are_one_text(string text) => Assert.Equal(text, PaymentTerms.Parse(text).ToString());

    [Theory]
    [InlineData("1 net 0; 1 net 0")]
    [InlineData("1 net 30; 1 net 14")]
    [InlineData("1 net 30; 1 eom +1m")]
    [InlineData("1 eom 0; 1 net 15")]
    [InlineData("0 net 0; 1 net 14")]
    [InlineData("1000001 net 0; 1 net 14")]
    public void Instalments_that_are_not_due_one_after_the_other_are_refused(string text)
    {
        var refused = Assert.Throws<RuleViolationException>(() => PaymentTerms.Parse(text));
        Assert.Equal("payment_terms.bad_instalments", refused.Code);
    }

    [Fact]
    public void Instalments_are_two_to_thirty_six_of_one_due_date_each()
    {
        var many = Enumerable.Range(0, 37).Select(static n => new PaymentInstalment(1, PaymentTerms.DueIn(n))).ToArray();
        Assert.Equal(36, PaymentTerms.InInstalments(many.AsSpan(0, 36)).Instalments.Count);
        foreach (var wrong in new PaymentInstalment[][]
        {
            [], many[..1], many, [many[0], new(1, PaymentTerms.InInstalments(many.AsSpan(1, 2)))], [many[0], new(1, PaymentTerms.DueIn(3).WithEarlyDiscount(Percent.Of(1m), 0))],
        })
        {
            Assert.Equal(MoneyErrors.BadInstalments, Assert.Throws<RuleViolationException>(() => PaymentTerms.InInstalments(wrong)).Code);
        }
    }

    [Theory]
    [InlineData("1 net 10; 1 net 20; 1 net 30", "1000.00 EUR", "333.34 333.33 333.33")]
    [InlineData("50 net 10; 30 net 20; 20 net 30", "123.45 EUR", "61.73 37.03 24.69")]
    [InlineData("net 30", "123.45 EUR", "123.45")]
    public void Instalments_share_what_is_to_be_paid(string terms, string payable, string amounts)
    {
        var due = PaymentTerms.Parse(terms).AmountsDue(new(2026, 1, 15), Money.Parse(payable)).ToArray();
        Assert.Equal(amounts.Split(' '), due.Select(static one => one.Amount.ToString("A")));
        Assert.Equal(PaymentTerms.Parse(terms).DueDate(new(2026, 1, 15)), due[^1].DueDate);
        Assert.Equal(due.Select(static one => one.DueDate).Order(), due.Select(static one => one.DueDate));
    }

    [Fact]
    public void A_discount_can_be_had_up_to_its_last_day()
    {
        Assert.Equal(new LocalDate(2026, 1, 25), PaymentTerms.Parse("net 30; 2% 10").LastDiscountDay(new(2026, 1, 15)));
        Assert.Null(PaymentTerms.DueIn(30).LastDiscountDay(new(2026, 1, 15)));
        foreach (var (percent, days) in new[] { (0m, 10), (100m, 10), (-1m, 10), (2m, -1), (2m, 367) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => PaymentTerms.DueIn(30).WithEarlyDiscount(Percent.Of(percent), days));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("net 30; ")]
    [InlineData("net 30;2% 10")]
    [InlineData("net 30; 2 % 10")]
    [InlineData("net 30; 2.0% 10")]
    [InlineData("net 30; 0% 10")]
    [InlineData("net 30; 100% 10")]
    [InlineData("net 30; 2% 367")]
    [InlineData("net 30; 2%")]
    [InlineData("2% 10")]
    [InlineData("2% 10; net 30")]
    [InlineData("net 30; 2% 10; 1% 20")]
    [InlineData("50 net 0; net 30")]
    [InlineData("050 net 0; 50 net 30")]
    [InlineData("50 net 0; 50 net 30; ")]
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
