using System.Collections.Immutable;
using System.Linq;
using Psa.Events;
using Psa.Storage;

namespace Psa.Records;

/// <summary>All that is committed of one tenant at one moment. Immutable.</summary>
internal sealed record TenantData
{
    private ImmutableDictionary<Type, object> Tables { get; init; } = ImmutableDictionary<Type, object>.Empty;

    internal static TenantData Empty { get; } = new();

    /// <summary>Gets the events; the one of sequence n stands at n - 1.</summary>
    internal ImmutableList<PsaEvent> Events { get; init; } = [];

    /// <summary>Gets how many records and events there are.</summary>
    internal long Count => Events.Count + RecordTypes.All.Sum(type => type.Accept(new Counting(this)));

    /// <summary>Finds the table of a kind of record, if one was ever stored.</summary>
    internal Table<T>? Find<T>()
        where T : class, IEntity<T> =>
        Tables.TryGetValue(typeof(T), out var table) ? (Table<T>)table : null;

    internal Table<T> Of<T>(RecordType<T> type)
        where T : class, IEntity<T> =>
        Find<T>() ?? Table<T>.Create(type);

    internal TenantData With<T>(Table<T> table)
        where T : class, IEntity<T> =>
        this with { Tables = Tables.SetItem(typeof(T), table) };

    private sealed class Counting(TenantData data) : IRecordTypeVisitor<long>
    {
        public long Visit<T>(RecordType<T> type)
            where T : class, IEntity<T> => data.Find<T>()?.Rows.Count ?? 0;
    }
}
