using FsCheck.Fluent;
using NodaTime;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class PaymentTermsTests
{
    private static readonly LocalDate Date = new(2026, 3, 15);

    [Fact]
    public void Days_count_from_the_invoice_or_from_the_end_of_its_month()
    {
        Assert.Equal(Date, default(PaymentTerms).DueDate(Date));
        Assert.Equal(new LocalDate(2026, 3, 29), PaymentTerms.DueIn(14).DueDate(Date));
        Assert.Equal(new LocalDate(2026, 3, 31), PaymentTerms.EndOfMonth().DueDate(Date));
        Assert.Equal(new LocalDate(2026, 4, 14), PaymentTerms.EndOfMonth(14).DueDate(Date));
        Assert.Equal(new LocalDate(2028, 2, 29), PaymentTerms.EndOfMonth().DueDate(new LocalDate(2028, 2, 1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(367)]
    public void Days_out_of_range_are_a_mistake(int days) => Assert.Throws<ArgumentOutOfRangeException>(() => PaymentTerms.DueIn(days));

    [Fact]
    public void Text_reads_back() => PropertyCheck.That(
        Prop.ForAll(
            FsCheck.Fluent.Arb.From(from days in Gen.Choose(0, 366) from end in Gen.Elements(true, false) select new PaymentTerms(days, end)),
            terms => PaymentTerms.Parse(terms.ToString()) == terms));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("net")]
    [InlineData("net -1")]
    [InlineData("net 400")]
    [InlineData("eom x")]
    public void Other_text_is_refused(string text) => Assert.Equal(MoneyErrors.BadText, Assert.Throws<InvalidDataPsaException>(() => PaymentTerms.Parse(text)).Code);
}
