namespace Psa.Storage;

/// <summary>
/// What all steps write that decide by the same records, where no rule of one record can stand for them: price lists that must not overlap, a customer's parents.
/// Of two such steps at once, the second finds another version, reads again, and decides by what the first left.
/// </summary>
public sealed record CommitGuard : IEntity<CommitGuard>
{
    /// <inheritdoc/>
    public required Id<CommitGuard> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets what is guarded, in a word: for people who look into a store.</summary>
    public required string Rule { get; init; }
}
