namespace Psa;

/// <summary>A stored record: immutable, of one tenant, with a version that a store counts up.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IEntity<TSelf>
    where TSelf : class, IEntity<TSelf>
{
    /// <summary>Gets the id.</summary>
    Id<TSelf> Id { get; }

    /// <summary>Gets the tenant whose record it is.</summary>
    TenantId Tenant { get; }

    /// <summary>Gets the stored version: 0 before the first commit, then 1, 2, …; a commit is refused when the stored version is another.</summary>
    long Version { get; init; }
}
