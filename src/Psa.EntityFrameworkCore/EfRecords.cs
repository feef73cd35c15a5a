using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
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
        await foreach (var row in session.StreamAsync(context => QueryTranslation.Apply(Rows(context), jumped), cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    public override ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.MatchesNothing ? ValueTask.FromResult(0L) : session.QueryAsync(context => QueryTranslation.Where(Rows(context), query).LongCountAsync(cancellationToken), cancellationToken);
    }

    protected override ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken) =>
        session.QueryAsync(context => Rows(context).FirstOrDefaultAsync(e => e.Id == id, cancellationToken), cancellationToken);

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
