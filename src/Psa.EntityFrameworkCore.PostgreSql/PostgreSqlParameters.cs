using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Takes the values of a statement.</summary>
internal sealed class PostgreSqlParameters(NpgsqlParameterCollection parameters) : PostgreSqlPutter
{
    public override void PutNull(int place) => parameters.Add(new NpgsqlParameter { Value = DBNull.Value });

    public override void PutJson<T>(int place, T value, JsonTypeInfo<T> type) => PutText(place, JsonSerializer.Serialize(value, type), NpgsqlDbType.Json);

    protected override void PutValue<T>(int place, T value, NpgsqlDbType type) => parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    protected override void PutText(int place, string value, NpgsqlDbType type) => parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = type });
}
