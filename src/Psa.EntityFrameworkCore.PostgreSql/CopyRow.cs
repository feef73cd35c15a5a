using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Takes the values of one row after the other for COPY, as they are and in the order of the columns: without a box or a string for each.</summary>
internal sealed class CopyRow(NpgsqlBinaryImporter importer) : PostgreSqlPutter, IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter? _json;

    public void Dispose() => _json?.Dispose();

    public override void PutNull(int place) => importer.WriteNull();

    public override void PutJson<T>(int place, T value, JsonTypeInfo<T> type)
    {
        _buffer.ResetWrittenCount();
        _json ??= new(_buffer, StoredJson.Writing);
        _json.Reset();
        JsonSerializer.Serialize(_json, value, type);
        importer.Write(_buffer.WrittenMemory, NpgsqlDbType.Json);
    }

    public override void PutJson(int place, byte[] utf8) => importer.Write(utf8, NpgsqlDbType.Json);

    protected override void PutValue<T>(int place, T value, NpgsqlDbType type) => importer.Write(value, type);

    protected override void PutText(int place, string value, NpgsqlDbType type) => importer.Write(value, type);
}
