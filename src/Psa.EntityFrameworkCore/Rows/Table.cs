using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>The table of one kind of record: made once from the record's properties, and all that reading, writing and the model need of it.</summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed class Table<T>
    where T : class
{
    private readonly Dictionary<string, Field<T>> _byName;
    private readonly Field<T>[] _read;

    /// <summary>Makes the table of a kind of record.</summary>
    /// <param name="sql">How the database speaks.</param>
    /// <param name="name">The name.</param>
    /// <param name="derived">What is kept beside the records.</param>
    internal Table(SqlDialect sql, string name, IReadOnlyList<Column<T>> derived)
    {
        var fields = new List<Field<T>>();
        foreach (var property in typeof(T).GetProperties().Where(static property => property.CanWrite))
        {
            fields.Add((Field<T>)Activator.CreateInstance(typeof(PropertyField<,>).MakeGenericType(typeof(T), property.PropertyType), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [property, Width()], null)!);
        }

        _read = [.. fields];
        Read = string.Join(", ", _read.SelectMany(static field => field.Columns).Select(static column => column.Quoted));
        foreach (var column in derived)
        {
            fields.Add((Field<T>)Activator.CreateInstance(typeof(DerivedField<,>).MakeGenericType(typeof(T), column.Type), column, Width())!);
        }

        Fields = [.. fields];
        _byName = fields.ToDictionary(static field => field.Name, StringComparer.Ordinal);
        Changeable = [.. fields.Where(static field => field.Name is not (nameof(IEntity<>.Tenant) or nameof(IEntity<>.Id)))];
        (Sql, Name) = (sql, sql.TableOf(name));

        int Width() => fields.Sum(static field => field.Columns.Count);
    }

    internal SqlDialect Sql { get; }

    /// <summary>Gets the name as it stands in statements.</summary>
    internal string Name { get; }

    internal Field<T>[] Fields { get; }

    /// <summary>Gets all fields but those of the key.</summary>
    internal Field<T>[] Changeable { get; }

    /// <summary>Gets the columns of which a record is read, as they stand in statements.</summary>
    internal string Read { get; }

    internal Field<T> this[Column<T> column] => _byName[column.Name];

    internal Field<T> this[string name] => _byName[name];

    /// <summary>Puts all values of a record, in the order of the columns.</summary>
    internal void Put(IRowWriter row, T record)
    {
        foreach (var field in Fields)
        {
            field.Put(row, field.Place, record);
        }
    }

    /// <summary>Gives the record of a row of <see cref="Read"/>.</summary>
    internal T RecordOf(IRowReader row)
    {
        // what a constructor would set is set from the row, as all is
        var record = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        foreach (var field in _read)
        {
            field.Read(row, record);
        }

        return record;
    }
}
