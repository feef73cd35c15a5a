namespace Psa.EntityFrameworkCore;

/// <summary>When a store makes its tables or brings them up to date, and what the host does before.</summary>
public sealed record MigrationOptions
{
    /// <summary>
    /// Gets whether the first session does it, which is usual. Without, a store that isn't up to date is refused with <c>store.not_ready</c>, which names what is pending, until
    /// <see cref="Psa.Storage.IPsaStore.MigrateAsync"/> was called: for deployments in which the program's user may alter no tables.
    /// </summary>
    public bool AtFirstUse { get; init; } = true;

    /// <summary>
    /// Gets what the host does before anything is migrated, such as a backup: it is given the names of what is pending, the oldest first, and is called once, by whoever migrates;
    /// others that begin meanwhile wait for it. What it throws refuses the migration with <c>store.migration_refused</c> and leaves the store as it was. It reads the database on
    /// a connection of its own, never through the store that is being migrated.
    /// </summary>
    public Func<ValueList<string>, CancellationToken, ValueTask>? Before { get; init; }
}
