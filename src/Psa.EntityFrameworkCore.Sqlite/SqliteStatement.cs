using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>One prepared statement that is run for many rows. It binds values as they are, without a box or a string for each, which a command's parameters would cost.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    internal SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection isn't open.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _json = new(_buffer, StoredJson.Writing);
    }

    public void Dispose()
    {
        _statement.Dispose();
        _json.Dispose();
    }

    /// <summary>Runs the statement with what is bound and gives how many rows it changed.</summary>
    internal int Execute()
    {
        var result = raw.sqlite3_step(_statement);
        var changes = result == raw.SQLITE_DONE ? raw.sqlite3_changes(_database) : 0;
        var error = result is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : Error();
        _ = raw.sqlite3_reset(_statement);
        return error is null ? changes : throw error;
    }

    /// <summary>Runs a statement that returns one number, and gives it, or <see langword="null"/> when there is no row.</summary>
    internal long? ReadNumber()
    {
        var result = raw.sqlite3_step(_statement);
        long? number = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : null;
        var error = result is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : Error();
        _ = raw.sqlite3_reset(_statement);
        return error is null ? number : throw error;
    }

    internal void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place));

    internal void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(_statement, place, value));

    internal void Bind(int place, int value) => Bind(place, (long)value);

    internal void Bind(int place, bool value) => Bind(place, value ? 1L : 0L);

    internal void Bind(int place, Guid value)
    {
        Span<byte> bytes = stackalloc byte[GuidBytes.Length];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, place, bytes));
    }

    internal void Bind(int place, string value)
    {
        _buffer.ResetWrittenCount();
        Encoding.UTF8.GetBytes(value, _buffer);
        BindBuffer(place);
    }

    internal void BindJson<T>(int place, T value, JsonTypeInfo<T> type)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, value, type);
        BindBuffer(place);
    }

    // an empty span would bind NULL
    private void BindBuffer(int place) =>
        Check(_buffer.WrittenCount == 0 ? raw.sqlite3_bind_text(_statement, place, string.Empty) : raw.sqlite3_bind_text(_statement, place, _buffer.WrittenSpan));

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Error();
        }
    }

    private SqliteException Error() =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), raw.sqlite3_errcode(_database), raw.sqlite3_extended_errcode(_database));
}
