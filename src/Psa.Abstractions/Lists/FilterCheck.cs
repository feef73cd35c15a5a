using System.Globalization;

namespace Psa.Lists;

/// <summary>Checks what is wanted of a list against its fields.</summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed class FilterCheck<T>
{
    private readonly FieldList<T> _fields;
    private readonly ListRequest _request;
    private readonly HashSet<Field<T>> _used = [];
    private readonly List<CheckedComparison<T>> _must = [];
    private int _comparisons;
    private bool _isWhole = true;

    private FilterCheck(FieldList<T> fields, ListRequest request) => (_fields, _request) = (fields, request);

    /// <summary>Checks a request.</summary>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>; its field says where.</exception>
    internal static CheckedFilter<T> Of(FieldList<T> fields, ListRequest request)
    {
        var check = new FilterCheck<T>(fields, request);
        var filter = request.Filter is { } wanted ? check.Read(wanted, nameof(request.Filter), depth: 1, isMust: true) : static (_, _) => true;
        var search = check.Searching();
        return new()
        {
            Must = check._must,
            IsWhole = check._isWhole,
            Fields = check._used,
            Holds = (row, reading) => filter(row, reading) && search(row, reading),
        };
    }

    /// <summary>Finds the field by which the list is sorted.</summary>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>.</exception>
    internal static Field<T> SortOf(FieldList<T> fields, ListRequest request)
    {
        if (request.SortBy is not { } name)
        {
            return fields.Usual;
        }

        var field = Find(fields, name, nameof(request.SortBy));
        if (field.IsMany)
        {
            throw Bad(nameof(request.SortBy), $"'{name}' may have several values, by which no list is sorted: choose another field.");
        }

        RequireDay(field, request, nameof(request.SortBy));
        return field;
    }

    private static Field<T> Find(FieldList<T> fields, string name, string place) =>
        fields.TryFind(name, out var field) ? field : throw Bad(place, $"'{name}' is no field of this list: use one of {string.Join(", ", Names(fields))}.");

    private static IEnumerable<string> Names(FieldList<T> fields)
    {
        foreach (var field in fields.Fields)
        {
            yield return field.Name;
        }
    }

    private static void RequireDay(Field<T> field, ListRequest request, string place)
    {
        if (field.NeedsDay && request.Day is null)
        {
            throw Bad(place, $"'{field.Name}' is told on a day: say which, the same for all pages.");
        }
    }

    private static RuleViolationException Bad(string place, string message) => new RuleViolationException(FilterErrors.Bad, message).At(place);

    private Func<T, FieldReading, bool> Read(ListFilter filter, string place, int depth, bool isMust)
    {
        if (depth > ListFilter.MostDepth)
        {
            throw Bad(place, $"A filter is at most {ListFilter.MostDepth} deep.");
        }

        if (filter is FieldFilter field)
        {
            var comparison = Read(field, place);
            if (isMust)
            {
                _must.Add(comparison);
            }

            return (row, reading) => comparison.Holds(row, reading);
        }

        _isWhole &= isMust && filter is AllFilter;
        if (filter is NotFilter not)
        {
            var inner = Read(not.Of, $"{place}.{nameof(not.Of)}", depth + 1, isMust: false);
            return (row, reading) => !inner(row, reading);
        }

        var isAll = filter is AllFilter;
        var of = filter is AllFilter all ? all.Of : ((AnyFilter)filter).Of;
        var parts = new Func<T, FieldReading, bool>[of.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Read(of[i], string.Create(CultureInfo.InvariantCulture, $"{place}.Of[{i}]"), depth + 1, isMust && isAll);
        }

        return (row, reading) => Joined(parts, isAll, row, reading);
    }

    private static bool Joined(Func<T, FieldReading, bool>[] parts, bool isAll, T row, FieldReading reading)
    {
        foreach (var part in parts)
        {
            if (part(row, reading) != isAll)
            {
                return !isAll;
            }
        }

        return isAll;
    }

    private CheckedComparison<T> Read(FieldFilter filter, string place)
    {
        if (++_comparisons > ListFilter.MostComparisons)
        {
            throw Bad(place, $"A filter has at most {ListFilter.MostComparisons} comparisons.");
        }

        var field = Find(_fields, filter.Field, $"{place}.{nameof(filter.Field)}");
        RequireDay(field, _request, $"{place}.{nameof(filter.Field)}");
        if (!FilterRules.Takes(field.Kind, field.IsMany, filter.Operator))
        {
            throw Bad($"{place}.{nameof(filter.Operator)}", $"'{field.Name}' is of the kind {field.Kind}{(field.IsMany ? ", several" : string.Empty)}, which isn't compared by {filter.Operator}.");
        }

        if (FilterRules.CountProblem(filter.Operator, filter.Values.Count) is { } problem)
        {
            throw Bad($"{place}.{nameof(filter.Values)}", problem);
        }

        _used.Add(field);
        var values = new object[filter.Values.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = FieldValues.Read(field.Kind, field.Choices, filter.Values[i])
                ?? throw Bad(string.Create(CultureInfo.InvariantCulture, $"{place}.{nameof(filter.Values)}[{i}]"), $"'{filter.Values[i]}' is no value of '{field.Name}': write {FieldValues.Example(field.Kind, field.Choices)}.");
        }

        if (filter.Operator == FilterOperator.Between && FieldValues.Compare(values[0], values[1]) is null or > 0)
        {
            throw Bad($"{place}.{nameof(filter.Values)}", "The ends of a range are of one currency, and the first isn't after the second.");
        }

        return new(field, filter.Operator, ValueList.Owning(values));
    }

    private Func<T, FieldReading, bool> Searching()
    {
        if (_request.Search is not { } search)
        {
            return static (_, _) => true;
        }

        var words = SearchWords.Of(search);
        if (words.Count > SearchWords.Most)
        {
            throw Bad(nameof(_request.Search), $"At most {SearchWords.Most} words are searched.");
        }

        if (words.Count == 0)
        {
            return static (_, _) => true;
        }

        _isWhole = false;
        _used.UnionWith(_fields.Searched);
        return (row, reading) => SearchWords.AreIn(words, _fields.Searched, row, reading);
    }
}
