using System.Linq;
using Psa.Storage;

namespace Psa.Records;

/// <summary>What every store says in the same words.</summary>
public static class StoreRefusals
{
    /// <summary>Says that another record already has what only one may have.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="type">The kind of record.</param>
    /// <param name="index">The unique index.</param>
    /// <param name="record">The record that can't be stored.</param>
    /// <returns><c>store.duplicate</c>, with the record's id.</returns>
    [Pure]
    public static RuleViolationException Duplicate<T>(RecordType<T> type, RecordIndex<T> index, T record)
        where T : class, IEntity<T>
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(record);
        var values = string.Join(", ", index.Columns.Select(column => FormattableString.Invariant($"{column.Name} {column.ValueOf(record)}")));
        return new(StoreErrors.Duplicate, $"{typeof(T).Name} {record.Id} can't be stored, for another has {index.Unique} ({values}): choose another one.", record.Id.Value);
    }

    /// <summary>Says that a stored record can't be read.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="type">The kind of record.</param>
    /// <param name="id">The record's id; empty when not even that can be read.</param>
    /// <param name="innerException">What is wrong with it.</param>
    /// <returns><c>store.unreadable</c>, with the record's id.</returns>
    [Pure]
    public static StoreException Unreadable<T>(RecordType<T> type, Id<T> id, Exception innerException)
        where T : class, IEntity<T>
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(innerException);
        var which = id.IsEmpty ? $"A {typeof(T).Name}" : $"{typeof(T).Name} {id}";
        return new(StoreErrors.Unreadable, $"{which} is stored in {type.Name} and can't be read: {innerException.Message} Mend the row, or restore it from a backup.", innerException, id.IsEmpty ? [] : [id.Value]);
    }

    /// <summary>Says that a tenant is being deleted, and nothing of it is written meanwhile.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns><c>store.tenant_removal</c>.</returns>
    [Pure]
    public static StoreException TenantRemoval(TenantId tenant) =>
        new(StoreErrors.TenantRemoval, $"Tenant {tenant} is being deleted, and nothing of it is written meanwhile: wait until that is done. If it was interrupted, delete the tenant again: that goes on where it stopped.");

    /// <summary>Says that the store doesn't keep a kind of record.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <returns><c>store.record_not_supported</c>.</returns>
    [Pure]
    public static StoreException NotSupported<T>()
        where T : class, IEntity<T> =>
        new(StoreErrors.RecordNotSupported, $"This store keeps no {typeof(T).Name}: use one that does, or leave the feature.");
}
