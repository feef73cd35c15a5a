using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Psa.EntityFrameworkCore;

/// <summary>Takes the values of a row, or of a statement, as they are: without a box or a text for each. A database implements it.</summary>
internal interface IRowWriter
{
    /// <summary>Takes nothing.</summary>
    void PutNull(int place);

    void Put(int place, string value);

    void Put(int place, long value);

    void Put(int place, int value);

    void Put(int place, bool value);

    void Put(int place, Guid value);

    void Put(int place, LocalDate value);

    void Put(int place, Instant value);

    void Put(int place, decimal value);

    void PutJson<T>(int place, T value, JsonTypeInfo<T> type);

    /// <summary>Puts JSON that is written already.</summary>
    void PutJson(int place, byte[] utf8);
}
