using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.TestKit;

public abstract partial class StoreTests
{
    [Fact]
    public Task Nothing_is_seen_before_the_commit_and_all_after_it() => KeepingAsync([typeof(Customer), typeof(SalesItem)], async () =>
    {
        var tenant = Some.Tenant();
        await using var writer = await OpenAsync(tenant);
        await using var reader = await OpenAsync(tenant);
        writer.Of<Customer>().Add(Some.Customer(tenant, 1));
        writer.Of<SalesItem>().Add(Some.Item(tenant, 1));
        writer.Events.Append(Some.Event(tenant, 1));
        Assert.Null(await reader.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct));
        Assert.Equal(0, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
        Assert.Empty(await reader.Events.ReadAfterAsync(0, cancellationToken: Ct).ToListAsync(Ct));
        await writer.CommitAsync(Ct);
        Assert.NotNull(await reader.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct));
        Assert.NotNull(await reader.Of<SalesItem>().FindAsync(new(Some.Id<Customer>(1).Value), Ct));
        Assert.Single(await reader.Events.ReadAfterAsync(0, cancellationToken: Ct).ToListAsync(Ct));
    });

    [Fact]
    public Task A_session_that_does_not_commit_leaves_nothing() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await using (var session = await OpenAsync(tenant))
        {
            session.Of<Customer>().AddRange(Enumerable.Range(1, 100).Select(n => Some.Customer(tenant, n)));
            session.Events.Append(Some.Event(tenant, 1));
        }

        await using var reader = await OpenAsync(tenant);
        Assert.Equal(0, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
        Assert.Empty(await reader.Events.ReadAfterAsync(0, cancellationToken: Ct).ToListAsync(Ct));
    });

    [Fact]
    public Task A_refused_commit_writes_nothing_of_any_kind() => KeepingAsync([typeof(BillingRun), typeof(Customer), typeof(SalesItem)], async () =>
    {
        var tenant = Some.Tenant();
        var stored = Some.Run(tenant, 1);
        await CommitAsync(tenant, s => s.Of<BillingRun>().Add(stored));
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().AddRange(Enumerable.Range(1, 100).Select(n => Some.Customer(tenant, n)));
        session.Of<SalesItem>().Add(Some.Item(tenant, 1));
        session.Events.Append(Some.Event(tenant, 1));
        session.Of<BillingRun>().Update(stored with { Version = 9 });
        var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        Assert.Equal((9, 1), (conflict.Expected, conflict.Stored));

        await using var reader = await OpenAsync(tenant);
        Assert.Equal(0, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
        Assert.Null(await reader.Of<SalesItem>().FindAsync(Some.Item(tenant, 1).Id, Ct));
        Assert.Equal(stored with { Version = 1 }, await reader.Of<BillingRun>().FindAsync(stored.Id, Ct));
        Assert.Empty(await reader.Events.ReadAfterAsync(0, cancellationToken: Ct).ToListAsync(Ct));
        await CommitAsync(tenant, s => s.Events.Append(Some.Event(tenant, 2)));
        Assert.Equal([1L], (await ReadAsync(tenant, s => s.Events.ReadAfterAsync(0, cancellationToken: Ct))).Select(e => e.Sequence));
    });

    [Fact]
    public Task A_refused_commit_is_refused_again() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 1)));
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 2));
        session.Of<Customer>().Add(Some.Customer(tenant, 1) with { Number = "other" });
        await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        Assert.Equal([1], Numbers(await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct))));
    });

    [Fact]
    public Task After_a_commit_the_session_is_empty_and_can_be_used_again() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        var first = session.Of<Customer>().Add(Some.Customer(tenant, 1));
        session.Events.Append(Some.Event(tenant, 1));
        await session.CommitAsync(Ct);
        await session.CommitAsync(Ct);
        session.Of<Customer>().Update(first with { Name = "other" });
        session.Of<Customer>().Add(Some.Customer(tenant, 2));
        session.Events.Append(Some.Event(tenant, 2));
        await session.CommitAsync(Ct);
        Assert.Equal([2L, 1L], (await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct))).Select(c => c.Version));
        Assert.Equal([1L, 2L], (await ReadAsync(tenant, s => s.Events.ReadAfterAsync(0, cancellationToken: Ct))).Select(e => e.Sequence));
    });

    [Fact]
    public Task A_canceled_commit_writes_nothing() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.CommitAsync(new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.OpenAsync(tenant, new CancellationToken(canceled: true)));
        Assert.Empty(await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct)));
    });

    [Fact]
    public Task A_disposed_session_refuses_work() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 1));
        await session.DisposeAsync();
        await session.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await session.CommitAsync(Ct));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await session.Of<Customer>().FindAsync(Some.Id<Customer>(2), Ct));
    });

    [Fact]
    public Task A_record_staged_twice_is_written_once() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        var twice = session.Of<Customer>().Update(session.Of<Customer>().Add(Some.Customer(tenant, 1)) with { Name = "second" });
        session.Of<Customer>().Remove(session.Of<Customer>().Add(Some.Customer(tenant, 2)));
        session.Of<Customer>().Add(Some.Customer(tenant, 3));
        await session.CommitAsync(Ct);
        Assert.Equal((2L, "second"), (twice.Version, twice.Name));
        Assert.Equal(twice, await session.Of<Customer>().FindAsync(twice.Id, Ct));

        var thrice = session.Of<Customer>().Update(session.Of<Customer>().Update(twice) with { Name = "fourth" });
        var third = session.Of<Customer>().Update((await session.Of<Customer>().FindAsync(Some.Id<Customer>(3), Ct))!);
        session.Of<Customer>().Remove(third);
        await session.CommitAsync(Ct);
        Assert.Equal([thrice], await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct)));
        Assert.Equal((4L, "fourth"), (thrice.Version, thrice.Name));
    });

    [Fact]
    public Task What_contradicts_itself_in_one_session_is_refused_at_the_commit() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        var stored = Some.Customer(tenant, 1) with { Version = 1 };
        await CommitAsync(tenant, s => s.Of<Customer>().Add(stored with { Version = 0 }));
        await RefusedAsync(0, 1, s => s.AddRange([Some.Customer(tenant, 2), Some.Customer(tenant, 2)]));
        await RefusedAsync(1, 2, s => s.UpdateRange([stored, stored]));
        await RefusedAsync(1, null, s =>
        {
            s.Remove(stored);
            s.Update(stored);
        });
        await RefusedAsync(0, null, s =>
        {
            s.Remove(stored);
            s.Add(stored with { Version = 0 });
        });
        Assert.Equal([stored], await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct)));

        async Task RefusedAsync(long expected, long? other, Action<IRepository<Customer>> stage)
        {
            var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => CommitAsync(tenant, s => stage(s.Of<Customer>())));
            Assert.Equal((expected, other), (conflict.Expected, conflict.Stored));
        }
    });

    [Fact]
    public Task A_record_that_no_store_could_have_given_is_refused_at_once() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        var customer = Some.Customer(tenant, 1);
        var customers = session.Of<Customer>();
        Assert.Throws<ArgumentException>(() => customers.Add(customer with { Version = 1 }));
        Assert.Throws<ArgumentException>(() => customers.Add(customer with { Version = -1 }));
        Assert.Throws<ArgumentException>(() => customers.Add(customer with { Id = default }));
        Assert.Throws<ArgumentException>(() => customers.Update(customer));
        Assert.Throws<ArgumentException>(() => customers.Update(customer with { Version = -1 }));
        Assert.Throws<ArgumentException>(() => customers.Update(customer with { Id = default, Version = 1 }));
        Assert.Throws<ArgumentException>(() => customers.Remove(customer));
        Assert.Throws<ArgumentNullException>(() => customers.Add(null!));
        Assert.Throws<ArgumentNullException>(() => customers.Update(null!));
        Assert.Throws<ArgumentNullException>(() => customers.Remove(null!));
        await session.CommitAsync(Ct);
        Assert.Equal(0, await customers.CountAsync(RecordType<Customer>.All, Ct));
    });

    [Fact]
    public Task A_reader_in_the_middle_of_a_stream_sees_no_later_commit() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().AddRange(Enumerable.Range(1, 2000).Select(n => Some.Customer(tenant, n * 2))));
        await using var reader = await OpenAsync(tenant);
        var seen = new List<Customer>();
        await foreach (var customer in reader.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(int.MaxValue), Ct))
        {
            if (seen.Count == 0)
            {
                await CommitAsync(tenant, s => s.Of<Customer>().AddRange(Enumerable.Range(1, 2000).Select(n => Some.Customer(tenant, (n * 2) + 1))));
            }

            seen.Add(customer);
        }

        Assert.Equal(Enumerable.Range(1, 2000).Select(n => n * 2), Numbers(seen));
        Assert.Equal(4000, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
    });

    [Fact]
    public Task A_session_can_commit_while_it_reads() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().AddRange(Enumerable.Range(1, 50).Select(n => Some.Customer(tenant, n))));
        await using var session = await OpenAsync(tenant);
        await foreach (var customer in session.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(int.MaxValue), Ct))
        {
            // another session's commit in between makes the rows being read old ones
            await CommitAsync(tenant, s => s.Events.Append(Some.Event(tenant, 1)));
            session.Of<Customer>().Update(customer with { Name = "changed" });
            await session.CommitAsync(Ct);
            Assert.Equal(("changed", 2L), await session.Of<Customer>().FindAsync(customer.Id, Ct) is { } own ? (own.Name, own.Version) : default);
        }

        Assert.All(await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(99), Ct)), c => Assert.Equal(("changed", 2L), (c.Name, c.Version)));
    });

    [Fact]
    public Task Ten_thousand_records_go_in_and_change_in_one_commit_each() => KeepingAsync([typeof(SalesItem)], async () =>
    {
        const int count = 10_000;
        var tenant = Some.Tenant();
        var pattern = Some.Item(tenant, 1);
        await CommitAsync(tenant, s => s.Of<SalesItem>().AddRange(
            Enumerable.Range(1, count).Select(n => pattern with { Id = new(Some.Id<Customer>(n).Value), Customer = Some.Id<Customer>((n + 3) / 4) })));
        var stored = await ReadAsync(tenant, s => s.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(Customers(1, count), pattern.Status, pattern.BillingDate), Ct));
        Assert.Equal(Enumerable.Range(1, count), Numbers(stored));

        var changed = stored.ConvertAll(item => item with { CancelReason = "none", Invoice = Some.Id<Invoice>(1) });
        await CommitAsync(tenant, s => s.Of<SalesItem>().UpdateRange(changed));
        var again = await ReadAsync(tenant, s => s.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([Some.Id<Invoice>(1)]), Ct));
        Assert.Equal(changed.Select(item => item with { Version = 2 }), again.OrderBy(item => item.Id));
    });

    [Fact]
    public Task Sessions_that_change_one_record_in_parallel_lose_nothing() => KeepingAsync([typeof(NumberSeries)], async () =>
    {
        var (tenant, id) = (Some.Tenant(), Some.Id<NumberSeries>(1));
        var series = new RandomRecords(1).Entity(tenant, (Id<NumberSeries>?)id) with { NextNumber = 1 };
        await CommitAsync(tenant, s => s.Of<NumberSeries>().Add(series));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(TakeAsync, Ct)));
        await using var reader = await OpenAsync(tenant);
        var last = await reader.Of<NumberSeries>().FindAsync(id, Ct);
        Assert.Equal((201L, 201L), (last!.NextNumber, last.Version));

        async Task TakeAsync()
        {
            for (var taken = 0; taken < 25;)
            {
                await using var session = await OpenAsync(tenant);
                var current = await session.Of<NumberSeries>().FindAsync(id, Ct);
                session.Of<NumberSeries>().Update(current! with { NextNumber = current.NextNumber + 1 });
                try
                {
                    await session.CommitAsync(Ct);
                    taken++;
                }
                catch (ConcurrencyConflictException e)
                {
                    Assert.True(e.Stored > e.Expected);
                }
            }
        }
    });

    [Fact]
    public Task Of_parallel_sessions_that_add_one_id_exactly_one_succeeds() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => TryAsync(n), Ct)));
        Assert.Single(outcomes, added => added);

        async Task<bool> TryAsync(int n)
        {
            try
            {
                await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 1) with { Number = $"C{n}" }));
                return true;
            }
            catch (ConcurrencyConflictException e)
            {
                Assert.Equal((0L, 1L), (e.Expected, e.Stored));
                return false;
            }
        }
    });
}
