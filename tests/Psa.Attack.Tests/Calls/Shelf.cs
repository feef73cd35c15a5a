using Psa.Records;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>All records of one kind, read and written without knowing their type: a new kind of record is included from its first day.</summary>
internal abstract class Shelf
{
    public static IReadOnlyList<Shelf> All { get; } = [.. RecordTypes.All.Select(static type => type.Accept(new Maker()))];

    public abstract Type Type { get; }

    private static HashSet<Type> Types { get; } = [.. All.Select(static shelf => shelf.Type)];

    public static bool IsRecord(object? value) => value is not null && Types.Contains(value.GetType());

    public abstract Task<IReadOnlyList<object>> ReadAsync(IPsaSession session);

    public abstract Guid IdOf(object record);

    public abstract long VersionOf(object record);

    /// <summary>Gives the record with the version of another.</summary>
    public abstract object WithVersionOf(object record, object other);

    public abstract void Add(IPsaSession session, object record);

    public abstract void Remove(IPsaSession session, object record);

    private sealed class Maker : IRecordTypeVisitor<Shelf>
    {
        public Shelf Visit<T>(RecordType<T> type)
            where T : class, IEntity<T> =>
            new Of<T>(type);
    }

    private sealed class Of<T>(RecordType<T> type) : Shelf
        where T : class, IEntity<T>
    {
        public override Type Type => typeof(T);

        public override async Task<IReadOnlyList<object>> ReadAsync(IPsaSession session)
        {
            var all = new List<object>();
            await foreach (var record in session.Of<T>().QueryAsync(RecordType<T>.All))
            {
                all.Add(record);
            }

            return all;
        }

        public override Guid IdOf(object record) => ((T)record).Id.Value;

        public override long VersionOf(object record) => ((T)record).Version;

        public override object WithVersionOf(object record, object other) => type.WithVersion((T)record, ((T)other).Version);

        public override void Add(IPsaSession session, object record) => session.Of<T>().Add(type.WithVersion((T)record, 0));

        public override void Remove(IPsaSession session, object record) => session.Of<T>().Remove((T)record);
    }
}
