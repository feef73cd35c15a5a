using Psa.Storage;

namespace Psa.Lists;

/// <summary>
/// A field by which a list is filtered and sorted: how it is read, and the column that stores know it by, where there is one. Its values are of one type each <see cref="FieldKind"/>:
/// <see cref="string"/>, <see cref="decimal"/>, <see cref="Money"/>, a day, <see cref="bool"/>, the place of a choice, <see cref="Guid"/>; an empty field is <see langword="null"/>.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Read">Reads it; where <see cref="IsMany"/>, a list of values.</param>
internal sealed record Field<T>(string Name, FieldKind Kind, Func<T, FieldReading, object?> Read)
{
    /// <summary>Gets the column that compares as the field does, or <see langword="null"/>.</summary>
    internal Column<T>? Column { get; init; }

    /// <summary>Gets what the column has for a value of the field.</summary>
    internal Func<object, object> Stored { get; init; } = static value => value;

    /// <summary>Gets what a store is asked instead, where the field follows from a column with other values: yes or no, by the value.</summary>
    internal Func<bool, Condition<T>>? Asks { get; init; }

    /// <summary>Gets the columns in whose order the field sorts, before the id; <see langword="null"/> when no store has the order.</summary>
    internal IReadOnlyList<Column<T>>? Order { get; init; }

    /// <summary>Gets whether the field grows as the column of its order falls, as an age does.</summary>
    internal bool IsReversed { get; init; }

    /// <summary>Gets whether few records have the same value.</summary>
    internal bool IsSelective { get; init; }

    /// <summary>Gets whether a record may have several values.</summary>
    internal bool IsMany { get; init; }

    /// <summary>Gets whether it depends on the day.</summary>
    internal bool NeedsDay { get; init; }

    /// <summary>Gets the names of a choice, in their order.</summary>
    internal ValueList<string> Choices { get; init; }

    /// <summary>Notes which records beside a record are read for it.</summary>
    internal Action<T, IRelated>? Wants { get; init; }
}
