using System.Text.Json.Serialization;

namespace Psa;

/// <summary>The id of one kind of record, so that the id of a quote can't stand where that of an order belongs. The default value is empty and names nothing.</summary>
/// <typeparam name="TEntity">The kind of record.</typeparam>
/// <param name="Value">The id; ordered as its text, so version 7 and 8 ids sort in time.</param>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Id<TEntity>(Guid Value) : IComparable<Id<TEntity>>, IJsonConverterSource, IMayBeUnset
{
    /// <summary>Gets whether the id names nothing.</summary>
    public bool IsEmpty => Value == Guid.Empty;

    /// <inheritdoc/>
    public int CompareTo(Id<TEntity> other) => Value.CompareTo(other.Value);

    /// <summary>Gives the id as text.</summary>
    /// <returns>The 36 characters of the id.</returns>
    public override string ToString() => Value.ToString();

    /// <summary>Reads an id from its text.</summary>
    /// <param name="text">36 characters, as <see cref="ToString"/> gives them.</param>
    /// <returns>The id.</returns>
    /// <exception cref="InvalidDataPsaException"><c>value.bad_text</c>: the text is no id.</exception>
    public static Id<TEntity> Parse(string text) =>
        Guid.TryParseExact(text, "D", out var value)
            ? new(value)
            : throw new InvalidDataPsaException(MoneyErrors.BadText, $"'{text}' is no id of {typeof(TEntity).Name}: 36 characters like 0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59 are expected.");

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
