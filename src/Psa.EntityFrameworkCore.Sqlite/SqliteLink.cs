using System.Buffers;
using System.Collections;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>A connection with the statements that were prepared on it, which are used again: preparing costs more than running most of them.</summary>
/// <param name="connection">The connection.</param>
/// <param name="giveBack">Keeps the link for the next session, or closes it; <see langword="null"/> for a host's connection, which stays open.</param>
internal sealed class SqliteLink(SqliteConnection connection, Action<SqliteLink>? giveBack) : StoreConnection
{
    internal const int GuidLength = 16;

    // filters can be combined in many ways; a statement takes some ten kilobytes
    private const int MostKept = 200;

    private readonly Dictionary<string, SqliteStatement> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<SqliteStatement> _inUse = [];

    internal SqliteConnection Connection => connection;

    internal override DbConnection Driver => connection;

    internal sqlite3 Handle { get; } = connection.Handle ?? throw new InvalidOperationException("The connection isn't open.");

    /// <summary>Gets where text is made: for one value at a time.</summary>
    internal ArrayBufferWriter<byte> Buffer { get; } = new(4096);

    /// <summary>Gets what writes JSON into <see cref="Buffer"/>.</summary>
    internal Utf8JsonWriter Json => field ??= new(Buffer, StoredJson.Writing);

    /// <summary>Gets whether rows of a statement are still being read.</summary>
    internal bool IsReading => _inUse.Count > 0;

    public override ValueTask DisposeAsync()
    {
        if (giveBack is null)
        {
            ForgetStatements();
        }
        else
        {
            giveBack(this);
        }

        return ValueTask.CompletedTask;
    }

    internal override ValueTask<IRowReader> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var statement = Take(question.Text);
        try
        {
            for (var place = 0; place < question.Values.Count; place++)
            {
                var (format, value, isList) = question.Values[place];
                if (isList)
                {
                    PutList(statement, place, format, (IEnumerable)value);
                }
                else
                {
                    format.PutAny(statement, place, value);
                }
            }

            return ValueTask.FromResult<IRowReader>(statement);
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    /// <summary>Takes a statement, prepared before or now; disposed, it is kept.</summary>
    internal SqliteStatement Take(string sql)
    {
        var statement = _kept.Remove(sql, out var kept) ? kept : new(this, sql);
        _inUse.Add(statement);
        return statement;
    }

    internal void TakeBack(SqliteStatement statement)
    {
        if (!_inUse.Remove(statement))
        {
            return; // the link was closed before
        }

        statement.Reset();
        if (_kept.Count >= MostKept || !_kept.TryAdd(statement.Sql, statement))
        {
            statement.Close();
        }
    }

    /// <summary>Closes the connection and all that is prepared on it: as long as a statement is left, SQLite keeps the file open.</summary>
    internal void Close()
    {
        ForgetStatements();
        connection.Dispose();
    }

    private void ForgetStatements()
    {
        foreach (var statement in _inUse)
        {
            statement.Close();
        }

        foreach (var statement in _kept.Values)
        {
            statement.Close();
        }

        _inUse.Clear();
        _kept.Clear();
    }

    private void PutList(SqliteStatement statement, int place, ValueFormat format, IEnumerable values)
    {
        Buffer.ResetWrittenCount();
        Json.Reset();
        var list = new SqliteList(Json);
        Json.WriteStartArray();
        foreach (var value in values)
        {
            format.PutAny(list, 0, value);
        }

        Json.WriteEndArray();
        Json.Flush();
        statement.PutUtf8(place, Buffer.WrittenSpan);
    }
}
