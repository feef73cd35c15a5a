using System.Linq;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Finds the staged record that has what another one has already: the database names only the index.</summary>
internal sealed class PostgreSqlDuplicates(StoreCommit commit, SqlDialect sql, string clash, CancellationToken cancellationToken) : IStagedVisitor
{
    public async ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        if (type.Indexes.FirstOrDefault(index => $"ix_{type.Name}_{index.Name}" == clash) is not { } index)
        {
            return;
        }

        var changed = staged.Select(static change => change.Record.Id).ToHashSet();
        var seen = new SortedSet<T>(index);
        foreach (var record in staged.Where(static change => change.Kind != StagedChangeKind.Remove).Select(static change => change.Record).Where(index.Holds))
        {
            if (!seen.Add(record) || await IsTakenAsync(sql.Of(type), index, record, changed).ConfigureAwait(false))
            {
                throw StoreRefusals.Duplicate(type, index, record);
            }
        }
    }

    private async ValueTask<bool> IsTakenAsync<T>(Table<T> table, RecordIndex<T> index, T record, HashSet<Id<T>> changed)
        where T : class, IEntity<T>
    {
        var rows = await commit.Connection.AskAsync(Questions.Same(table, commit.Tenant, index, record), cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!changed.Contains(new(rows.GetGuid(0))))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
