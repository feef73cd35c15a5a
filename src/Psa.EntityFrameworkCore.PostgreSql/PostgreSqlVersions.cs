using System.Linq;
using Psa.Records;
using Psa.Storage;
using static Psa.EntityFrameworkCore.PostgreSql.Statements;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Compares the versions of what a session staged with the stored ones, and remembers the first record that was staged.</summary>
internal sealed class PostgreSqlVersions(StoreCommit commit, PostgreSqlDialect sql, CancellationToken cancellationToken) : IStagedVisitor
{
    private (string Kind, Guid Id, long Expected)? _first;

    public async ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        _first ??= (typeof(T).Name, staged[0].Record.Id.Value, staged[0].Expected);
        var stored = new Dictionary<Guid, long>();
        Guid[] ids = [.. staged.Select(static change => change.Record.Id.Value)];
        using var versions = ((PostgreSqlLink)commit.Connection).Connection.Statement(sql.WriterOf(sql.Of(type)).Versions, Value(commit.Tenant.Value), Value(ids));
        var rows = await versions.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                stored.Add(rows.GetGuid(0), rows.GetInt64(1));
            }
        }

        foreach (var change in staged)
        {
            change.RequireStored(stored.TryGetValue(change.Record.Id.Value, out var version) ? version : null);
        }
    }

    /// <summary>Says that somebody else was faster, though no version tells: the first staged record stands for all.</summary>
    internal ConcurrencyConflictException Conflict() =>
        _first is var (kind, id, expected) ? new(kind, id, expected, expected == 0 ? null : expected) : new(nameof(Events.PsaEvent), commit.Events[0].RecordId, 0, null);
}
