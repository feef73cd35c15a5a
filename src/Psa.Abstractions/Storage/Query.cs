using System.Linq;

namespace Psa.Storage;

/// <summary>
/// A question to a store, as a value: which records, by which index, and so in which order. The rooms of the library declare them, a store answers them: a database
/// translates what it says, and a store without indexes can <see cref="Apply"/> it.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
public sealed record Query<T>
{
    internal Query(RecordIndex<T> by, params IReadOnlyList<Condition<T>> where)
    {
        By = by;

        // what the index leaves out isn't asked for, unless a condition speaks of it
        Where = by.Only.Count == 0 ? where : [.. where, .. by.Only.Where(only => where.All(wanted => wanted.Column != only.Column))];
    }

    /// <summary>Gets the index that answers it; its columns are the order of the answer, except that of a <see cref="ConditionOperator.OneOf"/>, which has none.</summary>
    public RecordIndex<T> By { get; }

    /// <summary>Gets what all answered records fulfil.</summary>
    public IReadOnlyList<Condition<T>> Where { get; internal init; }

    /// <summary>Gets a value indicating whether the index is read from its end.</summary>
    public bool Descending { get; internal init; }

    /// <summary>
    /// Gets a value indicating whether few records of the range of the first bounded column are wanted, so that a database had better jump from one value of that column to
    /// the next than read all between.
    /// </summary>
    public bool IsSparse { get; internal init; }

    /// <summary>Gets how many records of the answer are passed over.</summary>
    public long Skip { get; internal init; }

    /// <summary>Gets how many records are answered at most; <see langword="null"/> for all.</summary>
    public int? Limit { get; internal init; }

    /// <summary>Gets a value indicating whether the index holds all that is wanted. When it doesn't (a status that it leaves out), the whole table must be looked at.</summary>
    public bool IsCovered
    {
        get
        {
            foreach (var only in By.Only)
            {
                foreach (var wanted in Where)
                {
                    if (only.Excludes(wanted))
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }

    /// <summary>
    /// Gets a value indicating whether no record can be answered, since a text is asked for that no store keeps (see <c>store.bad_text</c>): a database needn't be asked, and might refuse.
    /// </summary>
    public bool MatchesNothing
    {
        get
        {
            foreach (var condition in Where)
            {
                if (condition is { Operator: ConditionOperator.Equal, Value: string text } && StoredText.IsBad(text))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Answers the query from records at hand: finds, sorts, passes over and limits. For stores without indexes; O(n log n).</summary>
    /// <param name="rows">All records of the tenant, in any order.</param>
    /// <returns>The records that the query asks for, in its order.</returns>
    public IEnumerable<T> Apply(IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var found = rows.Where(Holds);
        var sorted = Descending ? found.OrderDescending(By) : found.Order(By);
        return sorted.Skip((int)Math.Min(Skip, int.MaxValue)).Take(Limit ?? int.MaxValue);
    }

    /// <summary>Counts the records at hand for which the query asks, whatever it passes over and its limit. For stores without indexes; O(n).</summary>
    /// <param name="rows">All records of the tenant, in any order.</param>
    /// <returns>How many there are.</returns>
    public long Count(IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.LongCount(Holds);
    }

    /// <summary>Asks for the same records by a list of values that a column has within its bounds: for a database that has read them by jumping, see <see cref="IsSparse"/>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">All values between its bounds that occur.</param>
    /// <returns>The query.</returns>
    [Pure]
    public Query<T> WithValues(Column<T> column, IReadOnlyCollection<object> values) => this with { Where = [.. Where.Where(c => c.Column != column), column.IsOneOf(values)] };

    internal Query<T> Take(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return this with { Limit = limit };
    }

    internal Query<T> Pass(long records)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(records);
        return this with { Skip = records };
    }

    private bool Holds(T row) => Where.All(condition => condition.Holds(row));
}
