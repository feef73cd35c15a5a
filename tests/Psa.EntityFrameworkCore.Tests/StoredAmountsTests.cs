using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>The short ways of writing and reading amounts say what the plain ones say.</summary>
public sealed class StoredAmountsTests
{
    // currencies of 0, 2, 3 and 4 decimals
    private static readonly Gen<Currency> Currencies = Gen.Elements("JPY", "EUR", "KWD", "CLF").Select(Currency.FromCode);

    private static readonly Gen<long> Units = Gen.OneOf(
        Gen.Elements(0L, 1L, -1L, 99L, -100L, 1_000_000_000_000_000_000L, long.MaxValue, long.MinValue),
        Gen.Choose(-100_000, 100_000).Select(static units => (long)units),
        Gen.Choose(int.MinValue, int.MaxValue).Select(static units => units * 4_294_967_296L));

    // what a number may look like, and what it may not
    private static readonly Gen<string> Texts = Gen.OneOf(
        Units.SelectMany(static _ => Currencies, static (units, currency) => Money.FromMinorUnits(units, currency).AmountText()),
        Gen.ListOf(Gen.Elements('0', '1', '9', '.', '-', '+', 'e', ',')).Select(static characters => string.Concat(characters.Take(24))));

    [Fact]
    public void Money_is_written_as_its_text_and_read_as_it_was() => PropertyCheck.That(Prop.ForAll(Arb.From(Units.SelectMany(static _ => Currencies, Money.FromMinorUnits)), money =>
    {
        Span<byte> text = stackalloc byte[64];
        Assert.Equal(money.AmountText(), Encoding.ASCII.GetString(text[..money.FormatAmount(text)]));
        Assert.Equal(money, Read(Quoted(money.AmountText()), money.Currency));
    }));

    [Fact]
    public void Money_of_a_known_currency_is_read_as_with_the_currency_beside_it() =>
        PropertyCheck.That(Prop.ForAll(Arb.From(Texts.SelectMany(static _ => Currencies, static (text, currency) => (text, currency))), given =>
            Assert.Equal(Read(Quoted($"{given.text} {given.currency}"), default), Read(Quoted(given.text), given.currency))));

    [Fact]
    public void An_escaped_digit_is_a_digit() => Assert.Equal(Money.Of(1.25m, Currency.FromCode("EUR")), Read("\"\\u0031.25\"", Currency.FromCode("EUR")));

    [Fact]
    public void Numbers_are_written_without_zeros_at_the_end() =>
        PropertyCheck.That(Prop.ForAll(Arb.From(Units.SelectMany(static _ => Gen.Choose(0, 12), static (units, scale) => new decimal((int)units, (int)(units >> 32), 0, units < 0, (byte)scale))), number =>
        {
            Span<byte> text = stackalloc byte[64];
            Assert.Equal(number == 0m ? "0" : number.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture), Encoding.ASCII.GetString(text[..StoredAmounts.Format(number, text)]));
        }));

    private static string Quoted(string text) => $"\"{text}\"";

    private static Money? Read(string json, Currency known)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        try
        {
            return StoredAmounts.ReadMoney(ref reader, ref known);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
