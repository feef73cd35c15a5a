using System.Linq;
using Psa.Lists;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// What of a filter a store is asked: what all wanted records fulfil, in columns. The records it finds are looked at by the filter itself, so that every store gives the same answer; a store
/// only spares the reading of others.
/// </summary>
internal sealed class StoreAsk<T>
{
    private readonly List<Condition<T>> _where;
    private readonly HashSet<Column<T>> _selective = [];
    private readonly CheckedFilter<T> _filter;

    private StoreAsk(CheckedFilter<T> filter, IEnumerable<Condition<T>> others) => (_filter, _where, IsExact) = (filter, [.. others], filter.IsWhole);

    /// <summary>Gets the conditions.</summary>
    internal IReadOnlyList<Condition<T>> Where => _where;

    /// <summary>Gets whether all that fulfils the conditions is wanted.</summary>
    internal bool IsExact { get; private set; }

    /// <summary>Says what is asked.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="others">What else is asked, whatever the filter.</param>
    internal static StoreAsk<T> Of(CheckedFilter<T> filter, IEnumerable<Condition<T>> others)
    {
        var ask = new StoreAsk<T>(filter, others);

        // a column that has one value is asked for nothing else: that would only hide it from indexes
        foreach (var isOfOneValue in new[] { true, false })
        {
            foreach (var comparison in filter.Must)
            {
                if (IsOfOneValue(comparison) == isOfOneValue)
                {
                    ask.IsExact &= ask.Add(comparison);
                }
            }
        }

        return ask;
    }

    /// <summary>Tells whether a column has one value in all that is wanted.</summary>
    internal bool IsFixed(Column<T> column) => _where.Exists(condition => condition.Column == column && condition.Operator == ConditionOperator.Equal);

    /// <summary>Tells whether a column has one value in all that is wanted, and few records have it.</summary>
    internal bool IsSelective(Column<T> column) => _selective.Contains(column);

    /// <summary>Tells whether a column is between bounds in all that is wanted.</summary>
    internal bool IsBound(Column<T> column) =>
        _where.Exists(condition => condition.Column == column && condition.Operator is ConditionOperator.AtLeast or ConditionOperator.Above or ConditionOperator.AtMost or ConditionOperator.Below);

    /// <summary>Tells whether an index holds all that is wanted.</summary>
    internal bool IsIn(RecordIndex<T> index) => index.Only.All(only => _where.Exists(condition => Implies(condition, only)) || _filter.Must.Any(comparison => IsListBut(comparison, only)));

    private static bool IsOfOneValue(CheckedComparison<T> comparison) =>
        comparison.Operator is FilterOperator.Equal || (comparison.Operator == FilterOperator.OneOf && comparison.Values.Count == 1);

    private static bool Implies(Condition<T> condition, Condition<T> only)
    {
        if (condition.Column != only.Column)
        {
            return false;
        }

        return only.Operator switch
        {
            ConditionOperator.Equal => condition.Operator == ConditionOperator.Equal && Equals(condition.Value, only.Value),
            ConditionOperator.NotEqual when condition.Operator == ConditionOperator.Equal => !Equals(condition.Value, only.Value),
            ConditionOperator.NotEqual when condition.Operator == ConditionOperator.NotEqual => Equals(condition.Value, only.Value),
            ConditionOperator.NotEqual => only.Value is null && condition.Operator is (ConditionOperator.AtLeast or ConditionOperator.Above or ConditionOperator.Contains),
            _ => false,
        };
    }

    // one of some values, none of which the index leaves out
    private static bool IsListBut(CheckedComparison<T> comparison, Condition<T> only) =>
        comparison.Operator == FilterOperator.OneOf && comparison.Field.Column == only.Column && only.Operator == ConditionOperator.NotEqual
        && comparison.Values.All(value => !Equals(comparison.Field.Stored(value), only.Value));

    private bool Add(CheckedComparison<T> comparison)
    {
        var field = comparison.Field;
        if (field.Asks is { } asks && comparison.Operator is (FilterOperator.Equal or FilterOperator.NotEqual))
        {
            return AddUnlessFixed(asks((bool)comparison.Values[0] == (comparison.Operator == FilterOperator.Equal)));
        }

        if (field.Column is not { } column || IsFixed(column))
        {
            return false;
        }

        var values = comparison.Values.AsEnumerable().Select(field.Stored).ToList();
        if (IsOfOneValue(comparison))
        {
            _where.Add(column.Is(values[0]));
            if (field.IsSelective)
            {
                _selective.Add(column);
            }

            return true;
        }

        return AddRange(comparison.Operator, column, values);
    }

    private bool AddUnlessFixed(Condition<T> condition)
    {
        if (IsFixed(condition.Column))
        {
            return false;
        }

        _where.Add(condition);
        return true;
    }

    private bool AddRange(FilterOperator how, Column<T> column, List<object> values)
    {
        // nothing comes before everything, but a comparison with it is false
        var mayBeNothing = column.IsDerived || column.Type == typeof(string) || Nullable.GetUnderlyingType(column.Type) is not null;
        switch (how)
        {
            case FilterOperator.NotEqual:
                _where.Add(column.IsNot(values[0]));
                return true;
            case FilterOperator.Below or FilterOperator.AtMost:
                _where.Add(how == FilterOperator.Below ? column.Before(values[0]) : column.Through(values[0]));
                if (mayBeNothing)
                {
                    _where.Add(column.IsNot(null));
                }

                return column.Type != typeof(string);
            case FilterOperator.Above or FilterOperator.AtLeast:
                _where.Add(how == FilterOperator.Above ? column.After(values[0]) : column.From(values[0]));
                return true;
            case FilterOperator.Between:
                _where.Add(column.From(values[0]));
                _where.Add(column.Through(values[1]));
                return true;
            case FilterOperator.Contains:
                _where.Add(column.Contains((string)values[0]));
                return true;
            case FilterOperator.Empty when Nullable.GetUnderlyingType(column.Type) is not null:
                _where.Add(column.Is(null));
                return true;
            default:
                return false;
        }
    }
}
