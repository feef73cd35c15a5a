using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>Reads which values the first bounded column of a sparse query has, each by a search in the index, however many rows have it.</summary>
internal static class IndexJump
{
    internal static async Task<(Column<T> Column, IReadOnlyList<object> Values)> ValuesAsync<T>(
        PsaDbContext context, TenantId tenant, Query<T> query, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        var jump = query.Where.First(IsBound).Column;
        var entity = context.Model.FindEntityType(typeof(T))!;
        var (column, owner) = (entity.FindProperty(jump.Name)!, entity.FindProperty(nameof(IEntity<>.Tenant))!);
        List<object> parameters = [Stored(owner, tenant)];
        var limits = string.Concat(query.Where.Where(c => c.Column == jump && IsBound(c)).Select(bound =>
        {
            parameters.Add(Stored(column, bound.Value!));
            return $" AND {column.GetColumnName()} {SignOf(bound.Operator)} {{{parameters.Count - 1}}}";
        }));
        var (names, name) = (context.GetService<ISqlGenerationHelper>(), column.GetColumnName());
        var (table, order) = (names.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema()), column.IsNullable ? $"{name} NULLS FIRST" : name);
        var first = $"SELECT {name} FROM {table} WHERE tenant = {"{0}"}{limits} ORDER BY {order} LIMIT 1";
        var next = $"SELECT {name} FROM {table} WHERE tenant = {"{0}"} AND {name} > jump.found{limits} ORDER BY {order} LIMIT 1";
        var sql = $"""
            WITH RECURSIVE jump (found) AS (
                SELECT * FROM ({first}) AS head
                UNION ALL
                SELECT ({next}) FROM jump WHERE jump.found IS NOT NULL)
            SELECT found AS "Value" FROM jump WHERE found IS NOT NULL
            """;
        var values = await StoredType(column).GetValuesAsync(context, sql, [.. parameters], cancellationToken).ConfigureAwait(false);
        var converter = column.GetTypeMapping().Converter;
        return (jump, values.ConvertAll(value => converter is null ? value : converter.ConvertFromProvider(value)!));
    }

    private static bool IsBound<T>(Condition<T> condition) =>
        condition.Operator is ConditionOperator.AtLeast or ConditionOperator.Above or ConditionOperator.AtMost or ConditionOperator.Below;

    private static string SignOf(ConditionOperator bound) => bound switch
    {
        ConditionOperator.AtLeast => ">=",
        ConditionOperator.Above => ">",
        ConditionOperator.Below => "<",
        _ => "<=",
    };

    private static object Stored(IProperty property, object value) => property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value;

    private static Reading StoredType(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return (Reading)Activator.CreateInstance(typeof(Reading<>).MakeGenericType(Nullable.GetUnderlyingType(type) ?? type))!;
    }

    private abstract class Reading
    {
        internal abstract Task<List<object>> GetValuesAsync(PsaDbContext context, string sql, object[] parameters, CancellationToken cancellationToken);
    }

    private sealed class Reading<TValue> : Reading
        where TValue : notnull
    {
        internal override async Task<List<object>> GetValuesAsync(PsaDbContext context, string sql, object[] parameters, CancellationToken cancellationToken) =>
            (await context.Database.SqlQueryRaw<TValue>(sql, parameters).ToListAsync(cancellationToken).ConfigureAwait(false)).ConvertAll(static value => (object)value);
    }
}
