using System.Globalization;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Psa.Access;
using Psa.Customers;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

/// <summary>Values are written and read as .NET's own are, and the same in every culture.</summary>
public sealed class ParsingTests
{
    private const string Awkward = "0123456789.,-+eE %[)(]EURXJPY \t\0\ud83d\udcb6\u00a0\u0661abcdef{}";

    /// <summary>A culture in which everything is written otherwise.</summary>
    private static readonly CultureInfo Foreign = CreateForeign();

    [Fact]
    public void What_is_written_reads_back()
    {
        RoundTrips(Arbitraries.AnyMoney);
        RoundTrips(Arbitraries.UnitPrices);
        RoundTrips(Arbitraries.Percents);
        RoundTrips(Arbitraries.Periods);
        RoundTrips(Arb.From(Gen.Elements(Currency.All.ToArray())));
        RoundTrips(Arb.From(Arbitraries.Ids<Customer>()));
        RoundTrips(Arb.From(Arbitraries.Tenants()));
        RoundTrips(Arb.From(Texts.Where(static text => !string.IsNullOrWhiteSpace(text)).Select(UserId.Of)));
    }

    [Fact]
    public void Whatever_stands_there_is_read_or_not_without_a_throw()
    {
        NeverThrows<Money>("12.34 EUR", "92233720368547758.07 EUR", "-92233720368547758.08 EUR", "9223372036854775808 JPY");
        NeverThrows<UnitPrice>("0.075 EUR", "79228162514264337593543950335 EUR");
        NeverThrows<Percent>("20 %", "79228162514264337593543950335 %");
        NeverThrows<DatePeriod>("[2026-03-01, 2026-04-01)", "[9999-12-31, -9998-01-01)", "[-9998-01-01, 9999-12-31)");
        NeverThrows<Currency>("EUR");
        NeverThrows<Id<Customer>>("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59");
        NeverThrows<TenantId>("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59");
        NeverThrows<UserId>("ann");
    }

    [Theory]
    [InlineData("92233720368547758.08 EUR")]
    [InlineData("-92233720368547758.09 EUR")]
    [InlineData("79228162514264337593543950335 EUR")]
    [InlineData("9223372036854775808 JPY")]
    [InlineData("12.345 EUR")]
    [InlineData("12.34 ABC")]
    [InlineData("12.34 XAU")]
    [InlineData("12.34 ")]
    public void Money_that_there_cannot_be_is_not_read(string text)
    {
        Assert.False(Money.TryParse(text, null, out var money));
        Assert.Equal(default, money);
        Assert.Throws<FormatException>(() => Money.Parse(text));
        Assert.Throws<FormatException>(() => Parsed<Money>(text));
    }

    [Fact]
    public void What_has_too_many_decimals_or_no_day_is_not_read()
    {
        Assert.False(UnitPrice.TryParse("0.0000000000001 EUR", null, out _));
        Assert.True(UnitPrice.TryParse("0.0000000000010 EUR", null, out var price) && price.Amount == 0.000000000001m);
        Assert.False(Percent.TryParse("0.0000001 %", null, out _));
        Assert.False(DatePeriod.TryParse("[2026-03-01, 2026-03-01)", null, out _));
        Assert.False(UserId.TryParse(" ", null, out _));
        Assert.Throws<FormatException>(() => UserId.Parse(" "));
        Assert.Throws<FormatException>(() => Currency.Parse("XAU"));
        Assert.Equal(Currency.EUR, Currency.Parse("eur"));
    }

    [Fact]
    public void No_culture_changes_what_is_written_or_read()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Foreign;
            Assert.Equal("1234.5", 1234.5m.ToString(CultureInfo.InvariantCulture));
            Assert.Equal("1234,5", 1234.5m.ToString(Foreign));
            What_is_written_reads_back();
            Assert.Equal("-1234.50 EUR|0.075 EUR|-7.7 %|[2026-03-01, 2026-04-01)", string.Format(
                Foreign,
                "{0}|{1}|{2}|{3}",
                Money.Of(-1234.5m, Currency.EUR),
                UnitPrice.Of(0.075m, Currency.EUR),
                Percent.Of(-7.7m),
                DatePeriod.Create(new(2026, 3, 1), new(2026, 4, 1))));
            Assert.True(Money.TryParse("-1234.50 EUR", Foreign, out var money) && money == Money.Of(-1234.5m, Currency.EUR));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_documented_formats_are_taken_and_no_others()
    {
        var (price, percent, id) = (UnitPrice.Of(0.075m, Currency.EUR), Percent.Of(20), new TenantId(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59")));
        Assert.Equal("12.30 EUR|12.30 EUR|12.30", $"{Money.Of(12.3m, Currency.EUR)}|{Money.Of(12.3m, Currency.EUR):G}|{Money.Of(12.3m, Currency.EUR):A}");
        Assert.Equal("0.075 EUR|0.075", $"{price:G}|{price:A}");
        Assert.Equal("20 %|20", $"{percent:G}|{percent:A}");
        Assert.Equal("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59|0192d4e07b1f7c3a8e556f1d2c3b4a59", $"{id:D}|{id:N}");
        Assert.Equal("0|0|0", $"{default(Money):G}|{default(Money):A}|{default(UnitPrice)}");
        Refuses(Money.Of(1, Currency.EUR), "C");
        Refuses(default(Money), "C");
        Refuses(price, "0.00");
        Refuses(percent, "P");
        Refuses(Currency.EUR, "A");
        Refuses(UserId.System, "A");
        Refuses(DatePeriod.Create(new(2026, 3, 1), new(2026, 4, 1)), "R");
        Refuses(id, "B");
        Refuses(new Id<Customer>(id.Value), "B");
    }

    /// <summary>What ASP.NET looks for when it binds a route or a query: a public method of the type itself.</summary>
    [Theory]
    [InlineData(typeof(Id<Customer>))]
    [InlineData(typeof(TenantId))]
    [InlineData(typeof(UserId))]
    [InlineData(typeof(Currency))]
    [InlineData(typeof(Money))]
    [InlineData(typeof(UnitPrice))]
    [InlineData(typeof(Percent))]
    [InlineData(typeof(DatePeriod))]
    public void A_route_can_be_bound_to_it(Type type) =>
        Assert.Equal(
            typeof(bool),
            type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider), type.MakeByRefType()])?.ReturnType);

    private static Gen<string> Texts { get; } =
        from length in Gen.Choose(0, 24)
        from places in Gen.ArrayOf(Gen.Choose(0, Awkward.Length - 1), length)
        select string.Concat(places.Select(static place => Awkward[place]));

    private static void RoundTrips<T>(Arbitrary<T> values)
        where T : struct, ISpanParsable<T>, ISpanFormattable => PropertyCheck.That(
            Prop.ForAll(values, static value =>
            {
                var text = value.ToString()!;
                var buffer = new char[text.Length];
                var fits = value.TryFormat(buffer, out var written, "G", Foreign);
                return fits
                    && written == text.Length
                    && new string(buffer) == text
                    && $"{value}" == text
                    && value.ToString("G", Foreign) == text
                    && !value.TryFormat(buffer.AsSpan(1), out written, [], Foreign)
                    && written == 0
                    && T.TryParse(text, Foreign, out var read)
                    && read.Equals(value)
                    && T.TryParse(text.AsSpan(), null, out read)
                    && read.Equals(value)
                    && Parsed<T>(text).Equals(value)
                    && T.Parse(text.AsSpan(), null).Equals(value);
            }));

    private static void NeverThrows<T>(params string[] good)
        where T : struct, ISpanParsable<T>
    {
        // texts out of thin air, and good ones with one character changed, which come further
        var spoiled =
            from text in Gen.Elements(good)
            from place in Gen.Choose(0, text.Length - 1)
            from other in Gen.Elements(Awkward.ToCharArray())
            select text[..place] + other + text[(place + 1)..];
        PropertyCheck.That(
            Prop.ForAll(Arb.From(Gen.OneOf(Texts, spoiled, Gen.Elements(good))), static text =>
            {
                var isRead = T.TryParse(text, null, out var value);
                return isRead == T.TryParse(text.AsSpan(), null, out var same)
                    && value.Equals(same)
                    && (isRead ? T.Parse(text, null).Equals(value) : value.Equals(default(T)) && Record.Exception(() => T.Parse(text, null)) is FormatException);
            }),
            maxTest: 1_000);
        Assert.False(T.TryParse(null, null, out _));
        Assert.Throws<ArgumentNullException>(() => Parsed<T>(null!));
    }

    private static T Parsed<T>(string text)
        where T : IParsable<T> => T.Parse(text, null);

    private static void Refuses<T>(T value, string format)
        where T : ISpanFormattable
    {
        Assert.Throws<FormatException>(() => value.ToString(format, null));
        Assert.Throws<FormatException>(() => value.TryFormat(new char[100], out _, format, null));
    }

    private static CultureInfo CreateForeign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign, culture.NumberFormat.PercentSymbol) = (",", "~", "v.H.");
        culture.DateTimeFormat.DateSeparator = "/";
        return CultureInfo.ReadOnly(culture);
    }
}
