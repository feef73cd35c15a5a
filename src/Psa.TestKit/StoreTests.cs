using System.Globalization;
using Psa.Customers;
using Psa.Storage;

namespace Psa.TestKit;

/// <summary>
/// The promises of a store, one test each. A store passes them when a class that is derived from this one gives it to them; nothing else is to be written. Each test has
/// tenants of its own, so that one database can serve all of them, and the next time too.
/// </summary>
public abstract partial class StoreTests : IAsyncLifetime
{
    private IPsaStore? _store;

    /// <summary>Gets the names of all kinds of record.</summary>
    public static TheoryData<string> Kinds => new(RecordKind.All.Select(kind => kind.Type.Name));

    /// <summary>Gets a value indicating whether the store keeps all kinds of record: if not, tests of those that it doesn't keep say so and test nothing.</summary>
    protected virtual bool KeepsEverything => true;

    /// <summary>
    /// Gets how many random cases a promise is tried with: 20, times what the environment variable <c>PSA_DEEP</c> says. A failure names the seed of its case; the first case
    /// has seed 0, and so on.
    /// </summary>
    protected virtual int Rounds => 20 * (int.TryParse(Environment.GetEnvironmentVariable("PSA_DEEP"), CultureInfo.InvariantCulture, out var times) && times > 0 ? times : 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPsaStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>Takes the store: before each test.</summary>
    /// <returns>When it is done.</returns>
    public virtual async ValueTask InitializeAsync() => _store = await CreateStoreAsync();

    /// <summary>Disposes the store, if it can be: after each test.</summary>
    /// <returns>When it is done.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        if (_store is IAsyncDisposable store)
        {
            await store.DisposeAsync();
        }
        else
        {
            (_store as IDisposable)?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_kinds_of_record_are_kept_unless_the_store_says_otherwise()
    {
        await using var session = await OpenAsync(Some.Tenant());
        var missing = RecordKind.All.Where(kind => !kind.IsKept(session)).Select(kind => kind.Type.Name).ToList();
        Output.Say($"Kept: {string.Join(", ", RecordKind.All.Select(kind => kind.Type.Name).Except(missing, StringComparer.Ordinal))}. Left out: {string.Join(", ", missing)}.");
        Assert.Equal(KeepsEverything, missing.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task What_is_loaded_is_what_was_saved(string kind) => EachAsync(kind, Rounds, (k, seed) => k.SavedEqualsLoadedAsync(Store, seed));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_change_of_one_property_changes_no_other(string kind) => EachAsync(kind, Part(10), (k, seed) => k.EachPropertyChangesAloneAsync(Store, seed));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Records_of_one_commit_can_change_in_different_properties(string kind) => EachAsync(kind, Part(2), (k, seed) => k.RecordsChangeInDifferentPropertiesAsync(Store, seed));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task What_is_given_as_stored_must_be_the_same_record_in_the_version_in_hand(string kind) => EachAsync(kind, 1, (k, _) => k.WhatWasLoadedMustBeTheRecordAsync(Store));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_tenant_never_sees_changes_or_counts_anothers_records(string kind) => EachAsync(kind, 1, (k, _) => k.OtherTenantsSeeNothingAsync(Store));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_commit_is_refused_when_the_stored_version_is_not_the_one_in_hand(string kind) => EachAsync(kind, 1, (k, _) => k.VersionsDecideAsync(Store));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Finding_sees_what_is_staged_and_queries_see_what_is_committed(string kind) => EachAsync(kind, 1, (k, _) => k.FindSeesWhatIsStagedAndQueriesDoNotAsync(Store));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Moments_are_kept_to_the_microsecond(string kind) => EachAsync(kind, Rounds, (k, seed) => k.MomentsAreCutAsync(Store, seed));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Text_that_no_database_can_keep_is_refused_wherever_it_stands(string kind) => EachAsync(kind, Part(4), (k, seed) => k.BadTextIsRefusedAsync(Store, seed));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_date_that_not_every_database_can_keep_is_refused(string kind) => EachAsync(kind, 1, (k, _) => k.BadDatesAreRefusedAsync(Store));

    /// <summary>Makes the store, or connects to it: before each test. It needn't be empty, but must be the tests' own.</summary>
    /// <returns>The store; it is disposed after the test, if it can be.</returns>
    protected abstract ValueTask<IPsaStore> CreateStoreAsync();

    /// <summary>Gives the places of records whose ids were made by <see cref="Some.Id"/>.</summary>
    private static List<int> Numbers<T>(IEnumerable<T> records)
        where T : class, IEntity<T> =>
        records.Select(r => BitConverter.ToInt32(r.Id.Value.ToByteArray(), 0)).ToList();

    private static IdRange<Customer> Customers(int first, int last) => new(Some.Id<Customer>(first), Some.Id<Customer>(last));

    /// <summary>Gives a part of the rounds, for what takes longer than others.</summary>
    private int Part(int divisor) => Math.Max(1, Rounds / divisor);

    /// <summary>Tries a promise about one kind of record with seeds from 0 on, if the store keeps such records.</summary>
    private Task EachAsync(string kind, int rounds, Func<RecordKind, int, Task> promise) => KeepingAsync([RecordKind.Named(kind).Type.Type], async () =>
    {
        for (var seed = 0; seed < rounds; seed++)
        {
            Ct.ThrowIfCancellationRequested();
            await Output.NamedAsync($"seed {seed}", () => promise(RecordKind.Named(kind), seed));
        }
    });

    /// <summary>Tests a promise if the store keeps the kinds of record that the test needs, and says which it lacks if not.</summary>
    private async Task KeepingAsync(Type[] types, Func<Task> promise)
    {
        List<string> missing;
        await using (var session = await OpenAsync(Some.Tenant()))
        {
            missing = RecordKind.All.Where(kind => types.Contains(kind.Type.Type) && !kind.IsKept(session)).Select(kind => kind.Type.Name).ToList();
        }

        if (missing.Count > 0)
        {
            Output.Say($"Left out, for the store doesn't keep {string.Join(", ", missing)}.");
            return;
        }

        await promise();
    }

    private async Task<IPsaSession> OpenAsync(TenantId tenant) => await Store.OpenAsync(tenant, Ct);

    /// <summary>Stages and commits in a session of its own.</summary>
    private async Task CommitAsync(TenantId tenant, Action<IPsaSession> stage)
    {
        await using var session = await OpenAsync(tenant);
        stage(session);
        await session.CommitAsync(Ct);
    }

    private async Task<List<T>> ReadAsync<T>(TenantId tenant, Func<IPsaSession, IAsyncEnumerable<T>> query)
    {
        await using var session = await OpenAsync(tenant);
        return await query(session).ToListAsync(Ct);
    }
}
