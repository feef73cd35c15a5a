using System.Collections;

namespace Psa.Storage;

/// <summary>What a query or an index asks of one column.</summary>
/// <typeparam name="T">The records.</typeparam>
/// <param name="Column">The column.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what: a value of the column's type, or a list of them for <see cref="ConditionOperator.OneOf"/>.</param>
public readonly record struct Condition<T>(Column<T> Column, ConditionOperator Operator, object? Value)
{
    /// <summary>Gets the values of a list.</summary>
    /// <exception cref="InvalidOperationException">The condition isn't <see cref="ConditionOperator.OneOf"/>.</exception>
    public IEnumerable Values => Operator == ConditionOperator.OneOf ? (IEnumerable)Value! : throw new InvalidOperationException($"{Column} is compared with one value, not with a list.");

    /// <summary>Tells whether a record fulfils the condition.</summary>
    /// <param name="row">The record.</param>
    /// <returns>Whether it does.</returns>
    [Pure]
    public bool Holds(T row) =>
        Operator switch
        {
            ConditionOperator.Equal => Column.CompareTo(row, Value) == 0,
            ConditionOperator.NotEqual => Column.CompareTo(row, Value) != 0,
            ConditionOperator.AtLeast => Column.CompareTo(row, Value) >= 0,
            ConditionOperator.Above => Column.CompareTo(row, Value) > 0,
            ConditionOperator.AtMost => Column.CompareTo(row, Value) <= 0,
            ConditionOperator.Below => Column.CompareTo(row, Value) < 0,
            _ => IsOneOf(row),
        };

    /// <summary>Tells whether this condition of an index leaves out what a query wants of the same column.</summary>
    internal bool Excludes(Condition<T> wanted) =>
        wanted.Column == Column && wanted.Operator == ConditionOperator.Equal && Equals(wanted.Value, Value) == (Operator == ConditionOperator.NotEqual);

    private bool IsOneOf(T row)
    {
        foreach (var value in Values)
        {
            if (Column.CompareTo(row, value) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
