namespace Psa;

/// <summary>Makes ids for new records. Ours gives version 7 ids in strictly increasing order; a host replaces it to use its own.</summary>
public interface IIdGenerator
{
    /// <summary>Makes an id.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <returns>An id that no other call returns.</returns>
    Id<T> Next<T>();
}
