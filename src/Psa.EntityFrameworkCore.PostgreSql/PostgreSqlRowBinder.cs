using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
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

        var stored = mapping.Converter is { } converter ? Inline(converter.ConvertToProviderExpression, value) : value;
        return Expression.Call(row, nameof(CopyRow.Put), [stored.Type], stored, Expression.Constant(Types[mapping.StoreType]));
    }
}
