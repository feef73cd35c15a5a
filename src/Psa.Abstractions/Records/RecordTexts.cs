using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Psa.Access;

namespace Psa.Records;

/// <summary>
/// Refuses what databases can't keep in any text of a record, however deep it lies: the character U+0000, and half a character (a surrogate without the other). What is looked
/// at follows from the JSON metadata of the record, so a property that is added later is covered from its first day.
/// </summary>
internal static class RecordTexts<T>
    where T : class
{
    private static readonly List<RecordTexts.Finder> Finders = PsaJsonContext.Default.GetTypeInfo(typeof(T)) is { } json ? RecordTexts.FindersOf(json) : [];

    /// <summary>Looks at a record; of one that is stored, at what is another than there.</summary>
    internal static void Check(T record, Guid id, T? stored = null)
    {
        foreach (var (name, get, find) in Finders)
        {
            if (get(record) is { } held && (stored is null || !held.Equals(get(stored))) && find(held) is not null)
            {
                throw new InvalidDataPsaException(Storage.StoreErrors.BadText, $"{typeof(T).Name} {id} has the character U+0000 or half a character in {name}, which no store can keep: remove it.");
            }
        }
    }
}

/// <summary>Makes what looks for the character in one type: it gives the property that has it.</summary>
internal static class RecordTexts
{
    /// <summary>Gives the finder of a type, or <see langword="null"/> when it can't hold any text.</summary>
    internal static Func<object, string?>? FinderOf(Type type)
    {
        if (type == typeof(string))
        {
            return static text => StoredText.IsBad((string)text) ? "its text" : null;
        }

        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(UserId))
        {
            return static user => StoredText.IsBad(((UserId)user).Value) ? "the id of a user" : null;
        }

        if (LineTexts.FinderOf(type) is { } plain)
        {
            return plain;
        }

        if (PsaJsonContext.Default.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type) is not { } json)
        {
            return null;
        }

        if (json.PolymorphismOptions is not null)
        {
            return FinderOfDerived(json.PolymorphismOptions);
        }

        return json.Kind == JsonTypeInfoKind.Object ? FinderOfProperties(json) : FinderOfElements(type);
    }

    /// <summary>Gives the finders of the properties that can hold text.</summary>
    internal static List<Finder> FindersOf(JsonTypeInfo json)
    {
        var finders = new List<Finder>();
        foreach (var property in json.Properties)
        {
            if (property.Get is { } get && FinderOf(property.PropertyType) is { } find)
            {
                finders.Add(new(property.Name, get, find));
            }
        }

        return finders;
    }

    private static Func<object, string?>? FinderOfProperties(JsonTypeInfo json)
    {
        var finders = FindersOf(json);
        return finders.Count == 0 ? null : value =>
        {
            foreach (var (name, get, find) in finders)
            {
                if (get(value) is { } held && find(held) is not null)
                {
                    return name;
                }
            }

            return null;
        };
    }

    private static Func<object, string?>? FinderOfElements(Type type)
    {
        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type) || FinderOf(type.GenericTypeArguments[^1]) is not { } find)
        {
            return null;
        }

        return values =>
        {
            if (values is not IItems items)
            {
                return FindIn((IEnumerable)values, find);
            }

            for (var i = 0; i < items.Count; i++)
            {
                if (items.ItemAt(i) is { } value && find(value) is { } where)
                {
                    return where;
                }
            }

            return null;
        };
    }

    private static string? FindIn(IEnumerable values, Func<object, string?> find)
    {
        foreach (var value in values)
        {
            if (value is not null && find(value) is { } where)
            {
                return where;
            }
        }

        return null;
    }

    private static Func<object, string?> FinderOfDerived(JsonPolymorphismOptions options)
    {
        // not made yet: a type of the family may hold the family
        var finders = new Lazy<Dictionary<Type, Func<object, string?>>>(() => FindersOf(options));
        return value => finders.Value.TryGetValue(value.GetType(), out var find) ? find(value) : null;
    }

    private static Dictionary<Type, Func<object, string?>> FindersOf(JsonPolymorphismOptions options)
    {
        var finders = new Dictionary<Type, Func<object, string?>>();
        foreach (var derived in options.DerivedTypes)
        {
            if (FinderOf(derived.DerivedType) is { } find)
            {
                finders.Add(derived.DerivedType, find);
            }
        }

        return finders;
    }

    /// <summary>What finds bad text in one property.</summary>
    internal readonly record struct Finder(string Name, Func<object, object?> Get, Func<object, string?> Find);
}
