namespace Psa.Lists;

/// <summary>The records beside those of a list, of which its fields tell something too. They are read together, for many records of the list at once.</summary>
internal interface IRelated
{
    /// <summary>Notes that a record will be asked for.</summary>
    void Want<T>(Id<T> id)
        where T : class, IEntity<T>;

    /// <summary>Gives a record that was wanted and read; <see langword="null"/> when there is none.</summary>
    T? Find<T>(Id<T> id)
        where T : class, IEntity<T>;
}
