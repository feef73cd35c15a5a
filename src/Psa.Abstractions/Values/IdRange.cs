namespace Psa;

/// <summary>A run of ids, both ends included: what a batch of records read in id order spans.</summary>
/// <typeparam name="T">The records.</typeparam>
/// <param name="First">The first id.</param>
/// <param name="Last">The last id, included.</param>
internal readonly record struct IdRange<T>(Id<T> First, Id<T> Last)
{
    /// <summary>Gives the range of one record.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The range from the id to itself.</returns>
    public static IdRange<T> Of(Id<T> id) => new(id, id);

    /// <summary>Tells whether an id lies in the range.</summary>
    /// <param name="id">The id.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(Id<T> id) => id >= First && id <= Last;
}
