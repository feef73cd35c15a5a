using Psa.Customers;

namespace Psa.TestKit;

public abstract partial class StoreTests
{
    private const int MostParts = 1000;

    [Fact]
    public async Task A_tenant_that_was_removed_is_as_if_it_had_never_been_and_others_are_whole()
    {
        var (gone, other) = (Some.Tenant(), Some.Tenant());
        foreach (var tenant in new[] { gone, other })
        {
            await FillAsync(tenant);
        }

        var (before, theirs) = (await RowsAsync(gone), await RowsAsync(other));
        Assert.Equal(before, await RemoveAllAsync(gone));
        Assert.Equal(0, await RowsAsync(gone));
        Assert.Equal(theirs, await RowsAsync(other));
        Assert.Equal(0, await RemoveAllAsync(gone));

        // the same records have room again, the sequences begin anew
        await FillAsync(gone);
        Assert.Equal(before, await RowsAsync(gone));
        Assert.Equal([1L, 2L, 3L], (await ReadAsync(gone, s => s.Events.ReadAfterAsync(0, cancellationToken: Ct))).Select(e => e.Sequence));
        Assert.Equal(theirs, await RowsAsync(other));
    }

    [Fact]
    public Task What_somebody_had_in_hand_of_a_removed_tenant_is_refused() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 1)));
        await using var session = await OpenAsync(tenant);
        var inHand = await session.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct);
        Assert.NotNull(inHand);
        await RemoveAllAsync(tenant);
        session.Of<Customer>().Update(inHand);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        Assert.Equal(0, await RowsAsync(tenant));
    });

    [Fact]
    public async Task A_tenant_that_was_never_there_is_removed_without_a_trace()
    {
        var tenant = Some.Tenant();
        Assert.Equal(0, await Store.RemoveTenantAsync(tenant, Ct));
        await CommitAsync(tenant, s => s.Events.Append(Some.Event(tenant, 1)));
        Assert.Equal([1L], (await ReadAsync(tenant, s => s.Events.ReadAfterAsync(0, cancellationToken: Ct))).Select(e => e.Sequence));
    }

    private async Task<long> RemoveAllAsync(TenantId tenant)
    {
        var removed = 0L;
        for (var part = 0; part < MostParts; part++)
        {
            var count = await Store.RemoveTenantAsync(tenant, Ct);
            removed += count;
            if (count == 0)
            {
                return removed;
            }
        }

        throw new InvalidOperationException("The tenant is never empty.");
    }

    /// <summary>Stores some records of every kind that the store keeps, and three events.</summary>
    private async Task FillAsync(TenantId tenant)
    {
        foreach (var kind in await KeptAsync())
        {
            await kind.FillAsync(Store, tenant, 5);
        }

        await CommitAsync(tenant, s =>
        {
            for (var n = 1; n <= 3; n++)
            {
                s.Events.Append(Some.Event(tenant, n));
            }
        });
    }

    private async Task<long> RowsAsync(TenantId tenant)
    {
        await using var session = await OpenAsync(tenant);
        var rows = await session.Events.ReadAfterAsync(0, cancellationToken: Ct).LongCountAsync(Ct);
        foreach (var kind in await KeptAsync())
        {
            rows += await kind.CountAsync(session);
        }

        return rows;
    }

    private async Task<List<RecordKind>> KeptAsync()
    {
        await using var session = await OpenAsync(Some.Tenant());
        return [.. RecordKind.All.Where(kind => kind.IsKept(session))];
    }
}
