using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>Says each table and its indexes to Entity Framework, which makes migrations of them and does nothing else.</summary>
internal sealed class RecordMapping(ModelBuilder model, SqlDialect sql) : IRecordTypeVisitor<string>
{
    public string Visit<T>(RecordType<T> type)
        where T : class, IEntity<T>
    {
        var entity = Map(type.Name, sql.Of(type), "tenant", "id");
        foreach (var index in type.Indexes)
        {
            var made = Index(entity, type.Name, index.Name, [.. index.Columns.Select(static c => SnakeCase.Of(c.Name))]).IsUnique(index.Unique is not null);
            if (index.Only.Count > 0)
            {
                made.HasFilter(Filter(index.Only));
            }
        }

        return type.Name;
    }

    /// <summary>Says the table of the events, and that of the last sequence of each tenant: one row a tenant, held by the commit that appends.</summary>
    internal void MapEvents()
    {
        var events = Map(SqlDialect.EventTable, sql.Events(), "tenant", "sequence");
        Index(events, SqlDialect.EventTable, "by_record", ["record_id", "sequence"]);
        Index(events, SqlDialect.EventTable, "by_whole", ["whole_id", "sequence"]);
        Index(events, SqlDialect.EventTable, "by_kind", ["kind", "sequence"]);
        var counters = Table("event_counter");
        Add(counters, new("tenant", StoredType.Guid), isNullable: false);
        Add(counters, new("last", StoredType.Long), isNullable: false);
        Key(counters, "event_counter", "tenant");
    }

    private EntityTypeBuilder<Dictionary<string, object>> Map<T>(string name, Table<T> table, params string[] key)
        where T : class
    {
        var entity = Table(name);
        foreach (var field in table.Fields)
        {
            foreach (var column in field.Columns)
            {
                Add(entity, column, field.IsNullable);
            }
        }

        Key(entity, name, key);
        return entity;
    }

    private EntityTypeBuilder<Dictionary<string, object>> Table(string name) => model.SharedTypeEntity<Dictionary<string, object>>(name).ToTable(sql.Prefix + name, sql.Schema);

    private void Key(EntityTypeBuilder entity, string table, params string[] columns) => entity.HasKey(columns).HasName($"pk_{sql.Prefix}{table}");

    private IndexBuilder Index(EntityTypeBuilder entity, string table, string name, string[] columns) => entity.HasIndex(["tenant", .. columns], $"ix_{sql.Prefix}{table}_{name}");

    private void Add(EntityTypeBuilder entity, StoredColumn column, bool isNullable)
    {
        var type = sql.ModelTypeOf(column.Type);
        var property = entity.IndexerProperty(isNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type, column.Name).IsRequired(!isNullable).ValueGeneratedNever();
        if (column.Type == StoredType.Json)
        {
            property.Metadata.SetColumnType(sql.JsonType);
        }
        else if (column.Type == StoredType.Text)
        {
            property.Metadata.SetCollation(sql.Collation);
        }
    }

    // several values that one column must not have are one list
    private static string Filter<T>(IReadOnlyList<Condition<T>> only) =>
        string.Join(" AND ", only.GroupBy(static c => (c.Column, c.Operator, IsNull: c.Value is null)).Select(static group =>
        {
            var column = $"\"{SnakeCase.Of(group.Key.Column.Name)}\""; // a name may be a word of SQL
            var values = group.Select(static c => c.Value is { } value ? SqlDialect.Constant(value) : string.Empty).ToArray();
            return (group.Key.Operator, group.Key.IsNull, values.Length) switch
            {
                (ConditionOperator.NotEqual, true, _) => $"{column} IS NOT NULL",
                (ConditionOperator.Equal, true, _) => $"{column} IS NULL",
                (ConditionOperator.NotEqual, _, 1) => $"{column} <> {values[0]}",
                (ConditionOperator.NotEqual, _, _) => $"{column} NOT IN ({string.Join(", ", values)})",
                (ConditionOperator.Equal, false, 1) => $"{column} = {values[0]}",
                _ => throw new InvalidOperationException($"No index can hold only what fulfils {group.Key.Operator} of {group.Key.Column}."),
            };
        }));
}
