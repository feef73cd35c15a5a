using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>
/// A prepared statement: it takes the values of one row after the other, or gives them, without a box or a text for each, which a command's parameters and a reader would cost.
/// Places count from 0. Disposed, it goes back to its connection, to be used again.
/// </summary>
internal sealed class SqliteStatement : IRowWriter, IRowReader, IDisposable
{
    // SQLite keeps a statement that will be used often where it costs no short-lived memory
    private const uint Persistent = 1;

    private readonly SqliteLink _link;
    private readonly sqlite3_stmt _statement;
    private readonly HeldValue[] _held = [];

    internal SqliteStatement(SqliteLink link, string sql)
    {
        (_link, Sql) = (link, sql);
        Check(raw.sqlite3_prepare_v3(link.Handle, sql, Persistent, out _statement));
        _held = new HeldValue[raw.sqlite3_bind_parameter_count(_statement)];
    }

    internal string Sql { get; }

    public void Dispose() => _link.TakeBack(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends a run, so that the statement holds nothing.</summary>
    internal void Reset() => _ = raw.sqlite3_reset(_statement);

    /// <summary>Forgets the statement for good.</summary>
    internal void Close() => _statement.Dispose();

    /// <summary>Runs the statement with what is bound and gives how many rows it changed.</summary>
    internal int Execute()
    {
        var result = raw.sqlite3_step(_statement);
        var changes = result == raw.SQLITE_DONE ? raw.sqlite3_changes(_link.Handle) : 0;
        var error = result is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : Error();
        Reset();
        return error is null ? changes : throw error;
    }

    /// <summary>Runs a statement that returns one number, and gives it, or <see langword="null"/> when there is no row.</summary>
    internal long? ReadNumber()
    {
        try
        {
            return Next() ? GetLong(0) : null;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row; tells whether there is one.</summary>
    internal bool Next() =>
        raw.sqlite3_step(_statement) switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw Error(),
        };

    public ValueTask<bool> NextAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Next());

    public void PutNull(int place)
    {
        if (_held[place].Replace())
        {
            Check(raw.sqlite3_bind_null(_statement, place + 1));
        }
    }

    public void Put(int place, long value)
    {
        if (_held[place].Replace(value))
        {
            Check(raw.sqlite3_bind_int64(_statement, place + 1, value));
        }
    }

    public void Put(int place, int value) => Put(place, (long)value);

    public void Put(int place, bool value) => Put(place, value ? 1L : 0L);

    public void Put(int place, Instant value) => Put(place, value.ToUnixTimeTicks());

    public void Put(int place, Guid value)
    {
        if (!_held[place].Replace(value))
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[SqliteLink.GuidLength];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, place + 1, bytes));
    }

    public void Put(int place, LocalDate value)
    {
        if (_held[place].Replace(value))
        {
            Span<byte> text = stackalloc byte[SqliteText.Longest];
            Bind(place, text[..SqliteText.Write(value, text)]);
        }
    }

    public void Put(int place, decimal value)
    {
        Span<byte> text = stackalloc byte[SqliteText.Longest];
        PutUtf8(place, text[..SqliteText.Write(value, text)]);
    }

    public void Put(int place, string value)
    {
        if (!_held[place].ReplaceObject(value))
        {
            return;
        }

        var buffer = _link.Buffer;
        buffer.ResetWrittenCount();
        Encoding.UTF8.GetBytes(value, buffer);
        Bind(place, buffer.WrittenSpan);
    }

    public void PutJson<T>(int place, T value, JsonTypeInfo<T> type)
    {
        var (buffer, json) = (_link.Buffer, _link.Json);
        buffer.ResetWrittenCount();
        json.Reset();
        JsonSerializer.Serialize(json, value, type);
        PutUtf8(place, buffer.WrittenSpan);
    }

    public void PutJson(int place, byte[] utf8)
    {
        if (_held[place].ReplaceObject(utf8))
        {
            Bind(place, utf8);
        }
    }

    /// <summary>Puts text that is bytes already.</summary>
    internal void PutUtf8(int place, ReadOnlySpan<byte> text)
    {
        _held[place].Forget();
        Bind(place, text);
    }

    public bool IsNull(int place) => raw.sqlite3_column_type(_statement, place) == raw.SQLITE_NULL;

    public string GetText(int place) => Encoding.UTF8.GetString(GetUtf8(place));

    public ReadOnlySpan<byte> GetUtf8(int place) => raw.sqlite3_column_blob(_statement, place);

    public long GetLong(int place) =>
        raw.sqlite3_column_type(_statement, place) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(_statement, place) : throw new InvalidCastException("A column for whole numbers has something else.");

    public int GetInt(int place) => checked((int)GetLong(place));

    public bool GetBool(int place) => GetLong(place) != 0;

    public Guid GetGuid(int place) =>
        raw.sqlite3_column_blob(_statement, place) is { Length: SqliteLink.GuidLength } bytes ? new(bytes, bigEndian: true) : throw new InvalidCastException("A column for ids has something else.");

    public LocalDate GetDate(int place) => SqliteText.ReadDate(GetUtf8(place));

    public Instant GetMoment(int place) => Instant.FromUnixTimeTicks(GetLong(place));

    public decimal GetDecimal(int place) => SqliteText.ReadDecimal(GetUtf8(place));

    // an empty span would put nothing
    private void Bind(int place, ReadOnlySpan<byte> text) =>
        Check(text.IsEmpty ? raw.sqlite3_bind_text(_statement, place + 1, string.Empty) : raw.sqlite3_bind_text(_statement, place + 1, text));

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            // what the place has after that isn't said
            Array.Clear(_held);
            throw Error();
        }
    }

    private SqliteException Error() =>
        new(raw.sqlite3_errmsg(_link.Handle).utf8_to_string(), raw.sqlite3_errcode(_link.Handle), raw.sqlite3_extended_errcode(_link.Handle));
}
