using NodaTime;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>How SQLite keeps values: ids as 16 bytes, dates and decimals as text, moments as ticks. Our tables can stand in a host's file, so their names are marked.</summary>
internal sealed class SqliteTypes : DatabaseTypes
{
    internal static SqliteTypes Instance { get; } = new();

    internal override string Prefix => "psa_";

    protected override Type ConverterOfValue(Type type) =>
        type switch
        {
            _ when type == typeof(TenantId) => typeof(TenantColumn),
            _ when type == typeof(Guid) => typeof(GuidColumn),
            _ when type == typeof(LocalDate) => typeof(DateColumn),
            _ when type == typeof(Instant) => typeof(InstantColumn),
            _ when type == typeof(decimal) => typeof(DecimalColumn),
            _ => typeof(IdColumn<>).MakeGenericType(type.GetGenericArguments()),
        };
}
