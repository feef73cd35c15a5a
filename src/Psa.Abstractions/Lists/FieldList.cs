using System.Diagnostics.CodeAnalysis;

namespace Psa.Lists;

/// <summary>The fields of a list: the one declaration by which filters are checked, records are compared, and stores are asked.</summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed class FieldList<T>
{
    private readonly Dictionary<string, Field<T>> _byName = new(StringComparer.Ordinal);

    /// <summary>Makes a list of fields.</summary>
    /// <param name="usual">The field by which the list is sorted when nobody says.</param>
    /// <param name="searched">The fields in which words are searched.</param>
    /// <param name="fields">All of them.</param>
    internal FieldList(string usual, ValueList<string> searched, params ReadOnlySpan<Field<T>> fields)
    {
        Fields = ValueList.Create(fields);
        foreach (var field in Fields)
        {
            _byName.Add(field.Name, field);
        }

        Usual = _byName[usual];
        var found = new Field<T>[searched.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = _byName[searched[i]];
        }

        Searched = ValueList.Owning(found);
    }

    /// <summary>Gets all of them, in the order in which people are shown them.</summary>
    internal ValueList<Field<T>> Fields { get; }

    /// <summary>Gets the field by which the list is sorted when nobody says.</summary>
    internal Field<T> Usual { get; }

    /// <summary>Gets the fields in which words are searched.</summary>
    internal ValueList<Field<T>> Searched { get; }

    /// <summary>Finds a field.</summary>
    internal bool TryFind(string name, [NotNullWhen(true)] out Field<T>? field) => _byName.TryGetValue(name, out field);
}
