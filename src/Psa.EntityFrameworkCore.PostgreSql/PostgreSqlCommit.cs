using System.Linq;
using Npgsql;
using Psa.Records;
using Psa.Storage;
using static Psa.EntityFrameworkCore.PostgreSql.Statements;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// Writes what a session staged within an open transaction, each kind set-wise. A changed record is removed and added again: when all that change are gone before any comes back,
/// what only one record may have is judged by the state after the commit.
/// </summary>
internal sealed class PostgreSqlCommit(EfCommit commit, PostgreSqlWriters writers, CancellationToken cancellationToken) : IStagedVisitor
{
    private readonly NpgsqlConnection _connection = (NpgsqlConnection)commit.Connection;

    /// <summary>Gets whether a record wasn't stored in the version that was expected. Then nothing more was written, and the transaction is to be rolled back.</summary>
    internal bool IsOutdated { get; private set; }

    public async ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        if (IsOutdated)
        {
            return;
        }

        // in the order of ids, so that of two commits that share records one waits for the other
        var writer = writers.Of<T>(commit.Model);
        var changes = staged.OrderBy(static change => change.Record.Id).ToArray();
        StagedChange<T>[] replaced = [.. changes.Where(static change => change.Kind != StagedChangeKind.Add)];
        if (replaced.Length > 0 && await DeleteAsync(writer, replaced).ConfigureAwait(false) != replaced.Length)
        {
            IsOutdated = true;
            return;
        }

        await CopyAsync(writer, changes.Where(static change => change.Kind != StagedChangeKind.Remove).Select(static change => change.Record)).ConfigureAwait(false);
    }

    /// <summary>Writes all, the events last: their counter is held until the commit ends, so sequences become visible in their order.</summary>
    internal async ValueTask WriteAsync()
    {
        await commit.AcceptAsync(this).ConfigureAwait(false);
        if (IsOutdated || commit.Events.Count == 0)
        {
            return;
        }

        var sequence = await TakeSequencesAsync().ConfigureAwait(false);
        if (sequence < 0)
        {
            throw StoreRefusals.TenantRemoval(commit.Tenant);
        }

        await CopyAsync(writers.Of<Events.PsaEvent>(commit.Model), commit.Events.Select((item, place) => item with { Sequence = sequence + place + 1 })).ConfigureAwait(false);
    }

    private async ValueTask<int> DeleteAsync<T>(TableWriter<T> writer, StagedChange<T>[] changes)
        where T : class, IEntity<T>
    {
        var (ids, versions) = (Array.ConvertAll(changes, static change => change.Record.Id.Value), Array.ConvertAll(changes, static change => change.Expected));
        using var delete = _connection.Statement(writer.Delete, Value(commit.Tenant.Value), Value(ids), Value(versions));
        return await delete.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CopyAsync<T>(TableWriter<T> writer, IEnumerable<T> records)
        where T : class
    {
        using var left = records.GetEnumerator();
        if (!left.MoveNext())
        {
            return;
        }

        var importer = await _connection.BeginBinaryImportAsync(writer.Copy, cancellationToken).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            using var row = new CopyRow(importer);
            do
            {
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                writer.Put(row, left.Current);
            }
            while (left.MoveNext());
            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<long> TakeSequencesAsync()
    {
        using var take = _connection.Statement(writers.TakeSequences, Value(commit.Tenant.Value), Value((long)commit.Events.Count));
        return (long)(await take.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! - commit.Events.Count;
    }
}
