namespace Psa.EntityFrameworkCore;

/// <summary>How the values of one type are kept: in which columns, and how they get there and back.</summary>
internal abstract class ValueFormat
{
    /// <summary>Gets the columns: what follows the property's name in theirs, and what they hold.</summary>
    internal abstract IReadOnlyList<StoredColumn> Parts { get; }

    /// <summary>Puts a value that is there.</summary>
    internal abstract void PutAny(IRowWriter row, int place, object value);

    /// <summary>Gives a value that is there.</summary>
    internal abstract object GetAny(IRowReader row, int place);
}

/// <summary>How the values of one type are kept.</summary>
/// <param name="parts">The columns.</param>
/// <param name="put">Puts a value that is there.</param>
/// <param name="get">Gives a value that is there.</param>
internal sealed class ValueFormat<TValue>(IReadOnlyList<StoredColumn> parts, Action<IRowWriter, int, TValue> put, Func<IRowReader, int, TValue> get) : ValueFormat
{
    internal override IReadOnlyList<StoredColumn> Parts => parts;

    internal override void PutAny(IRowWriter row, int place, object value) => put(row, place, (TValue)value);

    internal override object GetAny(IRowReader row, int place) => get(row, place)!;

    internal void Put(IRowWriter row, int place, TValue value)
    {
        if (value is not null)
        {
            put(row, place, value);
            return;
        }

        for (var part = 0; part < parts.Count; part++)
        {
            row.PutNull(place + part);
        }
    }

    internal TValue Get(IRowReader row, int place) => default(TValue) is null && row.IsNull(place) ? default! : get(row, place);
}
