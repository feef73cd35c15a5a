using System.Text.Json.Serialization;

namespace Psa;

/// <summary>The company whose books these are. Everything stored carries one, and nothing crosses it. The default value is no tenant and is refused by stores.</summary>
/// <param name="Value">The id.</param>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct TenantId(Guid Value) : IComparable<TenantId>, IJsonConverterSource
{
    /// <inheritdoc/>
    public int CompareTo(TenantId other) => Value.CompareTo(other.Value);

    /// <summary>Gives the id as text.</summary>
    /// <returns>The 36 characters of the id.</returns>
    public override string ToString() => Value.ToString();

    /// <summary>Reads an id from its text.</summary>
    /// <param name="text">36 characters, as <see cref="ToString"/> gives them.</param>
    /// <returns>The id.</returns>
    /// <exception cref="InvalidDataPsaException"><c>value.bad_text</c>: the text is no id.</exception>
    public static TenantId Parse(string text) =>
        Guid.TryParseExact(text, "D", out var value)
            ? new(value)
            : throw new InvalidDataPsaException(MoneyErrors.BadText, $"'{text}' is no id of a tenant: 36 characters like 0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59 are expected.");

    JsonConverter IJsonConverterSource.CreateConverter() => new TenantIdJsonConverter();

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first.</returns>
    public static bool operator <(TenantId left, TenantId right) => left.CompareTo(right) < 0;

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first or is the same.</returns>
    public static bool operator <=(TenantId left, TenantId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last.</returns>
    public static bool operator >(TenantId left, TenantId right) => left.CompareTo(right) > 0;

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last or is the same.</returns>
    public static bool operator >=(TenantId left, TenantId right) => left.CompareTo(right) >= 0;
}
