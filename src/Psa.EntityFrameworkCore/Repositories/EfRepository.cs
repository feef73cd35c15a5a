using System.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>A repository of one session: reads through Entity Framework, writes past it in bulk.</summary>
/// <param name="session">The session.</param>
/// <param name="withVersion">Gives a record another version.</param>
internal class EfRepository<T>(EfSession session, Func<T, long, T> withVersion) : StagingRepository<T>(session.Tenant, withVersion), IEfRepository
    where T : class, IEntity<T>
{
    public bool HasStaged => Staged.Count > 0 || Conflict is not null;

    public IAsyncEnumerable<T> AllAsync(CancellationToken cancellationToken = default) => Stream(static rows => rows.OrderBy(e => e.Id), cancellationToken);

    public void CheckStaged()
    {
        if (Conflict is not null)
        {
            throw Conflict;
        }
    }

    public void CheckVersions(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, session.WriterOf<T>().Version);
        foreach (var change in Staged)
        {
            CheckVersion(statement, change);
        }
    }

    public void Write(SqliteConnection connection)
    {
        var writer = session.WriterOf<T>();
        WriteAll(StagedChangeKind.Remove, writer.Delete, (statement, change) =>
        {
            statement.Bind(1, Tenant.Value);
            statement.Bind(2, change.Record.Id.Value);
            statement.Bind(3, change.Expected);
        });
        WriteAll(StagedChangeKind.Update, writer.Update, (statement, change) =>
        {
            writer.Bind(statement, change.Record);
            statement.Bind(writer.ExpectedVersion, change.Expected);
        });
        WriteAll(StagedChangeKind.Add, writer.Insert, (statement, change) => writer.Bind(statement, change.Record));

        void WriteAll(StagedChangeKind kind, string sql, Action<SqliteStatement, StagedChange<T>> bind)
        {
            SqliteStatement? statement = null;
            try
            {
                foreach (var change in Staged)
                {
                    if (change.Kind == kind)
                    {
                        statement ??= new(connection, sql);
                        bind(statement, change);
                        Write(connection, statement, change);
                    }
                }
            }
            finally
            {
                statement?.Dispose();
            }
        }
    }

    /// <summary>Streams a query of the tenant's rows.</summary>
    protected IAsyncEnumerable<T> Stream(Func<IQueryable<T>, IQueryable<T>> query, CancellationToken cancellationToken) =>
        session.StreamAsync(() => query(Rows()), cancellationToken);

    /// <summary>Reads the values of a query that Entity Framework can't write: a column named Value. It must name the tenant itself.</summary>
    protected ValueTask<List<TValue>> ValuesAsync<TValue>(FormattableString sql, CancellationToken cancellationToken) =>
        session.QueryAsync(() => session.Context.Database.SqlQuery<TValue>(sql).ToListAsync(cancellationToken));

    /// <summary>Gives the first row of a query, or <see langword="null"/>.</summary>
    protected ValueTask<T?> FirstAsync(Func<IQueryable<T>, IQueryable<T>> query, CancellationToken cancellationToken) =>
        QueryAsync(rows => query(rows).FirstOrDefaultAsync(cancellationToken));

    /// <summary>Runs a query of the tenant's rows that gives one answer.</summary>
    protected ValueTask<TResult> QueryAsync<TResult>(Func<IQueryable<T>, Task<TResult>> query) => session.QueryAsync(() => query(Rows()));

    protected override ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken) => FirstAsync(rows => rows.Where(e => e.Id == id), cancellationToken);

    // every query starts here, so that none can forget the tenant
    private IQueryable<T> Rows()
    {
        var tenant = Tenant;
        return session.Context.Set<T>().Where(e => e.Tenant == tenant);
    }

    private void Write(SqliteConnection connection, SqliteStatement statement, StagedChange<T> change)
    {
        try
        {
            if (statement.Execute() == 1)
            {
                return;
            }
        }
        catch (SqliteException e) when (SqliteErrors.IsDuplicateValue(e))
        {
            throw new RuleViolationException(
                StoreErrors.Duplicate,
                $"{typeof(T).Name} {change.Record.Id} can't be stored, for another has what only one may have ({e.Message}): choose another one.",
                change.Record.Id.Value);
        }
        catch (SqliteException e) when (SqliteErrors.IsDuplicateKey(e))
        {
            // the version tells
        }

        using var version = new SqliteStatement(connection, session.WriterOf<T>().Version);
        CheckVersion(version, change);
        throw new InvalidOperationException($"{typeof(T).Name} {change.Record.Id} was not written, though its version is the stored one.");
    }

    private void CheckVersion(SqliteStatement statement, StagedChange<T> change)
    {
        statement.Bind(1, Tenant.Value);
        statement.Bind(2, change.Record.Id.Value);
        var stored = statement.ReadNumber();
        if ((stored ?? 0) != change.Expected)
        {
            throw new ConcurrencyConflictException(typeof(T).Name, change.Record.Id.Value, change.Expected, stored);
        }
    }
}
