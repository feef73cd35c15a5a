using System.Linq;
using Microsoft.EntityFrameworkCore;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Finds the staged record that has what another one has already: the database names only the index.</summary>
internal sealed class PostgreSqlDuplicates(PsaDbContext context, TenantId tenant, string clash, CancellationToken cancellationToken) : IStagedVisitor
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
            if (!seen.Add(record) || await IsTakenAsync(index, record, changed).ConfigureAwait(false))
            {
                throw StoreRefusals.Duplicate(type, index, record);
            }
        }
    }

    private async ValueTask<bool> IsTakenAsync<T>(RecordIndex<T> index, T record, HashSet<Id<T>> changed)
        where T : class, IEntity<T>
    {
        var rows = context.Set<T>().Where(row => row.Tenant == tenant);
        var owners = await QueryTranslation.Same(rows, index, record).Select(static row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        return !owners.TrueForAll(changed.Contains);
    }
}
