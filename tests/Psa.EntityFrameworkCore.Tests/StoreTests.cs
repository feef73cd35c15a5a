using FsCheck.Fluent;
using Psa.Customers;
using Psa.Storage;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>The promises of a store, one test each; every store runs all of them.</summary>
public abstract partial class StoreTests : IDisposable
{
    private readonly Lazy<IPsaStore> _store;

    protected StoreTests() => _store = new(CreateStore);

    public static TheoryData<string> Kinds => new(RecordKind.All.Select(k => k.Name));

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IPsaStore Store => _store.Value;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_loaded_is_what_was_saved(string kind) =>
        PropertyCheck.That(
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed => Wait(RecordKind.Named(kind).SavedEqualsLoadedAsync(Store, seed))),
            maxTest: 20);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_tenant_never_sees_changes_or_counts_anothers_records(string kind) => RecordKind.Named(kind).OtherTenantsSeeNothingAsync(Store);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_commit_is_refused_when_the_stored_version_is_not_the_one_in_hand(string kind) => RecordKind.Named(kind).VersionsDecideAsync(Store);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Finding_sees_what_is_staged_and_queries_see_what_is_committed(string kind) => RecordKind.Named(kind).FindSeesWhatIsStagedAndQueriesDoNotAsync(Store);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract IPsaStore CreateStore();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _store.IsValueCreated)
        {
            (_store.Value as IDisposable)?.Dispose();
        }
    }

    protected async Task<IPsaSession> OpenAsync(TenantId tenant) => await Store.OpenAsync(tenant, Ct);

    /// <summary>Stages and commits in a session of its own.</summary>
    protected async Task CommitAsync(TenantId tenant, Action<IPsaSession> stage)
    {
        await using var session = await OpenAsync(tenant);
        stage(session);
        await session.CommitAsync(Ct);
    }

    protected async Task<List<T>> ReadAsync<T>(TenantId tenant, Func<IPsaSession, IAsyncEnumerable<T>> query)
    {
        await using var session = await OpenAsync(tenant);
        return await query(session).ToListAsync(Ct);
    }

    /// <summary>Gives the places of records whose ids were made by <see cref="Some.Id"/>.</summary>
    protected static IEnumerable<int> Numbers<T>(IEnumerable<T> records)
        where T : class, IEntity<T> =>
        records.Select(r => BitConverter.ToInt32(r.Id.Value.ToByteArray(), 0)).ToList();

    protected static IdRange<Customer> Customers(int first, int last) => new(Some.Id<Customer>(first), Some.Id<Customer>(last));

#pragma warning disable xUnit1031 // FsCheck's properties aren't asynchronous
    private static void Wait(Task task) => task.GetAwaiter().GetResult();
#pragma warning restore xUnit1031
}
