using Psa.Lists;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The records beside those of a list, read once for many of them and kept while there are few.</summary>
internal sealed class RelatedRecords(IPsaSession session) : IRelated
{
    private const int MostKept = 10_000;

    private readonly Dictionary<Type, IKept> _kept = [];

    private interface IKept
    {
        void Trim();

        Task LoadAsync(IPsaSession session, CancellationToken cancellationToken);
    }

    public void Want<T>(Id<T> id)
        where T : class, IEntity<T> => Of<T>().Want(id);

    public T? Find<T>(Id<T> id)
        where T : class, IEntity<T> => Of<T>().Known.GetValueOrDefault(id);

    /// <summary>Forgets what is too much. Whatever was wanted is to be wanted again.</summary>
    internal void Trim()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Trim();
        }
    }

    /// <summary>Reads what is wanted.</summary>
    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var kept in _kept.Values)
        {
            await kept.LoadAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private Kept<T> Of<T>()
        where T : class, IEntity<T>
    {
        if (!_kept.TryGetValue(typeof(T), out var kept))
        {
            _kept.Add(typeof(T), kept = new Kept<T>());
        }

        return (Kept<T>)kept;
    }

    private sealed class Kept<T> : IKept
        where T : class, IEntity<T>
    {
        private readonly HashSet<Id<T>> _wanted = [];

        internal Dictionary<Id<T>, T?> Known { get; } = [];

        public void Trim()
        {
            if (Known.Count > MostKept)
            {
                Known.Clear();
            }
        }

        public async Task LoadAsync(IPsaSession session, CancellationToken cancellationToken)
        {
            if (_wanted.Count == 0)
            {
                return;
            }

            await foreach (var record in session.Of<T>().QueryAsync(RecordType<T>.Of(_wanted), cancellationToken).ConfigureAwait(false))
            {
                Known[record.Id] = record;
            }

            // what isn't there isn't asked for again
            foreach (var id in _wanted)
            {
                Known.TryAdd(id, null);
            }

            _wanted.Clear();
        }

        internal void Want(Id<T> id)
        {
            if (!Known.ContainsKey(id))
            {
                _wanted.Add(id);
            }
        }
    }
}
