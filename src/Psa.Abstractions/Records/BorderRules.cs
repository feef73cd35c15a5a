using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace Psa.Records;

/// <summary>Looks at a value that was given, and adds what is wrong with it.</summary>
/// <param name="value">The value.</param>
/// <param name="where">Its place; empty for the whole of what was given.</param>
/// <param name="problems">What was found.</param>
internal delegate void BorderRule(object value, string where, List<Problem> problems);

/// <summary>
/// Makes the rule of each type from its JSON metadata, once: a property that is added later is looked at from its first day. Values that are one piece have theirs in
/// <see cref="BorderValues"/>.
/// </summary>
internal static class BorderRules
{
    private static readonly ConcurrentDictionary<(Type Type, bool IsIdentifier), BorderRule?> Known = [];

    /// <summary>Gets the rule of a type; <see langword="null"/> when nothing can be wrong with it.</summary>
    internal static BorderRule? Of(Type type, string name)
    {
        var key = (Nullable.GetUnderlyingType(type) ?? type, type == typeof(string) && Identifiers.IsName(name));
        return Known.TryGetValue(key, out var known) ? known : Known[key] = Make(key.Item1, key.Item2);
    }

    /// <summary>Whether what a value consists of has names: then the places of its problems are those.</summary>
    internal static bool IsWhole(Type type) => PsaJsonContext.Default.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object };

    internal static Problem Missing(string where) => new(MoneyErrors.Missing, "It is missing: give it.", where);

    private static BorderRule? Make(Type type, bool isIdentifier)
    {
        if (type == typeof(string))
        {
            return isIdentifier ? BorderValues.Identifier : BorderValues.Text;
        }

        if (type.IsEnum)
        {
            return BorderValues.Named;
        }

        if (BorderValues.Of(type) is { } rule)
        {
            return rule;
        }

        return PsaJsonContext.Default.GetTypeInfo(type) switch
        {
            null => null,
            { PolymorphismOptions: { } options } => OfDerived(options),
            { Kind: JsonTypeInfoKind.Object } json => OfProperties(json),
            _ => OfElements(type),
        };
    }

    private static BorderRule? OfProperties(JsonTypeInfo json)
    {
        var rules = new List<BorderRule>();
        foreach (var property in json.Properties)
        {
            // a record that isn't stored yet has no id; whose it is, its session says
            if (property.Get is { } get && property.Name is not "id" && property.PropertyType != typeof(TenantId))
            {
                rules.Add(OfProperty(property.PropertyType, char.ToUpperInvariant(property.Name[0]) + property.Name[1..], get, property.IsGetNullable, IsNoteOf(json, property)));
            }
        }

        return (value, where, problems) =>
        {
            foreach (var rule in rules)
            {
                rule(value, where, problems);
            }
        };
    }

    private static BorderRule OfProperty(Type type, string name, Func<object, object?> get, bool mayBeNull, Func<object, object?>? isNote)
    {
        // not made yet: a type may hold itself
        var inner = new Lazy<BorderRule?>(() => Of(type, name));
        var isRequired = !mayBeNull && !type.IsValueType;

        // an id that names nothing is as good as none
        var isOptionalId = Nullable.GetUnderlyingType(type) is { IsGenericType: true };
        return (value, where, problems) =>
        {
            var held = get(value);
            if (held is null ? !isRequired : isNote?.Invoke(value) is true || (isOptionalId && held is IMayBeUnset { IsUnset: true }))
            {
                return;
            }

            var place = where.Length == 0 ? name : $"{where}.{name}";
            if (held is null)
            {
                problems.Add(Missing(place));
            }
            else
            {
                inner.Value?.Invoke(held, place, problems);
            }
        };
    }

    // a line that only says something has no price
    private static Func<object, object?>? IsNoteOf(JsonTypeInfo json, JsonPropertyInfo property)
    {
        foreach (var other in json.Properties)
        {
            if (property.PropertyType == typeof(UnitPrice) && other.Name == "isNote")
            {
                return other.Get;
            }
        }

        return null;
    }

    private static BorderRule? OfElements(Type type)
    {
        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return null;
        }

        var inner = new Lazy<BorderRule?>(() => Of(type.GenericTypeArguments[^1], string.Empty));
        return (values, where, problems) =>
        {
            var place = 0;
            foreach (var value in (IEnumerable)values)
            {
                var at = FormattableString.Invariant($"{where}[{place++}]");
                if (value is null)
                {
                    problems.Add(Missing(at));
                }
                else
                {
                    inner.Value?.Invoke(value, at, problems);
                }
            }
        };
    }

    private static BorderRule OfDerived(JsonPolymorphismOptions options)
    {
        var types = new HashSet<Type>();
        foreach (var derived in options.DerivedTypes)
        {
            types.Add(derived.DerivedType);
        }

        return (value, where, problems) =>
        {
            if (types.Contains(value.GetType()))
            {
                Of(value.GetType(), string.Empty)?.Invoke(value, where, problems);
            }
        };
    }
}
