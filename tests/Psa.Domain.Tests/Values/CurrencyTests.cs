using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class CurrencyTests
{
    [Fact]
    public void Minor_units_are_those_of_the_standard()
    {
        const string none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
        const string three = "BHD IQD JOD KWD LYD OMR TND";
        const string four = "CLF UYW";

        Assert.Equal(none, Codes(0));
        Assert.Equal(three, Codes(3));
        Assert.Equal(four, Codes(4));
        Assert.All(Currency.All, c => Assert.True(c.MinorUnits is 0 or 2 or 3 or 4));
    }

    [Fact]
    public void Codes_and_numbers_are_unique_and_in_order()
    {
        Assert.Equal(string.Join(' ', Currency.All.Select(c => c.Code).Order(StringComparer.Ordinal)), string.Join(' ', Currency.All));
        Assert.Equal(Currency.All.Count, Currency.All.Select(c => c.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Currency.All.Count, Currency.All.Select(c => c.NumericCode).Distinct().Count());
        Assert.All(Currency.All, c => Assert.InRange(c.NumericCode, 1, 999));
        Assert.Equal(Currency.All.Order(), Currency.All);
    }

    [Theory]
    [InlineData("EUR", 978)]
    [InlineData("USD", 840)]
    [InlineData("JPY", 392)]
    [InlineData("CHF", 756)]
    [InlineData("BHD", 48)]
    public void Numbers_are_those_of_the_standard(string code, int number) => Assert.Equal(number, Currency.FromCode(code).NumericCode);

    [Fact]
    public void A_code_is_found_in_any_case()
    {
        Assert.All(Currency.All, c => Assert.Equal(c, Currency.FromCode(c.Code.ToLowerInvariant())));
        Assert.All(Currency.All, c => Assert.Equal(c, Currency.FromCode(c.Code)));
        Assert.Equal(Currency.EUR, Currency.FromCode("eUr"));
    }

    [Theory]
    [InlineData("XAU")]
    [InlineData("XAG")]
    [InlineData("XXX")]
    [InlineData("XTS")]
    [InlineData("XDR")]
    [InlineData("CHE")]
    [InlineData("USN")]
    [InlineData("DEM")]
    [InlineData("EURO")]
    [InlineData("EU")]
    [InlineData("")]
    [InlineData("€")]
    public void What_is_no_money_is_refused_by_name(string code)
    {
        var refusal = Assert.Throws<RuleViolationException>(() => Currency.FromCode(code));

        Assert.Equal(MoneyErrors.UnknownCurrency, refusal.Code);
        Assert.Contains($"'{code}'", refusal.Message, StringComparison.Ordinal);
        Assert.False(Currency.TryFromCode(code, out var nothing));
        Assert.True(nothing.IsNone);
    }

    [Fact]
    public void The_default_value_is_no_currency()
    {
        Assert.False(Currency.TryFromCode(null, out _));
        Assert.Equal(string.Empty, default(Currency).Code);
        Assert.Equal(0, default(Currency).NumericCode);
        Assert.Equal(MoneyErrors.UnknownCurrency, Assert.Throws<RuleViolationException>(() => default(Currency).MinorUnits).Code);
        Assert.True(default(Currency) < Currency.All[0] && Currency.EUR > Currency.All[0] && Currency.EUR <= Currency.EUR && Currency.EUR >= Currency.EUR);
    }

    [Fact]
    public void Finding_a_currency_allocates_nothing() => Assert.Equal(0, Allocations.Of(() => _ = Currency.FromCode("eur").MinorUnits));

    private static string Codes(int minorUnits) => string.Join(' ', Currency.All.Where(c => c.MinorUnits == minorUnits));
}
