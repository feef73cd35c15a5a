using System.Linq;
using Microsoft.EntityFrameworkCore;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>Makes the table and the indexes of each kind of record from its description.</summary>
internal sealed class RecordMapping(ModelBuilder model) : IRecordTypeVisitor<string>
{
    public string Visit<T>(RecordType<T> type)
        where T : class, IEntity<T>
    {
        var table = model.Entity<T>().ToTable(type.Name);
        table.HasKey(nameof(IEntity<>.Tenant), nameof(IEntity<>.Id));
        table.Property(e => e.Id).ValueGeneratedNever();
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite && (p.PropertyType == typeof(Money) || p.PropertyType == typeof(Money?))))
        {
            var money = table.ComplexProperty(property.PropertyType, property.Name);
            money.Property<long>(nameof(Money.MinorUnits));
            money.Property<Currency>(nameof(Money.Currency));
        }

        foreach (var column in type.DerivedColumns)
        {
            table.Property(column.Type, column.Name);
        }

        foreach (var index in type.Indexes)
        {
            string[] columns = [nameof(IEntity<>.Tenant), .. index.Columns.Select(static c => c.Name)];
            var made = table.HasIndex(columns, $"ix_{type.Name}_{index.Name}").IsUnique(index.Unique is not null);
            if (index.Only.Count > 0)
            {
                made.HasFilter(Filter(index.Only));
            }
        }

        return type.Name;
    }

    // several values that one column must not have are one list
    private static string Filter<T>(IReadOnlyList<Condition<T>> only) =>
        string.Join(" AND ", only.GroupBy(static c => (c.Column, c.Operator, IsNull: c.Value is null)).Select(static group =>
        {
            var column = PsaModel.SnakeCase(group.Key.Column.Name);
            var values = group.Select(static c => $"'{c.Value}'").ToArray();
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
