using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Puts the values of a record into a row of COPY.</summary>
internal sealed class PostgreSqlRowBinder : RowBinder<CopyRow>
{
    // COPY converts nothing, so each value goes as the very type of its column
    private static readonly Dictionary<string, NpgsqlDbType> Types = new(StringComparer.Ordinal)
    {
        ["uuid"] = NpgsqlDbType.Uuid,
        ["text"] = NpgsqlDbType.Text,
        ["bigint"] = NpgsqlDbType.Bigint,
        ["integer"] = NpgsqlDbType.Integer,
        ["boolean"] = NpgsqlDbType.Boolean,
        ["numeric"] = NpgsqlDbType.Numeric,
        ["date"] = NpgsqlDbType.Date,
        ["timestamp with time zone"] = NpgsqlDbType.TimestampTz,
    };

    internal static PostgreSqlRowBinder Instance { get; } = new();

    protected override Expression BindNull(Expression row, int place, IProperty column) => Expression.Call(row, nameof(CopyRow.PutNull), typeArguments: null);

    protected override Expression BindPresent(Expression row, int place, Expression value, IProperty column)
    {
        var mapping = column.GetRelationalTypeMapping();
        if (PsaModel.IsJson(mapping.Converter))
        {
            var json = Expression.Constant(mapping.Converter!.GetType().GetProperty(nameof(JsonColumn<>.Json), BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null));
            return Expression.Call(row, nameof(CopyRow.PutJson), [value.Type], value, json);
        }

        // where a bound of a query is cut, a value to be kept is refused
        var stored = mapping.Converter switch
        {
            null => value,
            DateColumn => Expression.Call(value, nameof(LocalDate.ToDateOnly), typeArguments: null),
            InstantColumn => Expression.Call(value, nameof(Instant.ToDateTimeUtc), typeArguments: null),
            var converter => Inline(converter.ConvertToProviderExpression, value),
        };
        return Expression.Call(row, nameof(CopyRow.Put), [stored.Type], stored, Expression.Constant(Types[mapping.StoreType]));
    }
}
