using System.Linq;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// Makes, once from Entity Framework's model (columns, converters), what puts a record's values into a bulk statement, so that what is written in bulk is what queries read, and
/// no table needs code of its own. A database says how it takes one value.
/// </summary>
/// <typeparam name="TRow">What takes the values of one row.</typeparam>
internal abstract class RowBinder<TRow>
{
    /// <summary>Makes what puts all values of a record, in the order of the columns.</summary>
    internal Action<TRow, T> Compile<T>(IReadOnlyList<IProperty> columns)
    {
        var (row, record) = (Expression.Parameter(typeof(TRow)), Expression.Parameter(typeof(T)));
        var binds = columns.Select((column, place) => BindColumn(row, place, record, column));
        return Expression.Lambda<Action<TRow, T>>(Expression.Block(binds), row, record).Compile();
    }

    /// <summary>Puts nothing.</summary>
    protected abstract Expression BindNull(Expression row, int place, IProperty column);

    /// <summary>Puts a value that is there, of the column's own type.</summary>
    protected abstract Expression BindPresent(Expression row, int place, Expression value, IProperty column);

    protected static Expression Inline(LambdaExpression lambda, Expression argument) => new Replacing(lambda.Parameters[0], argument).Visit(lambda.Body);

    private Expression BindColumn(Expression row, int place, Expression record, IProperty column)
    {
        if (column.DeclaringType is not IComplexType complex)
        {
            return BindValue(row, place, column.IsShadowProperty() ? Derived(record, column) : Expression.Property(record, column.PropertyInfo!), column);
        }

        Expression value = Expression.Property(record, complex.ComplexProperty.PropertyInfo!);
        return IfPresent(row, place, value, column, present => BindValue(row, place, Expression.Property(present, column.PropertyInfo!), column));
    }

    // what the record type derives from the record
    private static UnaryExpression Derived(Expression record, IProperty column)
    {
        var derived = RecordTypes.All.First(type => type.Type == record.Type).Accept(new DerivedColumn(column.Name));
        return Expression.Convert(Expression.Call(Expression.Constant(derived), nameof(Column<>.ValueOf), typeArguments: null, record), column.ClrType);
    }

    private Expression BindValue(Expression row, int place, Expression value, IProperty column) =>
        IfPresent(row, place, value, column, present => BindPresent(row, place, present, column));

    private Expression IfPresent(Expression row, int place, Expression value, IProperty column, Func<Expression, Expression> bind)
    {
        if (value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null)
        {
            return bind(value);
        }

        var isNull = Expression.Equal(value, Expression.Constant(null, value.Type));
        var present = value.Type.IsValueType ? Expression.Property(value, nameof(Nullable<>.Value)) : value;
        return Expression.IfThenElse(isNull, BindNull(row, place, column), bind(present));
    }

    private sealed class DerivedColumn(string name) : IRecordTypeVisitor<object>
    {
        public object Visit<T>(RecordType<T> type)
            where T : class, IEntity<T> =>
            type.DerivedColumns.First(column => column.Name == name);
    }

    private sealed class Replacing(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
