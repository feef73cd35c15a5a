namespace Psa.Events;

/// <summary>Which events one wants; what isn't said leaves all.</summary>
public sealed record EventFilter
{
    /// <summary>Gets what must have happened, one of <see cref="EventKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets the id of the record to which it must have happened.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>Gets the id of the record to which, or to a part of which, it must have happened: a contract's, for all that happened to it and its parts.</summary>
    public Guid? WholeId { get; init; }

    /// <summary>Tells whether an event is wanted.</summary>
    /// <param name="item">The event.</param>
    /// <returns>Whether it is.</returns>
    public bool Matches(PsaEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (Kind is null || Kind == item.Kind) && (RecordId is null || RecordId == item.RecordId) && (WholeId is null || WholeId == item.WholeId);
    }
}
