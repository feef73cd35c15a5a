using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// The statements that write one kind of record, and how a record's values get into them: made once from Entity Framework's model (table, columns, converters),
/// so that what is written in bulk is what queries read, and no table needs code of its own.
/// </summary>
internal sealed class TableWriter<T>
    where T : class
{
    private readonly List<IProperty> _columns;

    internal TableWriter(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"The model has no {typeof(T).Name}.");
        var table = Quote(entity.GetTableName()!);
        _columns = [.. entity.GetFlattenedProperties()];
        var names = _columns.ConvertAll(c => Quote(c.GetColumnName()));
        ExpectedVersion = _columns.Count + 1;
        Insert = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", Enumerable.Range(1, names.Count).Select(static n => $"?{n}"))})";
        var key = $"tenant = ?{PlaceOf("Tenant")} AND id = ?{PlaceOf("Id")}";
        var assignments = Enumerable.Range(0, names.Count).Where(n => !_columns[n].IsPrimaryKey()).Select(n => $"{names[n]} = ?{n + 1}");
        Update = $"UPDATE {table} SET {string.Join(", ", assignments)} WHERE {key} AND version = ?{ExpectedVersion}";
        Delete = $"DELETE FROM {table} WHERE tenant = ?1 AND id = ?2 AND version = ?3";
        Version = $"SELECT version FROM {table} WHERE tenant = ?1 AND id = ?2";
        Bind = CompileBind();
    }

    /// <summary>Gets the statement for a new record, to be bound by <see cref="Bind"/>.</summary>
    internal string Insert { get; }

    /// <summary>Gets the statement for a changed record, to be bound by <see cref="Bind"/> and, at <see cref="ExpectedVersion"/>, by the version that must be stored.</summary>
    internal string Update { get; }

    /// <summary>Gets the statement that removes a record: tenant, id and the version that must be stored.</summary>
    internal string Delete { get; }

    /// <summary>Gets the statement that reads a record's version: tenant and id.</summary>
    internal string Version { get; }

    /// <summary>Gets the place of the expected version in <see cref="Update"/>.</summary>
    internal int ExpectedVersion { get; }

    /// <summary>Gets what binds all values of a record.</summary>
    internal Action<SqliteStatement, T> Bind { get; }

    private static string Quote(string name) => new StringBuilder(name.Length + 2).Append('"').Append(name).Append('"').ToString();

    private int PlaceOf(string property) => _columns.FindIndex(c => c.Name == property) + 1;

    private Action<SqliteStatement, T> CompileBind()
    {
        var (statement, record) = (Expression.Parameter(typeof(SqliteStatement)), Expression.Parameter(typeof(T)));
        var binds = _columns.Select((column, n) => BindColumn(statement, Expression.Constant(n + 1), record, column));
        return Expression.Lambda<Action<SqliteStatement, T>>(Expression.Block(binds), statement, record).Compile();
    }

    private static Expression BindColumn(Expression statement, ConstantExpression place, Expression record, IProperty column)
    {
        if (column.DeclaringType is not IComplexType complex)
        {
            return BindValue(statement, place, Expression.Property(record, column.PropertyInfo!), column);
        }

        Expression value = Expression.Property(record, complex.ComplexProperty.PropertyInfo!);
        return IfPresent(statement, place, value, present => BindValue(statement, place, Expression.Property(present, column.PropertyInfo!), column));
    }

    private static Expression BindValue(Expression statement, ConstantExpression place, Expression value, IProperty column) =>
        IfPresent(statement, place, value, present => BindPresent(statement, place, present, column.GetTypeMapping().Converter));

    private static MethodCallExpression BindPresent(Expression statement, ConstantExpression place, Expression value, ValueConverter? converter)
    {
        if (converter is not null && converter.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(JsonColumn<>))
        {
            var json = Expression.Constant(type.GetProperty(nameof(JsonColumn<>.Json), BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null));
            return Expression.Call(statement, nameof(SqliteStatement.BindJson), [value.Type], place, value, json);
        }

        // ids go straight to the statement; the converter would make an array of each
        var stored = converter switch
        {
            null => value,
            _ when converter.ProviderClrType != typeof(byte[]) => Inline(converter.ConvertToProviderExpression, value),
            _ when value.Type == typeof(Guid) => value,
            _ => Expression.Property(value, nameof(TenantId.Value)),
        };
        return Expression.Call(statement, nameof(SqliteStatement.Bind), typeArguments: null, place, stored);
    }

    private static Expression IfPresent(Expression statement, ConstantExpression place, Expression value, Func<Expression, Expression> bind)
    {
        if (value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null)
        {
            return bind(value);
        }

        var isNull = Expression.Equal(value, Expression.Constant(null, value.Type));
        var present = value.Type.IsValueType ? Expression.Property(value, nameof(Nullable<>.Value)) : value;
        return Expression.IfThenElse(isNull, Expression.Call(statement, nameof(SqliteStatement.BindNull), typeArguments: null, place), bind(present));
    }

    private static Expression Inline(LambdaExpression lambda, Expression argument) => new Replacing(lambda.Parameters[0], argument).Visit(lambda.Body);

    private sealed class Replacing(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
