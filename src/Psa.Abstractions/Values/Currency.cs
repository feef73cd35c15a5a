using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// A currency of ISO 4217. Two bytes less than a word, so that <see cref="Money"/> takes 16.
/// The default value is no currency: its <see cref="Code"/> is empty, and arithmetic with it throws.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Currency : IComparable<Currency>, ISpanParsable<Currency>, ISpanFormattable, IJsonConverterSource, IMayBeUnset
{
    private readonly byte _place;

    private Currency(byte place) => _place = place;

    /// <summary>Gets the Australian dollar.</summary>
    public static Currency AUD { get; } = FromCode("AUD");

    /// <summary>Gets the Bahraini dinar, which has three decimals.</summary>
    public static Currency BHD { get; } = FromCode("BHD");

    /// <summary>Gets the Canadian dollar.</summary>
    public static Currency CAD { get; } = FromCode("CAD");

    /// <summary>Gets the Swiss franc.</summary>
    public static Currency CHF { get; } = FromCode("CHF");

    /// <summary>Gets the Chilean Unidad de Fomento, which has four decimals.</summary>
    public static Currency CLF { get; } = FromCode("CLF");

    /// <summary>Gets the Czech koruna.</summary>
    public static Currency CZK { get; } = FromCode("CZK");

    /// <summary>Gets the Danish krone.</summary>
    public static Currency DKK { get; } = FromCode("DKK");

    /// <summary>Gets the euro.</summary>
    public static Currency EUR { get; } = FromCode("EUR");

    /// <summary>Gets the pound sterling.</summary>
    public static Currency GBP { get; } = FromCode("GBP");

    /// <summary>Gets the Japanese yen, which has no minor unit.</summary>
    public static Currency JPY { get; } = FromCode("JPY");

    /// <summary>Gets the Kuwaiti dinar, which has three decimals.</summary>
    public static Currency KWD { get; } = FromCode("KWD");

    /// <summary>Gets the Norwegian krone.</summary>
    public static Currency NOK { get; } = FromCode("NOK");

    /// <summary>Gets the Polish złoty.</summary>
    public static Currency PLN { get; } = FromCode("PLN");

    /// <summary>Gets the Swedish krona.</summary>
    public static Currency SEK { get; } = FromCode("SEK");

    /// <summary>Gets the US dollar.</summary>
    public static Currency USD { get; } = FromCode("USD");

    /// <summary>Gets all currencies, in the order of their codes.</summary>
    public static IReadOnlyList<Currency> All { get; } = CreateAll();

    /// <summary>Gets the three capital letters.</summary>
    public string Code => _place == 0 ? string.Empty : CurrencyTable.Rows[_place - 1].Code;

    /// <summary>Gets the ISO number, 978 for EUR.</summary>
    public int NumericCode => _place == 0 ? 0 : CurrencyTable.Rows[_place - 1].NumericCode;

    /// <summary>Gets how many decimals an amount has: 0 JPY, 2 EUR, 3 BHD, 4 CLF.</summary>
    public int MinorUnits => _place == 0 ? ThrowNone() : CurrencyTable.Rows[_place - 1].MinorUnits;

    /// <summary>Gets whether this is the default value, which is no currency.</summary>
    public bool IsNone => _place == 0;

    /// <summary>Finds a currency by its code, in any case.</summary>
    /// <param name="code">Three letters, for example <c>eur</c>.</param>
    /// <returns>The currency.</returns>
    /// <exception cref="RuleViolationException"><c>money.unknown_currency</c>: not in ISO 4217, or a metal, fund or test code.</exception>
    [Pure]
    public static Currency FromCode(string code) =>
        TryFromCode(code, out var currency)
            ? currency
            : throw new RuleViolationException(MoneyErrors.UnknownCurrency, $"'{code}' is no currency of ISO 4217 that amounts can be in: use a code such as EUR or USD.");

    /// <summary>Finds a currency by its code, in any case.</summary>
    /// <param name="code">The code.</param>
    /// <param name="currency">The currency, or the default value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFromCode([NotNullWhen(true)] string? code, out Currency currency) => TryFromCode(code.AsSpan(), out currency);

    /// <inheritdoc/>
    public int CompareTo(Currency other) => _place.CompareTo(other._place);

    /// <summary>Gives the code.</summary>
    /// <returns>Three letters.</returns>
    public override string ToString() => Code;

    /// <summary>Gives the code in a format, the same in every culture.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/>: the three letters.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        ValueText.IsGeneral(format) ? Code : throw ValueText.UnknownFormat(format, "G");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">Three letters, in any case.</param>
    /// <returns>The currency.</returns>
    /// <exception cref="FormatException">It isn't of that form, or no currency of ISO 4217 that amounts can be in.</exception>
    [Pure]
    public static Currency Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static Currency Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, "currency of ISO 4217 that amounts can be in: use a code such as EUR or USD");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">Three letters, in any case.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The currency, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Currency result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Currency)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Currency result)
    {
        return TryFromCode(s, out result);
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ValueText.IsGeneral(format) ? ValueText.TryCopy(Code, destination, out charsWritten) : throw ValueText.UnknownFormat(format, "G");

    static Currency IParsable<Currency>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Currency ISpanParsable<Currency>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    bool IMayBeUnset.IsUnset => IsNone;

    JsonConverter IJsonConverterSource.CreateConverter() => new CurrencyJsonConverter();

    /// <summary>Compares by code.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first.</returns>
    public static bool operator <(Currency left, Currency right) => left._place < right._place;

    /// <summary>Compares by code.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first or is the same.</returns>
    public static bool operator <=(Currency left, Currency right) => left._place <= right._place;

    /// <summary>Compares by code.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last.</returns>
    public static bool operator >(Currency left, Currency right) => left._place > right._place;

    /// <summary>Compares by code.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last or is the same.</returns>
    public static bool operator >=(Currency left, Currency right) => left._place >= right._place;

    private static bool TryFromCode(ReadOnlySpan<char> code, out Currency currency)
    {
        var found = CurrencyTable.ByCode.TryGetValue(code, out var place);
        currency = new(place);
        return found;
    }

    [DoesNotReturn]
    private static int ThrowNone() =>
        throw new RuleViolationException(MoneyErrors.UnknownCurrency, "The amount has no currency: it is a default value that was never set.");

    private static Currency[] CreateAll()
    {
        var all = new Currency[CurrencyTable.Rows.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new((byte)(i + 1));
        }

        return all;
    }
}
