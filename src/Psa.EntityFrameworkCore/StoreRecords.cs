using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ardalis.SmartEnum;
using NodaTime.Text;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>The records of one kind in one session.</summary>
internal sealed class StoreRecords<T>(StoreSession session, RecordType<T> type, Table<T> table) : StagingRepository<T>(session.Tenant, type), IStoreRecords
    where T : class, IEntity<T>
{
    private readonly int _id = table[nameof(IEntity<>.Id)].Place;

    public Type Kind => typeof(T);

    public bool HasStaged => Staged.Count > 0;

    public ValueTask AcceptAsync(IStagedVisitor visitor) => visitor.VisitAsync(Type, Staged);

    public override IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.MatchesNothing ? AsyncEnumerable.Empty<T>()
            : query.IsSparse ? JumpAsync(query, cancellationToken)
            : session.StreamAsync(Questions.Select(table, Tenant, query), Read, cancellationToken);
    }

    public override async ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.MatchesNothing ? 0 : (await session.ListAsync(Questions.Count(table, Tenant, query), static row => row.GetLong(0), cancellationToken).ConfigureAwait(false))[0];
    }

    protected override async ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken) =>
        await session.ListAsync(Questions.Find(table, Tenant, id), Read, cancellationToken).ConfigureAwait(false) is [var record] ? record : null;

    // what formats and constructors say of a value that can't be
    private static bool IsAboutRow(Exception e) =>
        e is JsonException or RuleViolationException or InvalidDataPsaException or SmartEnumNotFoundException or ArgumentException or InvalidCastException or FormatException
            or ArithmeticException or NotSupportedException or UnparsableValueException || (e is InvalidOperationException and not ObjectDisposedException);

    private T Read(IRowReader row)
    {
        try
        {
            return table.RecordOf(row);
        }
        catch (Exception e) when (IsAboutRow(e))
        {
            throw StoreRefusals.Unreadable(Type, IdOf(row), e);
        }
    }

    private Id<T> IdOf(IRowReader row)
    {
        try
        {
            return new(row.GetGuid(_id));
        }
        catch (Exception e) when (IsAboutRow(e))
        {
            return default;
        }
    }

    /// <summary>Finds the values of the first column that a query bounds, jumping from one to the next: of each, only what is wanted is then read.</summary>
    private async IAsyncEnumerable<T> JumpAsync(Query<T> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (column, question) = Questions.Jump(table, Tenant, query);
        var format = table[column].Format;
        var values = await session.ListAsync(question, row => format.GetAny(row, 0), cancellationToken).ConfigureAwait(false);
        await foreach (var record in session.StreamAsync(Questions.Select(table, Tenant, query.WithValues(column, values)), Read, cancellationToken).ConfigureAwait(false))
        {
            yield return record;
        }
    }
}
