namespace Psa;

/// <summary>A staged record is no longer the stored one, or its id exists already; nothing of the commit was written. Code <c>store.conflict</c>.</summary>
/// <param name="kind">The kind of record.</param>
/// <param name="id">Its id.</param>
/// <param name="expected">The version the caller had; 0 for a new record.</param>
/// <param name="stored">The version that is stored, or <see langword="null"/> when the record is gone.</param>
public sealed class ConcurrencyConflictException(string kind, Guid id, long expected, long? stored)
    : PsaException(
        PsaErrors.Conflict,
        $"{kind} {id} was changed meanwhile (version {expected} in hand, {(stored is { } v ? $"version {v} stored" : "none stored")}): load it again and repeat the step.",
        ValueList.Create([id]))
{
    /// <summary>Gets the kind of record.</summary>
    public string Kind { get; } = kind;

    /// <summary>Gets the version the caller had; 0 for a new record.</summary>
    public long Expected { get; } = expected;

    /// <summary>Gets the version that is stored, or <see langword="null"/> when the record is gone.</summary>
    public long? Stored { get; } = stored;
}
