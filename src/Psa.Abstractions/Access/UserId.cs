using System.Text.Json.Serialization;

namespace Psa.Access;

/// <summary>
/// Who somebody is to the host's identity system, as text, since not all of them use GUIDs. Compared exactly.
/// The default value is nobody: its <see cref="Value"/> is empty.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct UserId : IComparable<UserId>, IJsonConverterSource
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
