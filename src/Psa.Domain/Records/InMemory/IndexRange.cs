using System.Linq;
using Psa.Storage;

namespace Psa.Records;

/// <summary>What a query finds in one sorted set of rows, by searching in it: never by passing over all rows.</summary>
internal readonly struct IndexRange<T>
    where T : class
{
    private readonly SortedRows<T> _rows;
    private readonly IReadOnlyList<Column<T>> _columns;
    private readonly Condition<T>[][] _bounds;
    private readonly bool _descending;

    internal IndexRange(SortedRows<T> rows, Query<T> query)
    {
        _rows = rows;
        _columns = query.By.Columns;
        _descending = query.Descending;
        _bounds = [.. query.By.Columns.Select(column => query.Where.Where(c => c.Column == column && IsBound(c)).ToArray())];
    }

    /// <summary>Tells whether a condition says from where to where a column's values are wanted.</summary>
    internal static bool IsBound(Condition<T> condition) => condition.Operator is not (ConditionOperator.NotEqual or ConditionOperator.OneOf or ConditionOperator.Contains);

    /// <summary>Gets how many leading columns are bound to one value.</summary>
    private int Fixed => _bounds.TakeWhile(IsFixed).Count();

    internal long Count() => IsOnePiece() ? Math.Max(0, End() - Start()) : Jumping().LongCount();

    internal IEnumerable<T> Rows()
    {
        if (!IsOnePiece())
        {
            return _descending ? Jumping().Reverse() : Jumping();
        }

        return _rows.Between(Start(), End(), _descending);
    }

    private static bool IsFixed(Condition<T>[] conditions) => conditions is [{ Operator: ConditionOperator.Equal }];

    // equal columns, then one with bounds, then none: the rows stand side by side
    private bool IsOnePiece() => _bounds.Skip(Fixed + 1).All(static conditions => conditions.Length == 0);

    private int Start() => _rows.Seek(this, static (row, range) => range.IsBelow(row, 0));

    private int End() => _rows.Seek(this, static (row, range) => range.IsBelow(row, 0) || range.FirstFailure(row) < 0);

    /// <summary>Reads a range and jumps to the next row that may be wanted, where a later column is bound too.</summary>
    private IEnumerable<T> Jumping()
    {
        for (var place = Start(); place < _rows.Count;)
        {
            var row = _rows[place];
            var failed = FirstFailure(row);
            if (failed < 0)
            {
                yield return row;
                place++;
            }
            else if (failed <= Fixed && !IsBelowIn(row, failed))
            {
                yield break;
            }
            else
            {
                place = IsBelowIn(row, failed)
                    ? _rows.Seek((Range: this, Row: row, Failed: failed), static (other, to) => to.Range.Prefix(other, to.Row, to.Failed) is var order && (order < 0 || (order == 0 && to.Range.IsBelow(other, to.Failed))))
                    : _rows.Seek((Range: this, Row: row, Failed: failed), static (other, to) => to.Range.Prefix(other, to.Row, to.Failed) <= 0);
            }
        }
    }

    private int FirstFailure(T row)
    {
        for (var i = 0; i < _bounds.Length; i++)
        {
            foreach (var condition in _bounds[i])
            {
                if (!condition.Holds(row))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private bool IsBelowIn(T row, int column)
    {
        foreach (var condition in _bounds[column])
        {
            if (condition.Operator switch
            {
                ConditionOperator.Equal or ConditionOperator.AtLeast => condition.Column.CompareTo(row, condition.Value) < 0,
                ConditionOperator.Above => condition.Column.CompareTo(row, condition.Value) <= 0,
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether a row comes before the first that can be wanted, from a column on.</summary>
    private bool IsBelow(T row, int from)
    {
        for (var i = from; i < _bounds.Length; i++)
        {
            if (IsBelowIn(row, i))
            {
                return true;
            }

            if (!IsFixed(_bounds[i]) || !_bounds[i][0].Holds(row))
            {
                return false;
            }
        }

        return false;
    }

    private int Prefix(T left, T right, int columns)
    {
        for (var i = 0; i < columns; i++)
        {
            if (_columns[i].Compare(left, right) is var order and not 0)
            {
                return order;
            }
        }

        return 0;
    }
}
