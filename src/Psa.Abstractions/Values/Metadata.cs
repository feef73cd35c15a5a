using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// A host's own keys and values on a record: carried, given back and never read by a rule, and copied from no record to another. An immutable map, ordered by its keys and equal to another
/// by its content. The default value is the empty map.
/// </summary>
/// <remarks>At most 50 entries; keys of 1 to 40 characters without white space at their ends or anything invisible; values of up to 500 characters. It is no place for secrets or large texts.</remarks>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly struct Metadata : IReadOnlyDictionary<string, string>, IEquatable<Metadata>, IJsonConverterSource
{
    /// <summary>The most entries of a map.</summary>
    public const int MaxCount = 50;

    /// <summary>The most characters of a key.</summary>
    public const int MaxKeyLength = 40;

    /// <summary>The most characters of a value.</summary>
    public const int MaxValueLength = 500;

    private readonly ImmutableSortedDictionary<string, string>? _entries;

    private Metadata(ImmutableSortedDictionary<string, string> entries) => _entries = entries.IsEmpty ? null : entries;

    /// <summary>Gets the empty map.</summary>
    public static Metadata Empty => default;

    /// <inheritdoc/>
    public int Count => Entries.Count;

    /// <summary>Gets whether there are no entries.</summary>
    public bool IsEmpty => _entries is null;

    /// <summary>Gets the keys in their order, which is ordinal.</summary>
    public IEnumerable<string> Keys => Entries.Keys;

    /// <summary>Gets the values in the order of their keys.</summary>
    public IEnumerable<string> Values => Entries.Values;

    private ImmutableSortedDictionary<string, string> Entries => _entries ?? NoEntries;

    private static ImmutableSortedDictionary<string, string> NoEntries { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string this[string key] => Entries[key];

    /// <summary>Makes a map of entries, such as those of a dictionary.</summary>
    /// <param name="entries">The entries; of two with the same key the later counts.</param>
    /// <returns>The map.</returns>
    /// <exception cref="RuleViolationException"><c>value.bad_metadata</c>: a key or value is too long or holds what can't be kept, or there are too many.</exception>
    [Pure]
    public static Metadata From(IEnumerable<KeyValuePair<string, string>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var made = NoEntries.ToBuilder();
        foreach (var (key, value) in entries)
        {
            Check(key, value);
            made[key] = value;
        }

        return Counted(made.ToImmutable());
    }

    /// <summary>Gives the map with an entry, in place of one with the same key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, which may be empty.</param>
    /// <returns>The changed map.</returns>
    /// <exception cref="RuleViolationException"><c>value.bad_metadata</c>: the key or value is too long or holds what can't be kept, or there are too many.</exception>
    [Pure]
    public Metadata With(string key, string value)
    {
        Check(key, value);
        return Counted(Entries.SetItem(key, value));
    }

    /// <summary>Gives the map without an entry.</summary>
    /// <param name="key">The key; one that isn't there changes nothing.</param>
    /// <returns>The changed map.</returns>
    [Pure]
    public Metadata Without(string key) => new(Entries.Remove(key));

    /// <inheritdoc/>
    [Pure]
    public bool ContainsKey(string key) => Entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    JsonConverter IJsonConverterSource.CreateConverter() => new MetadataJsonConverter();

    /// <inheritdoc/>
    public bool Equals(Metadata other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        foreach (var (key, value) in Entries)
        {
            if (!other.Entries.TryGetValue(key, out var theirs) || theirs != value)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Metadata other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (key, value) in Entries)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>Lists the entries.</summary>
    /// <returns>The entries between braces, as <c>{crm: 42}</c>.</returns>
    public override string ToString()
    {
        var entries = new List<string>(Count);
        foreach (var (key, value) in Entries)
        {
            entries.Add($"{key}: {value}");
        }

        return "{" + string.Join(", ", entries) + "}";
    }

    /// <summary>Compares by content.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether both have the same entries.</returns>
    public static bool operator ==(Metadata left, Metadata right) => left.Equals(right);

    /// <summary>Compares by content.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether any entry differs.</returns>
    public static bool operator !=(Metadata left, Metadata right) => !left.Equals(right);

    private static Metadata Counted(ImmutableSortedDictionary<string, string> entries) =>
        entries.Count <= MaxCount ? new(entries) : throw Refused(FormattableString.Invariant($"There are {entries.Count} entries, and at most {MaxCount} can be kept."));

    private static void Check(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (key.Length is 0 or > MaxKeyLength || !TextEnds.IsTrimmed(key) || StoredText.IsBad(key) || Identifiers.InvisibleIn(key) is not null)
        {
            throw Refused(FormattableString.Invariant($"A key has 1 to {MaxKeyLength} characters, none of them at its ends white or invisible anywhere."));
        }

        if (value.Length > MaxValueLength || StoredText.IsBad(value))
        {
            throw Refused(FormattableString.Invariant($"The value of '{key}' has {value.Length} characters: at most {MaxValueLength} can be kept, without U+0000 or half a character."));
        }
    }

    private static RuleViolationException Refused(string why) =>
        new RuleViolationException(MoneyErrors.BadMetadata, $"{why} Keep what is larger in a table of your own, by the record's id.").At(nameof(Metadata));
}
