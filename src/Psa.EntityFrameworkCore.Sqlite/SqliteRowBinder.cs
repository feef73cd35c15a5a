using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Binds the values of a record to the parameters of a statement.</summary>
internal sealed class SqliteRowBinder : RowBinder<SqliteStatement>
{
    internal static SqliteRowBinder Instance { get; } = new();

    protected override Expression BindNull(Expression row, int place, IProperty column) =>
        Expression.Call(row, nameof(SqliteStatement.BindNull), typeArguments: null, Expression.Constant(place + 1));

    protected override Expression BindPresent(Expression row, int place, Expression value, IProperty column)
    {
        var (parameter, converter) = (Expression.Constant(place + 1), column.GetTypeMapping().Converter);
        if (PsaModel.IsJson(converter))
        {
            var json = Expression.Constant(converter!.GetType().GetProperty(nameof(JsonColumn<>.Json), BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null));
            return Expression.Call(row, nameof(SqliteStatement.BindJson), [value.Type], parameter, value, json);
        }

        // ids go straight to the statement; the converter would make an array of each
        var stored = converter switch
        {
            null => value,
            _ when converter.ProviderClrType != typeof(byte[]) => Inline(converter.ConvertToProviderExpression, value),
            _ when value.Type == typeof(Guid) => value,
            _ => Expression.Property(value, nameof(TenantId.Value)),
        };
        return Expression.Call(row, nameof(SqliteStatement.Bind), typeArguments: null, parameter, stored);
    }
}
