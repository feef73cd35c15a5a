namespace Psa.Storage;

/// <summary>The error codes of stores.</summary>
public static class StoreErrors
{
    /// <summary>Another record already has what only one may have: a number, the place of an entity's open billing run, a series' purpose.</summary>
    public const string Duplicate = "store.duplicate";

    /// <summary>Somebody else holds the store for longer than one wants to wait: <see cref="StoreException"/>.</summary>
    public const string Locked = "store.locked";

    /// <summary>The file is none of the database's, or has a table that is called as one of ours; it was left as it is: <see cref="StoreException"/>.</summary>
    public const string NotOurs = "store.not_ours";

    /// <summary>The store was made by a newer version of the library: <see cref="StoreException"/>.</summary>
    public const string Newer = "store.newer";

    /// <summary>The store's file or tables are damaged: bring it back from a backup: <see cref="StoreException"/>.</summary>
    public const string Malformed = "store.malformed";

    /// <summary>There is no space left to write to; what is committed stays: make room, then do it again: <see cref="StoreException"/>.</summary>
    public const string Full = "store.full";

    /// <summary>The store can't be reached or written: <see cref="StoreException"/>.</summary>
    public const string Unavailable = "store.unavailable";

    /// <summary>The store doesn't keep this kind of record: use one that does, or leave the feature: <see cref="StoreException"/>.</summary>
    public const string RecordNotSupported = "store.record_not_supported";

    /// <summary>A text has the character U+0000 or half a character (a surrogate without the other), which databases can't keep: remove it.</summary>
    public const string BadText = "store.bad_text";

    /// <summary>A stored record can't be read: a program other than the library changed it, or its file is damaged. The exception names kind and id; mend or restore the row: <see cref="StoreException"/>.</summary>
    public const string Unreadable = "store.unreadable";

    /// <summary>
    /// The store has no tables of the library, or old ones, and doesn't make them by itself: it writes in a host's transactions, or was told so. The message names what is pending:
    /// call the store's <c>MigrateAsync</c> first: <see cref="StoreException"/>.
    /// </summary>
    public const string NotReady = "store.not_ready";

    /// <summary>The host registered the library's services and no store: choose one where it does, or register its own: <see cref="StoreException"/>.</summary>
    public const string NotChosen = "store.not_chosen";

    /// <summary>The host registered its store as scoped or transient, and the services that use it are singletons: register it as one: <see cref="StoreException"/>.</summary>
    public const string NotSingleton = "store.not_singleton";

    /// <summary>What the host does before a migration refused it, and nothing was changed: mend what the message says, then do it again: <see cref="StoreException"/>.</summary>
    public const string MigrationRefused = "store.migration_refused";

    /// <summary>The tenant is being deleted, so nothing of it is written: wait until that is done; if it was interrupted, delete it again, which goes on: <see cref="StoreException"/>.</summary>
    public const string TenantRemoval = "store.tenant_removal";

    /// <summary>What commits in batches can't be done in a host's transaction: use a store with transactions of its own: <see cref="StoreException"/>.</summary>
    public const string HostTransaction = "store.host_transaction";
}
