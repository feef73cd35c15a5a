namespace Psa.Lists;

/// <summary>A filter that was checked against the fields of its list.</summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed class CheckedFilter<T>
{
    /// <summary>Gets all comparisons that every wanted record fulfils.</summary>
    internal required IReadOnlyList<CheckedComparison<T>> Must { get; init; }

    /// <summary>Gets whether what fulfils <see cref="Must"/> is wanted: nothing else is asked.</summary>
    internal required bool IsWhole { get; init; }

    /// <summary>Gets the fields that are compared.</summary>
    internal required IReadOnlyCollection<Field<T>> Fields { get; init; }

    /// <summary>Tells whether a record fulfils it.</summary>
    internal required Func<T, FieldReading, bool> Holds { get; init; }
}
