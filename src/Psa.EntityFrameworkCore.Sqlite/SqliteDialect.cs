namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>How SQLite is spoken to: ids are 16 bytes, dates and decimals text, moments ticks. Our tables can stand in a host's file, so their names are marked.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    internal static SqliteDialect Instance { get; } = new();

    internal override string Prefix => "psa_";

    internal override char Marker => '?';

    internal override Type ModelTypeOf(StoredType type) =>
        type switch
        {
            StoredType.Guid => typeof(byte[]),
            StoredType.Long or StoredType.Moment => typeof(long),
            StoredType.Int => typeof(int),
            StoredType.Bool => typeof(bool),
            _ => typeof(string),
        };

    internal override string Contains(string column, string text) => $"instr({column}, {text}) > 0";

    // a list is one JSON text, in which bytes can't stand
    internal override string IsOneOf(string column, string list, StoredType type) =>
        $"{column} IN (SELECT {(type == StoredType.Guid ? "unhex(value)" : "value")} FROM json_each({list}))";

    internal override string NothingFirst(bool descending) => string.Empty;
}
