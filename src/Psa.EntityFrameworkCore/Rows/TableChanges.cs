using System.Linq;
using Psa.Records;

namespace Psa.EntityFrameworkCore;

/// <summary>Which fields of a table a commit changes.</summary>
internal static class TableChanges
{
    /// <summary>
    /// Gives the fields in which a changed record differs from the stored one, taken together for all of a kind, so that one statement changes them all;
    /// <see langword="null"/> when of some it isn't known what is stored.
    /// </summary>
    internal static Field<T>[]? Changed<T>(this Table<T> table, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        var same = table.Changeable.ToList();
        foreach (var change in staged)
        {
            if (change.Kind != StagedChangeKind.Update)
            {
                continue;
            }

            if (change.Stored is not { } stored)
            {
                return null;
            }

            for (var place = same.Count - 1; place >= 0; place--)
            {
                if (!same[place].IsSame(change.Record, stored))
                {
                    same.RemoveAt(place);
                }
            }
        }

        return [.. table.Changeable.Except(same)];
    }
}
