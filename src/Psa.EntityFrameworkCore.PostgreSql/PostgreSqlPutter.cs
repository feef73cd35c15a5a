using System.Text;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Turns our values into the driver's. A bound before the year 1, as "always" has, is the first day there is; a date to be kept is never cut.</summary>
internal abstract class PostgreSqlPutter : IRowWriter
{
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);

    public abstract void PutNull(int place);

    public void Put(int place, string value) => PutText(place, value, NpgsqlDbType.Text);

    public void Put(int place, long value) => PutValue(place, value, NpgsqlDbType.Bigint);

    public void Put(int place, int value) => PutValue(place, value, NpgsqlDbType.Integer);

    public void Put(int place, bool value) => PutValue(place, value, NpgsqlDbType.Boolean);

    public void Put(int place, Guid value) => PutValue(place, value, NpgsqlDbType.Uuid);

    public void Put(int place, LocalDate value) => PutValue(place, value.Year < 1 ? DateOnly.MinValue : value.ToDateOnly(), NpgsqlDbType.Date);

    public void Put(int place, Instant value) => PutValue(place, Instant.Max(value, First).ToDateTimeUtc(), NpgsqlDbType.TimestampTz);

    public void Put(int place, decimal value) => PutValue(place, value, NpgsqlDbType.Numeric);

    public abstract void PutJson<T>(int place, T value, JsonTypeInfo<T> type);

    public virtual void PutJson(int place, byte[] utf8) => PutText(place, Encoding.UTF8.GetString(utf8), NpgsqlDbType.Json);

    protected abstract void PutValue<T>(int place, T value, NpgsqlDbType type)
        where T : struct;

    protected abstract void PutText(int place, string value, NpgsqlDbType type);
}
