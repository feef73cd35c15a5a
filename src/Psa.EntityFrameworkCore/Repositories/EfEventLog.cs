using System.Linq;
using Microsoft.Data.Sqlite;
using Psa.Events;

namespace Psa.EntityFrameworkCore;

internal sealed class EfEventLog(EfSession session) : IEventLog, IEfRepository
{
    // the row is held until the commit ends, so sequences become visible in their order
    private const string TakeSequences =
        "INSERT INTO event_counter (tenant, last) VALUES (?1, ?2) ON CONFLICT (tenant) DO UPDATE SET last = last + ?2 RETURNING last";

    private readonly List<PsaEvent> _staged = [];

    public bool HasStaged => _staged.Count > 0;

    public void Append(PsaEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Tenant != session.Tenant)
        {
            throw new ArgumentException($"The event is of tenant {item.Tenant}, and the session of {session.Tenant}.", nameof(item));
        }

        _staged.Add(item);
    }

    public IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        var tenant = session.Tenant;
        return session.StreamAsync(
            () => session.Context.Set<PsaEvent>().Where(e => e.Tenant == tenant && e.Sequence > sequence).OrderBy(e => e.Sequence), cancellationToken);
    }

    public void CheckStaged()
    {
    }

    public void CheckVersions(SqliteConnection connection)
    {
    }

    public void Write(SqliteConnection connection)
    {
        var writer = session.WriterOf<PsaEvent>();
        using var insert = new SqliteStatement(connection, writer.Insert);
        var sequence = Take(connection) - _staged.Count;
        foreach (var item in _staged)
        {
            sequence++;
            writer.Bind(insert, item with { Sequence = sequence });
            insert.Execute();
        }
    }

    public void Clear() => _staged.Clear();

    private long Take(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, TakeSequences);
        statement.Bind(1, session.Tenant.Value);
        statement.Bind(2, _staged.Count);
        return statement.ReadNumber()!.Value;
    }
}
