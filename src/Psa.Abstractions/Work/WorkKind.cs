namespace Psa.Work;

/// <summary>A kind of work that is priced otherwise than regular one (R-WORK-KIND): after hours, on site, travel. Regular work, of factor 1 and no minimum, is there without being stored.</summary>
public sealed record WorkKind : IEntity<WorkKind>
{
    /// <inheritdoc/>
    public required Id<WorkKind> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the code, of which there is one; upper and lower case are alike.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the name, which lines say.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it does, by date: what holds on the worked date holds for an entry.</summary>
    public required ValueList<WorkKindTerms> Terms { get; init; }

    /// <summary>Gets a value indicating whether it is switched off: then no new time takes it.</summary>
    public bool IsOff { get; init; }
}
