using Ardalis.SmartEnum;
using NodaTime;
using Psa.Storage;

namespace Psa.Lists;

/// <summary>Makes the fields of lists.</summary>
/// <typeparam name="T">The records.</typeparam>
internal static class Fields<T>
{
    /// <summary>Makes a text field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="fold">The column of its fold, where stores keep that.</param>
    /// <param name="text">The column of the text, where an index has it behind the fold.</param>
    /// <param name="isSelective">Whether few records have the same text.</param>
    internal static Field<T> Text(string name, Func<T, string?> get, Column<T>? fold = null, Column<T>? text = null, bool isSelective = false) =>
        new(name, FieldKind.Text, (row, _) => Filled(get(row)))
        {
            Column = fold,
            Stored = static value => TextFold.Of((string)value),
            Order = fold is null || text is null ? null : [fold, text],
            IsSelective = isSelective,
        };

    /// <summary>Makes a field of several texts.</summary>
    internal static Field<T> Texts(string name, Action<T, List<object>> add) => new(name, FieldKind.Text, (row, _) => Many(row, add)) { IsMany = true };

    /// <summary>Makes a field of several ids.</summary>
    internal static Field<T> Ids(string name, Action<T, List<object>> add) => new(name, FieldKind.Id, (row, _) => Many(row, add)) { IsMany = true };

    /// <summary>Makes the field of a number.</summary>
    internal static Field<T> Number(string name, Func<T, decimal?> get) => new(name, FieldKind.Number, (row, _) => get(row));

    /// <summary>Makes the field of an amount.</summary>
    internal static Field<T> Amount(string name, Func<T, Money?> get) => new(name, FieldKind.Money, (row, _) => get(row));

    /// <summary>Makes the field of a day.</summary>
    internal static Field<T> Date(string name, Func<T, LocalDate?> get, Column<T>? column = null) =>
        new(name, FieldKind.Date, (row, _) => get(row)) { Column = column, Order = column is null ? null : [column] };

    /// <summary>Makes the field of how many days ago a day was.</summary>
    internal static Field<T> Age(string name, Func<T, LocalDate> get, Column<T> column) =>
        new(name, FieldKind.Number, (row, reading) => (decimal)(reading.Day.DayNumber() - get(row).DayNumber())) { Order = [column], IsReversed = true, NeedsDay = true };

    /// <summary>Makes the field of what is so or isn't.</summary>
    internal static Field<T> Truth(string name, Func<T, bool> get, Func<bool, Condition<T>>? asks = null) =>
        new(name, FieldKind.Truth, (row, _) => get(row)) { Asks = asks };

    /// <summary>Makes the field of a status.</summary>
    internal static Field<T> Status<TStatus>(string name, Func<T, TStatus> get, ValueList<TStatus> all, Column<T>? column = null)
        where TStatus : SmartEnum<TStatus>
    {
        var names = new string[all.Count];
        var places = new Dictionary<TStatus, object>();
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = all[i].Name;
            places.Add(all[i], i);
        }

        return new(name, FieldKind.Choice, (row, _) => places[get(row)]) { Choices = ValueList.Owning(names), Column = column, Stored = value => all[(int)value] };
    }

    /// <summary>Makes the field of an enumeration.</summary>
    internal static Field<T> Choice<TEnum>(string name, Func<T, TEnum> get, Column<T>? column = null, TEnum[]? order = null)
        where TEnum : struct, Enum
    {
        var values = order ?? Enum.GetValues<TEnum>();
        var places = new Dictionary<TEnum, object>();
        for (var i = 0; i < values.Length; i++)
        {
            places.Add(values[i], i);
        }

        return new(name, FieldKind.Choice, (row, _) => places[get(row)])
        {
            Choices = ValueList.Owning(Array.ConvertAll(values, static value => value.ToString())),
            Column = column,
            Stored = value => values[(int)value],
        };
    }

    /// <summary>Makes the field of an enumeration that may be empty.</summary>
    internal static Field<T> ChoiceOrNone<TEnum>(string name, Func<T, TEnum?> get)
        where TEnum : struct, Enum
    {
        var values = Enum.GetValues<TEnum>();
        var places = new Dictionary<TEnum, object>();
        for (var i = 0; i < values.Length; i++)
        {
            places.Add(values[i], i);
        }

        return new(name, FieldKind.Choice, (row, _) => get(row) is { } value ? places[value] : null) { Choices = ValueList.Owning(Array.ConvertAll(values, static value => value.ToString())) };
    }

    /// <summary>Makes the field of a currency.</summary>
    internal static Field<T> Currency(string name, Func<T, Currency> get) => new(name, FieldKind.Text, (row, _) => get(row).Code);

    /// <summary>Makes the field of an id.</summary>
    internal static Field<T> Id<TOf>(string name, Func<T, Id<TOf>?> get, Column<T>? column = null, bool isSelective = false) =>
        new(name, FieldKind.Id, (row, _) => get(row)?.Value)
        {
            Column = column,
            Stored = static value => new Id<TOf>((Guid)value),
            Order = column is null ? null : [column],
            IsSelective = isSelective,
        };

    /// <summary>Makes the field of what is told by a record beside it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="key">Gives the id of that record.</param>
    /// <param name="get">Reads it there; it is given <see langword="null"/> when there is no such record.</param>
    internal static Field<T> Beside<TOther>(string name, FieldKind kind, Func<T, Id<TOther>?> key, Func<T, TOther?, object?> get)
        where TOther : class, IEntity<TOther> =>
        new(name, kind, (row, reading) => Filled(get(row, key(row) is { } id ? reading.Related.Find(id) : null)))
        {
            Wants = (row, related) =>
            {
                if (key(row) is { } id)
                {
                    related.Want(id);
                }
            },
        };

    private static object? Filled(object? value) => value is string { Length: 0 } ? null : value;

    private static List<object> Many(T row, Action<T, List<object>> add)
    {
        var values = new List<object>();
        add(row, values);
        return values;
    }
}
