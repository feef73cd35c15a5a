using NodaTime;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// How PostgreSQL keeps values: ids, dates, moments and decimals in its own types, the decimals with all their digits. Text is compared by its code points whatever the database's
/// own locale says. Our tables stand in a schema.
/// </summary>
internal sealed class PostgreSqlTypes(string schema) : DatabaseTypes
{
    /// <summary>What migrations call the schema; it becomes the store's when they are run.</summary>
    internal const string AnySchema = "{schema}";

    internal override string Schema { get; } = schema;

    // keeps the text as it is, where jsonb would sort and round what stands in it
    internal override string JsonType => "json";

    internal override string Collation => "C";

    protected override Type? ConverterOfValue(Type type) =>
        type switch
        {
            _ when type == typeof(Guid) || type == typeof(decimal) => null,
            _ when type == typeof(TenantId) => typeof(TenantColumn),
            _ when type == typeof(LocalDate) => typeof(DateColumn),
            _ when type == typeof(Instant) => typeof(InstantColumn),
            _ => typeof(IdColumn<>).MakeGenericType(type.GetGenericArguments()),
        };
}
