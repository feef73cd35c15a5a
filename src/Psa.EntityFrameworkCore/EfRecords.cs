using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ardalis.SmartEnum;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>The records of one kind in one session: reads through Entity Framework, writes past it in bulk.</summary>
internal sealed class EfRecords<T>(EfSession session, RecordType<T> type) : StagingRepository<T>(session.Tenant, type), IEfRecords
    where T : class, IEntity<T>
{
    public Type Kind => typeof(T);

    public bool HasStaged => Staged.Count > 0;

    public ValueTask AcceptAsync(IStagedVisitor visitor) => visitor.VisitAsync(Type, Staged);

    public override async IAsyncEnumerable<T> QueryAsync(Query<T> query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.MatchesNothing)
        {
            yield break;
        }

        var jumped = query.IsSparse ? await JumpAsync(query, cancellationToken).ConfigureAwait(false) : query;
        var rows = session.StreamAsync(context => QueryTranslation.Apply(Rows(context), jumped), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (rows.ConfigureAwait(false))
        {
            for (var read = 0; await MoveNextAsync(rows, jumped, read, cancellationToken).ConfigureAwait(false); read++)
            {
                yield return rows.Current;
            }
        }
    }

    public override ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.MatchesNothing ? ValueTask.FromResult(0L) : session.QueryAsync(context => QueryTranslation.Where(Rows(context), query).LongCountAsync(cancellationToken), cancellationToken);
    }

    protected override async ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken)
    {
        try
        {
            return await session.QueryAsync(context => Rows(context).FirstOrDefaultAsync(e => e.Id == id, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsAboutRow(e))
        {
            throw StoreRefusals.Unreadable(Type, id, e);
        }
    }

    // what converters, constructors and Entity Framework say of a value that can't be
    private static bool IsAboutRow(Exception e) =>
        e is JsonException or RuleViolationException or InvalidDataPsaException or SmartEnumNotFoundException or ArgumentException or InvalidCastException or FormatException
            or ArithmeticException or NotSupportedException or UnparsableValueException || (e is InvalidOperationException and not ObjectDisposedException);

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<T> rows, Query<T> query, int read, CancellationToken cancellationToken)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsAboutRow(e))
        {
            await RefuseUnreadableAsync(query, read, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Finds the record at which a query stopped, and says which one it is. Its id can be read when the rest can't.</summary>
    private async ValueTask RefuseUnreadableAsync(Query<T> query, int read, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(context => QueryTranslation.Apply(Rows(context), query).Select(e => e.Id).Skip(read).ToListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var id in ids)
        {
            await LoadAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the values of the first column that a query bounds, jumping from one to the next: of each, only what is wanted is then read.</summary>
    private async ValueTask<Query<T>> JumpAsync(Query<T> query, CancellationToken cancellationToken)
    {
        var (column, values) = await session.QueryAsync(context => IndexJump.ValuesAsync(context, Tenant, query, cancellationToken), cancellationToken).ConfigureAwait(false);
        return query.WithValues(column, values);
    }

    // every query starts here, so that none can forget the tenant
    private IQueryable<T> Rows(PsaDbContext context)
    {
        var tenant = Tenant;
        return context.Set<T>().Where(e => e.Tenant == tenant);
    }
}
