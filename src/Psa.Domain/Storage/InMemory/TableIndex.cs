using System.Collections.Immutable;

namespace Psa.Storage;

/// <summary>One order in which a table's rows can be read. A unique one refuses a second row that compares as equal.</summary>
/// <param name="order">The order; unless the index is unique it ends with the id, so that no two rows are equal.</param>
/// <param name="covers">Which rows it holds; all, when <see langword="null"/>.</param>
/// <param name="unique">What only one row may have, in words; <see langword="null"/> when the index isn't unique.</param>
internal sealed class TableIndex<T>(Comparison<T> order, Func<T, bool>? covers = null, string? unique = null)
    where T : class, IEntity<T>
{
    internal ImmutableSortedSet<T> Empty { get; } = ImmutableSortedSet.Create<T>(Comparer<T>.Create(order));

    internal void Add(ImmutableSortedSet<T>.Builder rows, T row)
    {
        if ((covers is null || covers(row)) && !rows.Add(row))
        {
            throw new RuleViolationException(StoreErrors.Duplicate, $"{typeof(T).Name} {row.Id} can't be stored, for another has {unique}: choose another one.", row.Id.Value);
        }
    }

    internal void Remove(ImmutableSortedSet<T>.Builder rows, T row)
    {
        if (covers is null || covers(row))
        {
            rows.Remove(row);
        }
    }
}
