using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

public abstract partial class StoreTests
{
    [Fact]
    public async Task Nothing_is_seen_before_the_commit_and_all_after_it()
    {
        var tenant = Some.Tenant();
        await using var writer = await OpenAsync(tenant);
        await using var reader = await OpenAsync(tenant);
        writer.Of<Customer>().Add(Some.Customer(tenant, 1));
        writer.Of<SalesItem>().Add(Some.Item(tenant, 1));
        writer.Events.Append(Some.Event(tenant, 1));
        Assert.Null(await reader.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct));
        Assert.Equal(0, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
        Assert.Empty(await reader.Events.ReadAfterAsync(0, Ct).ToListAsync(Ct));
        await writer.CommitAsync(Ct);
        Assert.NotNull(await reader.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct));
        Assert.NotNull(await reader.Of<SalesItem>().FindAsync(new(Some.Id<Customer>(1).Value), Ct));
        Assert.Single(await reader.Events.ReadAfterAsync(0, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_session_that_does_not_commit_leaves_nothing()
    {
        var tenant = Some.Tenant();
        await using (var session = await OpenAsync(tenant))
        {
            session.Of<Customer>().AddRange(Enumerable.Range(1, 100).Select(n => Some.Customer(tenant, n)));
            session.Events.Append(Some.Event(tenant, 1));
        }

        await using var reader = await OpenAsync(tenant);
        Assert.Equal(0, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
        Assert.Empty(await reader.Events.ReadAfterAsync(0, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_refused_commit_writes_nothing_of_any_kind()
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
        Assert.Empty(await reader.Events.ReadAfterAsync(0, Ct).ToListAsync(Ct));
        await CommitAsync(tenant, s => s.Events.Append(Some.Event(tenant, 2)));
        Assert.Equal([1L], (await ReadAsync(tenant, s => s.Events.ReadAfterAsync(0, Ct))).Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_refused_commit_is_refused_again()
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 1)));
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 2));
        session.Of<Customer>().Add(Some.Customer(tenant, 1) with { Number = "other" });
        await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        Assert.Equal([1], Numbers(await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct))));
    }

    [Fact]
    public async Task After_a_commit_the_session_is_empty_and_can_be_used_again()
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
        Assert.Equal([1L, 2L], (await ReadAsync(tenant, s => s.Events.ReadAfterAsync(0, Ct))).Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_canceled_commit_writes_nothing()
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.CommitAsync(new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.OpenAsync(tenant, new CancellationToken(canceled: true)));
        Assert.Empty(await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(9), Ct)));
    }

    [Fact]
    public async Task A_disposed_session_refuses_work()
    {
        var tenant = Some.Tenant();
        var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 1));
        await session.DisposeAsync();
        await session.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await session.CommitAsync(Ct));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await session.Of<Customer>().FindAsync(Some.Id<Customer>(2), Ct));
    }

    [Fact]
    public async Task A_record_staged_twice_is_written_once()
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
    }

    [Fact]
    public async Task What_contradicts_itself_in_one_session_is_refused_at_the_commit()
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

        async Task RefusedAsync(long expected, long? other, Action<ICustomerRepository> stage)
        {
            var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => CommitAsync(tenant, s => stage(s.Customers)));
            Assert.Equal((expected, other), (conflict.Expected, conflict.Stored));
        }
    }

    [Fact]
    public async Task A_record_that_no_store_could_have_given_is_refused_at_once()
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        var customer = Some.Customer(tenant, 1);
        Assert.Throws<ArgumentException>(() => session.Of<Customer>().Add(customer with { Version = 1 }));
        Assert.Throws<ArgumentException>(() => session.Of<Customer>().Add(customer with { Id = default }));
        Assert.Throws<ArgumentException>(() => session.Of<Customer>().AddRange([customer with { Version = 1 }]));
        Assert.Throws<ArgumentException>(() => session.Of<Customer>().Update(customer));
        Assert.Throws<ArgumentException>(() => session.Of<Customer>().UpdateRange([customer]));
        Assert.Throws<ArgumentException>(() => session.Of<Customer>().Remove(customer));
        Assert.Throws<ArgumentException>(() => session.Events.Append(Some.Event(Some.Tenant(), 1)));
        Assert.Throws<ArgumentNullException>(() => session.Of<Customer>().Add(null!));
        Assert.Throws<ArgumentNullException>(() => session.Of<Customer>().AddRange(null!));
    }

    [Fact]
    public async Task A_reader_in_the_middle_of_a_stream_sees_no_later_commit()
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
    }

    [Fact]
    public async Task A_session_can_commit_while_it_reads()
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
        }

        Assert.All(await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(99), Ct)), c => Assert.Equal(("changed", 2L), (c.Name, c.Version)));
    }

    [Fact]
    public async Task Ten_thousand_records_go_in_and_change_in_one_commit_each()
    {
        const int count = 10_000;
        var tenant = Some.Tenant();
        var pattern = Some.Item(tenant, 1);
        await CommitAsync(tenant, s => s.Of<SalesItem>().AddRange(
            Enumerable.Range(1, count).Select(n => pattern with { Id = new(Some.Id<Customer>(n).Value), Customer = Some.Id<Customer>((n + 3) / 4) })));
        var stored = await ReadAsync(tenant, s => s.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(Customers(1, count), pattern.Status, pattern.BillingDate), Ct));
        Assert.Equal(Enumerable.Range(1, count), Numbers(stored));

        var changed = stored.ConvertAll(item => item with { CancelReason = "none", Invoice = Some.Id<Invoices.Invoice>(1) });
        await CommitAsync(tenant, s => s.Of<SalesItem>().UpdateRange(changed));
        var again = await ReadAsync(tenant, s => s.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([Some.Id<Invoices.Invoice>(1)]), Ct));
        Assert.Equal(changed.Select(item => item with { Version = 2 }), again.OrderBy(item => item.Id));
    }

    [Fact]
    public async Task Sessions_that_change_one_record_in_parallel_lose_nothing()
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
    }

    [Fact]
    public async Task Of_parallel_sessions_that_add_one_id_exactly_one_succeeds()
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
    }

    [Fact]
    public async Task Events_are_numbered_from_one_for_each_tenant()
    {
        var (one, other) = (Some.Tenant(), Some.Tenant());
        await CommitAsync(one, s =>
        {
            s.Events.Append(Some.Event(one, 1));
            s.Events.Append(Some.Event(one, 2));
        });
        await CommitAsync(other, s => s.Events.Append(Some.Event(other, 15)));
        await CommitAsync(one, s => s.Events.Append(Some.Event(one, 3)));
        Assert.Equal(
            [Some.Event(one, 1) with { Sequence = 1 }, Some.Event(one, 2) with { Sequence = 2 }, Some.Event(one, 3) with { Sequence = 3 }],
            await ReadAsync(one, s => s.Events.ReadAfterAsync(0, Ct)));
        Assert.Equal([Some.Event(other, 15) with { Sequence = 1 }], await ReadAsync(other, s => s.Events.ReadAfterAsync(0, Ct)));
        Assert.Equal([3L], (await ReadAsync(one, s => s.Events.ReadAfterAsync(2, Ct))).Select(e => e.Sequence));
        Assert.Empty(await ReadAsync(one, s => s.Events.ReadAfterAsync(3, Ct)));
    }

    [Fact]
    public async Task A_reader_of_events_misses_none_while_sessions_append_in_parallel()
    {
        const int writers = 4;
        const int commits = 25;
        var tenant = Some.Tenant();
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(() => AppendAsync(w), Ct)));
        var read = new List<PsaEvent>();
        while (read.Count < writers * commits * 2)
        {
            await using var session = await OpenAsync(tenant);
            await foreach (var item in session.Events.ReadAfterAsync(read.Count == 0 ? 0 : read[^1].Sequence, Ct))
            {
                read.Add(item);
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, read.Count).Select(n => (long)n), read.Select(e => e.Sequence));
        Assert.All(read.GroupBy(e => e.ActorName, StringComparer.Ordinal), one => Assert.Equal(one.OrderBy(e => e.At), one));

        async Task AppendAsync(int writer)
        {
            for (var n = 0; n < commits; n++)
            {
                await CommitAsync(tenant, s =>
                {
                    s.Events.Append(Some.Event(tenant, 2 * n) with { ActorName = $"W{writer}" });
                    s.Events.Append(Some.Event(tenant, (2 * n) + 1) with { ActorName = $"W{writer}" });
                });
            }
        }
    }
}
