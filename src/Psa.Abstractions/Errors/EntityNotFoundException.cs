namespace Psa;

/// <summary>There is no such record for this tenant; a record of another tenant answers the same, so its existence does not leak. Code <c>entity.not_found</c>.</summary>
/// <param name="kind">The kind of record, for example <c>Contract</c>.</param>
/// <param name="id">The id that was asked for.</param>
public sealed class EntityNotFoundException(string kind, Guid id)
    : PsaException(PsaErrors.NotFound, $"There is no {kind} {id}: it may have been removed, or the id belongs elsewhere.", ValueList.Create([id]))
{
    /// <summary>Gets the kind of record.</summary>
    public string Kind { get; } = kind;
}
