using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>Writes queries as Entity Framework's.</summary>
internal static class QueryTranslation
{
    private static readonly MethodInfo Compare = ((Func<string?, string?, int>)string.Compare).Method;
    private static readonly MethodInfo Constant = ((Func<int, int>)EF.Constant).Method.GetGenericMethodDefinition();
    private static readonly MethodInfo Parameter = ((Func<int, int>)EF.Parameter).Method.GetGenericMethodDefinition();
    private static readonly MethodInfo Contains = ((Func<IEnumerable<int>, int, bool>)Enumerable.Contains).Method.GetGenericMethodDefinition();
    private static readonly MethodInfo HasText = ((Func<string, bool>)string.Empty.Contains).Method;
    private static readonly MethodInfo Derived = ((Func<object, string, int>)EF.Property<int>).Method.GetGenericMethodDefinition();

    internal static IQueryable<T> Apply<T>(IQueryable<T> rows, Query<T> query)
    {
        var found = query.IsSorted ? FindFirst(rows, query) : Where(rows, query);

        // of a list of values the order doesn't matter, unless it was made by jumping or the answer is sorted
        found = query.IsSparse || query.IsSorted || !query.Where.Any(static c => c.Operator == ConditionOperator.OneOf) ? Sort(found, query) : found;
        found = query.Skip > 0 ? found.Skip((int)Math.Min(query.Skip, int.MaxValue)) : found;
        return query.Limit is { } limit ? found.Take(limit) : found;
    }

    internal static IQueryable<T> Where<T>(IQueryable<T> rows, Query<T> query) => Where(rows, query, query.Where);

    // what is to be sorted is found first: a database would rather read an index that has the order, until enough of what it passes is wanted
    private static IQueryable<T> FindFirst<T>(IQueryable<T> rows, Query<T> query)
    {
        var wanted = query.Where.ToLookup(condition => query.By.Columns.Contains(condition.Column) && !query.Order.Contains(condition.Column));
        return Where(Where(rows, query, wanted[true]).Take(int.MaxValue), query, wanted[false]);
    }

    private static IQueryable<T> Where<T>(IQueryable<T> rows, Query<T> query, IEnumerable<Condition<T>> conditions)
    {
        // what the index leaves out is said as constants, so that the database sees that it serves
        foreach (var only in query.IsCovered ? query.By.Only.Where(static c => c is { Operator: ConditionOperator.NotEqual, Value: not null }) : [])
        {
            rows = rows.Where(Predicate(only, Constant));
        }

        foreach (var condition in conditions)
        {
            rows = rows.Where(Predicate(condition, query.By.Only.Any(only => only.Column == condition.Column && only.Operator == ConditionOperator.Equal) ? Constant : Parameter));
        }

        return rows;
    }

    /// <summary>Finds what an index holds of the same values as a record.</summary>
    internal static IQueryable<T> Same<T>(IQueryable<T> rows, RecordIndex<T> index, T record)
    {
        var values = index.Columns.Select(column => new Condition<T>(column, ConditionOperator.Equal, column.ValueOf(record)));
        return index.Only.Where(static only => only is { Value: not null } or { Operator: ConditionOperator.Equal }).Select(static only => (only, Constant)).Concat(values.Select(value => (value, Parameter)))
            .Aggregate(rows, static (found, condition) => found.Where(Predicate(condition.Item1, condition.Item2)));
    }

    private static IQueryable<T> Sort<T>(IQueryable<T> rows, Query<T> query)
    {
        var isFirst = true;
        var columns = query.Order.Where(column => !query.Where.Any(c => c.Column == column && c.Operator == ConditionOperator.Equal));
        foreach (var column in columns)
        {
            var row = Expression.Parameter(typeof(T));
            var key = Expression.Lambda(ValueOf(row, column), row);
            var method = (isFirst ? "OrderBy" : "ThenBy") + (query.Descending ? "Descending" : string.Empty);
            rows = rows.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), method, [typeof(T), key.ReturnType], rows.Expression, Expression.Quote(key)));
            isFirst = false;
        }

        return rows;
    }

    private static Expression<Func<T, bool>> Predicate<T>(Condition<T> condition, MethodInfo how)
    {
        var row = Expression.Parameter(typeof(T));
        var property = ValueOf(row, condition.Column);
        if (condition.Value is null)
        {
            return Expression.Lambda<Func<T, bool>>(OfNothing(property, condition.Operator), row);
        }

        if (condition.Operator == ConditionOperator.OneOf)
        {
            // none of the values is nothing
            var present = Nullable.GetUnderlyingType(property.Type) is null ? property : Expression.Property(property, nameof(Nullable<>.Value));
            var values = Array.CreateInstance(present.Type, ((System.Collections.ICollection)condition.Value!).Count);
            var place = 0;
            foreach (var value in (System.Collections.IEnumerable)condition.Value)
            {
                values.SetValue(value, place++);
            }

            var list = Expression.Call(how.MakeGenericMethod(values.GetType()), Expression.Constant(values));
            return Expression.Lambda<Func<T, bool>>(Expression.Call(Contains.MakeGenericMethod(present.Type), list, present), row);
        }

        if (condition.Operator == ConditionOperator.Contains)
        {
            return Expression.Lambda<Func<T, bool>>(Expression.Call(property, HasText, Expression.Call(how.MakeGenericMethod(typeof(string)), Expression.Constant(condition.Value))), row);
        }

        Expression operand = Expression.Call(how.MakeGenericMethod(property.Type), Expression.Constant(condition.Value, property.Type));
        Expression left = property;
        if (property.Type == typeof(string) && condition.Operator is not (ConditionOperator.Equal or ConditionOperator.NotEqual))
        {
            // text has no operators of order in .NET: what is compared is its place before or after the other, which a database says with its own
            (left, operand) = (Expression.Call(Compare, property, operand), Expression.Constant(0));
        }

        return Expression.Lambda<Func<T, bool>>(
            condition.Operator switch
            {
                ConditionOperator.Equal => Expression.Equal(property, operand),
                ConditionOperator.NotEqual => Expression.NotEqual(property, operand),
                ConditionOperator.AtLeast => Expression.GreaterThanOrEqual(left, operand),
                ConditionOperator.Above => Expression.GreaterThan(left, operand),
                ConditionOperator.Below => Expression.LessThan(left, operand),
                _ => Expression.LessThanOrEqual(left, operand),
            },
            row);
    }

    // what a record type derives from a record is a column that the record doesn't show
    private static Expression ValueOf<T>(ParameterExpression row, Column<T> column) =>
        column.IsDerived ? Expression.Call(Derived.MakeGenericMethod(column.Type), row, Expression.Constant(column.Name)) : Expression.Property(row, column.Name);

    // nothing comes before everything
    private static Expression OfNothing(Expression property, ConditionOperator how)
    {
        var nothing = Expression.Constant(null, property.Type);
        return how switch
        {
            ConditionOperator.Equal or ConditionOperator.AtMost => Expression.Equal(property, nothing),
            ConditionOperator.NotEqual or ConditionOperator.Above => Expression.NotEqual(property, nothing),
            _ => Expression.Constant(how == ConditionOperator.AtLeast),
        };
    }
}
