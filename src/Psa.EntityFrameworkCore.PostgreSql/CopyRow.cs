using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Takes the values of one row after the other for COPY, as they are: without a box or a string for each.</summary>
internal sealed class CopyRow(NpgsqlBinaryImporter importer) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter? _json;

    public void Dispose() => _json?.Dispose();

    internal void PutNull() => importer.WriteNull();

    internal void Put<TValue>(TValue value, NpgsqlDbType type) => importer.Write(value, type);

    internal void PutJson<TValue>(TValue value, JsonTypeInfo<TValue> type)
    {
        _buffer.ResetWrittenCount();
        _json ??= new(_buffer, StoredJson.Writing);
        _json.Reset();
        JsonSerializer.Serialize(_json, value, type);
        importer.Write(_buffer.WrittenMemory, NpgsqlDbType.Json);
    }
}
