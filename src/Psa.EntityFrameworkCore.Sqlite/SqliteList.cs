using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Takes the values of a list, which SQLite is given as one JSON text. Bytes stand in it as hexadecimal digits.</summary>
internal sealed class SqliteList(Utf8JsonWriter json) : IRowWriter
{
    public void PutNull(int place) => json.WriteNullValue();

    public void Put(int place, string value) => json.WriteStringValue(value);

    public void Put(int place, long value) => json.WriteNumberValue(value);

    public void Put(int place, int value) => json.WriteNumberValue(value);

    public void Put(int place, bool value) => json.WriteNumberValue(value ? 1 : 0);

    public void Put(int place, Instant value) => json.WriteNumberValue(value.ToUnixTimeTicks());

    public void Put(int place, Guid value)
    {
        Span<byte> bytes = stackalloc byte[SqliteLink.GuidLength];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<byte> digits = stackalloc byte[SqliteLink.GuidLength * 2];
        Convert.TryToHexString(bytes, digits, out _);
        json.WriteStringValue(digits);
    }

    public void Put(int place, LocalDate value)
    {
        Span<byte> text = stackalloc byte[SqliteText.Longest];
        json.WriteStringValue(text[..SqliteText.Write(value, text)]);
    }

    public void Put(int place, decimal value)
    {
        Span<byte> text = stackalloc byte[SqliteText.Longest];
        json.WriteStringValue(text[..SqliteText.Write(value, text)]);
    }

    public void PutJson<T>(int place, T value, JsonTypeInfo<T> type) => PutJson(place, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public void PutJson(int place, byte[] utf8) => json.WriteStringValue(utf8);
}
