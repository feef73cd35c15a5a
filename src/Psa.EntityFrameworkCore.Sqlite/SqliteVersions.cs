using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Compares the versions of what a session staged with the stored ones.</summary>
internal sealed class SqliteVersions(SqliteConnection connection, SqliteWriters writers, IModel model, TenantId tenant) : IStagedVisitor
{
    public ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        using var statement = new SqliteStatement(connection, writers.Of<T>(model).Version);
        foreach (var change in staged)
        {
            Check(statement, change);
        }

        return default;
    }

    internal void Check<T>(SqliteStatement statement, StagedChange<T> change)
        where T : class, IEntity<T>
    {
        statement.Bind(1, tenant.Value);
        statement.Bind(2, change.Record.Id.Value);
        change.RequireStored(statement.ReadNumber());
    }
}
