using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>The id of one kind of record, so that the id of a quote can't stand where that of an order belongs. The default value is empty and names nothing.</summary>
/// <typeparam name="TEntity">The kind of record.</typeparam>
/// <param name="Value">The id; ordered as its text, so version 7 and 8 ids sort in time.</param>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Id<TEntity>(Guid Value) : IComparable<Id<TEntity>>, ISpanParsable<Id<TEntity>>, ISpanFormattable, IJsonConverterSource, IMayBeUnset
{
    /// <summary>Gets whether the id names nothing.</summary>
    public bool IsEmpty => Value == Guid.Empty;

    /// <inheritdoc/>
    public int CompareTo(Id<TEntity> other) => Value.CompareTo(other.Value);

    /// <summary>Gives the id as text.</summary>
    /// <returns>The 36 characters of the id.</returns>
    public override string ToString() => Value.ToString();

    /// <summary>Gives the id in a format, the same in every culture.</summary>
    /// <param name="format"><c>D</c>, <c>G</c>, empty or <see langword="null"/>: 36 characters; <c>N</c>: 32 digits without hyphens, which <see cref="Parse(string)"/> doesn't read.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        Value.ToString(ValueText.GuidFormat(format));

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">36 characters, such as <c>0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59</c>.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">It isn't of that form.</exception>
    [Pure]
    public static Id<TEntity> Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static Id<TEntity> Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, $"id of {typeof(TEntity).Name}: 36 characters like 0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59 are expected");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">36 characters, such as <c>0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59</c>.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The id, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<TEntity> result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Id{TEntity})"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Id<TEntity> result)
    {
        var isId = Guid.TryParseExact(s, "D", out var value);
        result = new(value);
        return isId;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, ValueText.GuidFormat(format));

    static Id<TEntity> IParsable<Id<TEntity>>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Id<TEntity> ISpanParsable<Id<TEntity>>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    bool IMayBeUnset.IsUnset => IsEmpty;

    JsonConverter IJsonConverterSource.CreateConverter() => new IdJsonConverter<TEntity>();

    /// <summary>Compares two ids.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first.</returns>
    public static bool operator <(Id<TEntity> left, Id<TEntity> right) => left.CompareTo(right) < 0;

    /// <summary>Compares two ids.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first or is the same.</returns>
    public static bool operator <=(Id<TEntity> left, Id<TEntity> right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two ids.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last.</returns>
    public static bool operator >(Id<TEntity> left, Id<TEntity> right) => left.CompareTo(right) > 0;

    /// <summary>Compares two ids.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last or is the same.</returns>
    public static bool operator >=(Id<TEntity> left, Id<TEntity> right) => left.CompareTo(right) >= 0;
}
