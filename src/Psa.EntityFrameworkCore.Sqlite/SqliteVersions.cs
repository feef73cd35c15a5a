using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Compares the versions of what a session staged with the stored ones.</summary>
internal sealed class SqliteVersions(SqliteLink link, TenantId tenant) : IStagedVisitor
{
    public ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        foreach (var change in staged)
        {
            Check(type, change);
        }

        return default;
    }

    internal void Check<T>(RecordType<T> type, StagedChange<T> change)
        where T : class, IEntity<T>
    {
        using var statement = link.Take(SqliteWriter<T>.Of(SqliteDialect.Instance.Of(type)).Version);
        statement.Put(0, tenant.Value);
        statement.Put(1, change.Record.Id.Value);
        change.RequireStored(statement.ReadNumber());
    }
}
