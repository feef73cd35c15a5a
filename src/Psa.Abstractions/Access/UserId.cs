using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.Access;

/// <summary>
/// Who somebody is to the host's identity system, as text, since not all of them use GUIDs. Compared exactly.
/// The default value is nobody: its <see cref="Value"/> is empty.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct UserId : IComparable<UserId>, ISpanParsable<UserId>, ISpanFormattable, IJsonConverterSource
{
    private readonly string? _value;

    private UserId(string value) => _value = value;

    /// <summary>Gets the automation itself: billing runs on a schedule, imports. No person may take this id.</summary>
    public static UserId System { get; } = new("system");

    /// <summary>Gets the text.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Gets whether this is the default value, which is nobody.</summary>
    public bool IsNone => Value.Length == 0;

    /// <summary>Makes an id of its text.</summary>
    /// <param name="value">The id in the host's identity system; not blank.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    [Pure]
    public static UserId Of(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(value);
    }

    /// <inheritdoc/>
    public int CompareTo(UserId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Gives the text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value;

    /// <summary>Gives the text in a format, the same in every culture.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/>: the text.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        ValueText.IsGeneral(format) ? Value : throw ValueText.UnknownFormat(format, "G");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">Text that isn't blank.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">It isn't of that form: it is blank.</exception>
    [Pure]
    public static UserId Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static UserId Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, "id of a user: it is blank");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">Text that isn't blank.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The id, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out UserId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out UserId result)
    {
        var isId = !s.IsWhiteSpace();
        result = isId ? new(s.ToString()) : default;
        return isId;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ValueText.IsGeneral(format) ? ValueText.TryCopy(Value, destination, out charsWritten) : throw ValueText.UnknownFormat(format, "G");

    static UserId IParsable<UserId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static UserId ISpanParsable<UserId>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    JsonConverter IJsonConverterSource.CreateConverter() => new UserIdJsonConverter();

    /// <summary>Compares by text.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first.</returns>
    public static bool operator <(UserId left, UserId right) => left.CompareTo(right) < 0;

    /// <summary>Compares by text.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first or is the same.</returns>
    public static bool operator <=(UserId left, UserId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by text.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last.</returns>
    public static bool operator >(UserId left, UserId right) => left.CompareTo(right) > 0;

    /// <summary>Compares by text.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last or is the same.</returns>
    public static bool operator >=(UserId left, UserId right) => left.CompareTo(right) >= 0;
}
