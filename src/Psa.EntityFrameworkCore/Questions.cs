using System.Collections;
using System.Linq;
using Psa.Events;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>Says queries in SQL. Of queries of one shape the text is the same, so that a database that has prepared it can use it again.</summary>
internal static class Questions
{
    private static readonly ValueFormat Tenants = ValueFormats.Of(typeof(TenantId));
    private static readonly ValueFormat Numbers = ValueFormats.Of(typeof(long));
    private static readonly ValueFormat Words = ValueFormats.Of(typeof(string));
    private static readonly ValueFormat Guids = ValueFormats.Of(typeof(Guid));

    /// <summary>Asks for one record.</summary>
    internal static Question Find<T>(Table<T> table, TenantId tenant, Id<T> id)
        where T : class, IEntity<T>
    {
        var question = From(table, tenant, table.Read);
        return question.Add($" AND id = {question.Value(Guids, id.Value)}");
    }

    /// <summary>Asks for the records of a query, or some columns of them.</summary>
    internal static Question Select<T>(Table<T> table, TenantId tenant, Query<T> query)
        where T : class
    {
        Question question;
        if (query.IsSorted)
        {
            // what is to be sorted is found first: a database would rather read an index that has the order, until enough of what it passes is wanted
            question = new(table.Sql, $"SELECT {table.Read} FROM (SELECT * FROM {table.Name} WHERE tenant = ");
            question.Add(question.Value(Tenants, tenant));
            var wanted = query.Where.ToLookup(condition => query.By.Columns.Contains(condition.Column) && !query.Order.Contains(condition.Column));
            question.Require(table, query, wanted[true]).Add(FormattableString.Invariant($" LIMIT {int.MaxValue}) AS found"));
            var separator = " WHERE ";
            foreach (var condition in wanted[false])
            {
                question.Add(separator).Add(Said(question, table, query, condition));
                separator = " AND ";
            }
        }
        else
        {
            question = From(table, tenant, table.Read).Require(table, query, query.Where);
        }

        // of a list of values the order doesn't matter, unless it was made by jumping or the answer is sorted
        if (query.IsSparse || query.IsSorted || !query.Where.Any(static c => c.Operator == ConditionOperator.OneOf))
        {
            Sort(question, table, query);
        }

        if (query.Limit is not null || query.Skip > 0)
        {
            question.Add($" LIMIT {question.Value(Numbers, (long)(query.Limit ?? int.MaxValue))}");
        }

        return query.Skip > 0 ? question.Add($" OFFSET {question.Value(Numbers, query.Skip)}") : question;
    }

    /// <summary>Asks how many records a query asks for, whatever it passes over and its limit.</summary>
    internal static Question Count<T>(Table<T> table, TenantId tenant, Query<T> query)
        where T : class =>
        From(table, tenant, "COUNT(*)").Require(table, query, query.Where);

    /// <summary>Asks for the ids of what an index holds of the same values as a record.</summary>
    internal static Question Same<T>(Table<T> table, TenantId tenant, RecordIndex<T> index, T record)
        where T : class, IEntity<T>
    {
        var question = From(table, tenant, "id");
        foreach (var only in index.Only.Where(static only => only is { Value: not null } or { Operator: ConditionOperator.Equal }))
        {
            question.Add(" AND ").Add(Said(question, table, only, isConstant: true));
        }

        foreach (var column in index.Columns)
        {
            question.Add(" AND ").Add(Said(question, table, new(column, ConditionOperator.Equal, column.ValueOf(record)), isConstant: false));
        }

        return question;
    }

    /// <summary>Asks which values the first bounded column of a sparse query has, each by a search in the index, however many rows have it.</summary>
    internal static (Column<T> Column, Question Question) Jump<T>(Table<T> table, TenantId tenant, Query<T> query)
        where T : class
    {
        var jump = query.Where.First(IsBound).Column;
        var (field, question) = (table[jump], new Question(table.Sql, "WITH RECURSIVE jump (found) AS (SELECT * FROM ("));
        var (name, owner) = (field.Columns[0].Quoted, question.Value(Tenants, tenant));
        var limits = string.Concat(query.Where.Where(c => c.Column == jump && IsBound(c)).Select(bound => $" AND {name} {SignOf(bound.Operator)} {question.Value(field.Format, bound.Value!)}"));
        var order = field.IsNullable ? name + table.Sql.NothingFirst(descending: false) : name;
        question.Add($"SELECT {name} FROM {table.Name} WHERE tenant = {owner}{limits} ORDER BY {order} LIMIT 1) AS head UNION ALL ")
            .Add($"SELECT (SELECT {name} FROM {table.Name} WHERE tenant = {owner} AND {name} > jump.found{limits} ORDER BY {order} LIMIT 1) FROM jump WHERE jump.found IS NOT NULL) ")
            .Add("SELECT found FROM jump WHERE found IS NOT NULL");
        return (jump, question);
    }

    /// <summary>Asks for events after a place, or for the last ones before it.</summary>
    internal static Question Events(Table<PsaEvent> table, TenantId tenant, EventFilter? filter, long sequence, int? before)
    {
        var question = From(table, tenant, table.Read);
        if (filter?.Kind is { } kind)
        {
            question.Add($" AND kind = {question.Value(Words, kind)}");
        }

        if (filter?.RecordId is { } record)
        {
            question.Add($" AND record_id = {question.Value(Guids, record)}");
        }

        if (filter?.WholeId is { } whole)
        {
            question.Add($" AND whole_id = {question.Value(Guids, whole)}");
        }

        var place = question.Value(Numbers, sequence);
        return before is { } limit
            ? question.Add($" AND sequence < {place} ORDER BY sequence DESC LIMIT {question.Value(Numbers, (long)limit)}")
            : question.Add($" AND sequence > {place} ORDER BY sequence");
    }

    // every question starts here or in the one that is sorted, so that none can forget the tenant
    private static Question From<T>(Table<T> table, TenantId tenant, string columns)
        where T : class
    {
        var question = new Question(table.Sql, $"SELECT {columns} FROM {table.Name} WHERE tenant = ");
        return question.Add(question.Value(Tenants, tenant));
    }

    private static Question Require<T>(this Question question, Table<T> table, Query<T> query, IEnumerable<Condition<T>> conditions)
        where T : class
    {
        // what the index leaves out is said as constants, so that the database sees that it serves
        foreach (var only in query.IsCovered ? query.By.Only.Where(static c => c is { Operator: ConditionOperator.NotEqual, Value: not null }) : [])
        {
            question.Add(" AND ").Add(Said(question, table, only, isConstant: true));
        }

        foreach (var condition in conditions)
        {
            question.Add(" AND ").Add(Said(question, table, query, condition));
        }

        return question;
    }

    private static string Said<T>(Question question, Table<T> table, Query<T> query, Condition<T> condition)
        where T : class =>
        Said(question, table, condition, query.By.Only.Any(only => only.Column == condition.Column && only.Operator == ConditionOperator.Equal));

    private static string Said<T>(Question question, Table<T> table, Condition<T> condition, bool isConstant)
        where T : class
    {
        var field = table[condition.Column];
        var (column, type) = (field.Columns[0].Quoted, field.Columns[0].Type);
        if (condition.Value is not { } value)
        {
            return OfNothing(column, condition.Operator);
        }

        return condition.Operator switch
        {
            ConditionOperator.OneOf => table.Sql.IsOneOf(column, question.Value(field.Format, (IEnumerable)value, isList: true), type),
            ConditionOperator.Contains => table.Sql.Contains(column, Operand()),
            ConditionOperator.NotEqual when field.IsNullable => $"({column} <> {Operand()} OR {column} IS NULL)",
            _ => $"{column} {SignOf(condition.Operator)} {Operand()}",
        };

        string Operand() => isConstant && type is StoredType.Text or StoredType.Bool ? SqlDialect.Constant(value) : question.Value(field.Format, value);
    }

    // nothing comes before everything
    private static string OfNothing(string column, ConditionOperator how) =>
        how switch
        {
            ConditionOperator.Equal or ConditionOperator.AtMost => $"{column} IS NULL",
            ConditionOperator.NotEqual or ConditionOperator.Above => $"{column} IS NOT NULL",
            _ => how == ConditionOperator.AtLeast ? "1 = 1" : "1 = 0",
        };

    private static void Sort<T>(Question question, Table<T> table, Query<T> query)
        where T : class
    {
        var separator = " ORDER BY ";
        foreach (var column in query.Order.Where(column => !query.Where.Any(c => c.Column == column && c.Operator == ConditionOperator.Equal)))
        {
            var field = table[column];
            question.Add(separator).Add(field.Columns[0].Quoted).Add(query.Descending ? " DESC" : string.Empty).Add(field.IsNullable ? table.Sql.NothingFirst(query.Descending) : string.Empty);
            separator = ", ";
        }
    }

    private static bool IsBound<T>(Condition<T> condition) =>
        condition.Operator is ConditionOperator.AtLeast or ConditionOperator.Above or ConditionOperator.AtMost or ConditionOperator.Below;

    private static string SignOf(ConditionOperator how) => how switch
    {
        ConditionOperator.Equal => "=",
        ConditionOperator.NotEqual => "<>",
        ConditionOperator.AtLeast => ">=",
        ConditionOperator.Above => ">",
        ConditionOperator.Below => "<",
        _ => "<=",
    };
}
