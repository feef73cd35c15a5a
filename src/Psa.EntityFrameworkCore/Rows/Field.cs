using System.Linq;
using System.Reflection;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>A property of records, or what follows from one, with the columns that hold it.</summary>
/// <typeparam name="T">The records.</typeparam>
/// <param name="name">The name of the property, or of what follows from it.</param>
/// <param name="format">How its values are kept.</param>
/// <param name="place">The place of its first column.</param>
internal abstract class Field<T>(string name, ValueFormat format, int place)
{
    internal string Name => name;

    internal ValueFormat Format => format;

    /// <summary>Gets the place of the first column.</summary>
    internal int Place => place;

    /// <summary>Gets the columns.</summary>
    internal IReadOnlyList<StoredColumn> Columns { get; } = [.. format.Parts.Select(part => part with { Name = SnakeCase.Of(name) + part.Name })];

    /// <summary>Gets whether it may be nothing.</summary>
    internal abstract bool IsNullable { get; }

    /// <summary>Puts a record's value.</summary>
    internal abstract void Put(IRowWriter row, int at, T record);

    /// <summary>Sets a new record's value from a row of all fields.</summary>
    internal abstract void Read(IRowReader row, T record);

    /// <summary>Tells whether two records have the same value.</summary>
    internal abstract bool IsSame(T left, T right);
}

/// <summary>A property of records.</summary>
internal sealed class PropertyField<T, TValue>(PropertyInfo property, int place) : Field<T>(property.Name, ValueFormats.Of(typeof(TValue)), place)
    where T : class
{
    private readonly ValueFormat<TValue> _format = (ValueFormat<TValue>)ValueFormats.Of(typeof(TValue));
    private readonly Func<T, TValue> _get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
    private readonly Action<T, TValue> _set = property.SetMethod!.CreateDelegate<Action<T, TValue>>();

    internal override bool IsNullable =>
        default(TValue) is null && (typeof(TValue).IsValueType || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);

    internal override void Put(IRowWriter row, int at, T record) => _format.Put(row, at, _get(record));

    internal override void Read(IRowReader row, T record) => _set(record, _format.Get(row, Place));

    internal override bool IsSame(T left, T right)
    {
        var (one, other) = (_get(left), _get(right));
        return (!typeof(TValue).IsValueType && ReferenceEquals(one, other)) || EqualityComparer<TValue>.Default.Equals(one, other);
    }
}

/// <summary>What follows from properties, kept beside the record: a text's fold, a state that follows from quantities.</summary>
internal sealed class DerivedField<T, TValue>(Column<T> column, int place) : Field<T>(column.Name, ValueFormats.Of(column.Type), place)
{
    internal override bool IsNullable => true;

    internal override void Put(IRowWriter row, int at, T record) => ((ValueFormat<TValue>)Format).Put(row, at, (TValue)column.ValueOf(record)!);

    internal override void Read(IRowReader row, T record)
    {
        // the record shows it by itself
    }

    internal override bool IsSame(T left, T right) => Equals(column.ValueOf(left), column.ValueOf(right));
}
