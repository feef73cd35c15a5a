namespace Psa.Records;

/// <summary>One record that a session will write when it commits.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
/// <param name="Kind">What to do.</param>
/// <param name="Record">The record as it will be stored; of a removal, the record that goes.</param>
/// <param name="Expected">The version that must be the stored one; 0 when no record may be stored under the id.</param>
public readonly record struct StagedChange<T>(StagedChangeKind Kind, T Record, long Expected)
    where T : class, IEntity<T>
{
    /// <summary>Gets the record as it is stored in the expected version, where whoever changed it said so: a store may write only what differs. <see langword="null"/> when it isn't known.</summary>
    public T? Stored { get; init; }

    /// <summary>Refuses the change when it doesn't find the version it expects.</summary>
    /// <param name="stored">The stored version; <see langword="null"/> when no record is stored under the id.</param>
    /// <exception cref="ConcurrencyConflictException">The stored version is another.</exception>
    public void RequireStored(long? stored)
    {
        if ((stored ?? 0) != Expected)
        {
            throw new ConcurrencyConflictException(typeof(T).Name, Record.Id.Value, Expected, stored);
        }
    }
}
