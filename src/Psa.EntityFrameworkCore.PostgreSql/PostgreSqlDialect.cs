using System.Collections.Concurrent;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// How PostgreSQL is spoken to: ids, dates, moments and decimals are of its own types, the decimals with all their digits. Text is compared by its code points whatever the
/// database's own locale says. Our tables stand in a schema.
/// </summary>
internal sealed class PostgreSqlDialect(string schema) : SqlDialect
{
    /// <summary>What migrations call the schema; it becomes the store's when they are run.</summary>
    internal const string AnySchema = "{schema}";

    private readonly ConcurrentDictionary<Type, object> _writers = new();

    internal override string Schema { get; } = schema;

    // keeps the text as it is, where jsonb would sort and round what stands in it
    internal override string JsonType => "json";

    internal override string Collation => "C";

    internal override char Marker => '$';

    /// <summary>Gets the statement that takes the next sequences of a tenant's events: tenant and how many; it gives the last.</summary>
    internal string TakeSequences { get; } =
        $"INSERT INTO \"{schema}\".event_counter AS counter (tenant, last) VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET last = counter.last + $2 RETURNING last";

#pragma warning disable RS0030 // the driver's type
    internal override Type ModelTypeOf(StoredType type) =>
        type switch
        {
            StoredType.Guid => typeof(Guid),
            StoredType.Long => typeof(long),
            StoredType.Int => typeof(int),
            StoredType.Bool => typeof(bool),
            StoredType.Date => typeof(DateOnly),
            StoredType.Moment => typeof(DateTime),
            StoredType.Decimal => typeof(decimal),
            _ => typeof(string),
        };
#pragma warning restore RS0030

    internal override string Contains(string column, string text) => $"strpos({column}, {text}) > 0";

    internal override string IsOneOf(string column, string list, StoredType type) => $"{column} = ANY ({list})";

    internal override string NothingFirst(bool descending) => descending ? " NULLS LAST" : " NULLS FIRST";

    internal PostgreSqlWriter<T> WriterOf<T>(Table<T> table)
        where T : class =>
        (PostgreSqlWriter<T>)_writers.GetOrAdd(typeof(T), static (_, known) => new PostgreSqlWriter<T>(known), table);

    /// <summary>Gives the driver's name of a type.</summary>
    internal static NpgsqlDbType TypeOf(StoredType type) =>
        type switch
        {
            StoredType.Guid => NpgsqlDbType.Uuid,
            StoredType.Long => NpgsqlDbType.Bigint,
            StoredType.Int => NpgsqlDbType.Integer,
            StoredType.Bool => NpgsqlDbType.Boolean,
            StoredType.Date => NpgsqlDbType.Date,
            StoredType.Moment => NpgsqlDbType.TimestampTz,
            StoredType.Decimal => NpgsqlDbType.Numeric,
            StoredType.Json => NpgsqlDbType.Json,
            _ => NpgsqlDbType.Text,
        };
}
