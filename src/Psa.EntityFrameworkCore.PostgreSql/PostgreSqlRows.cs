using NodaTime;
using Npgsql;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Gives the values of rows, as they are.</summary>
internal sealed class PostgreSqlRows(NpgsqlCommand command, NpgsqlDataReader reader) : IRowReader
{
    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync().ConfigureAwait(false);
        await command.DisposeAsync().ConfigureAwait(false);
    }

    public ValueTask<bool> NextAsync(CancellationToken cancellationToken) => new(reader.ReadAsync(cancellationToken));

    public bool IsNull(int place) => reader.IsDBNull(place);

    public string GetText(int place) => reader.GetString(place);

    public ReadOnlySpan<byte> GetUtf8(int place) => reader.GetFieldValue<byte[]>(place);

    public long GetLong(int place) => reader.GetInt64(place);

    public int GetInt(int place) => reader.GetInt32(place);

    public bool GetBool(int place) => reader.GetBoolean(place);

    public Guid GetGuid(int place) => reader.GetGuid(place);

    public LocalDate GetDate(int place) => LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(place));

    public Instant GetMoment(int place) => Instant.FromDateTimeUtc(reader.GetDateTime(place));

    public decimal GetDecimal(int place) => reader.GetDecimal(place);
}
