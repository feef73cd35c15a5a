using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Storage;

namespace Psa.TestKit;

public abstract partial class StoreTests
{
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
            await ReadAsync(one, s => s.Events.ReadAfterAsync(0, cancellationToken: Ct)));
        Assert.Equal([Some.Event(other, 15) with { Sequence = 1 }], await ReadAsync(other, s => s.Events.ReadAfterAsync(0, cancellationToken: Ct)));
        Assert.Equal([3L], (await ReadAsync(one, s => s.Events.ReadAfterAsync(2, cancellationToken: Ct))).Select(e => e.Sequence));
        Assert.Empty(await ReadAsync(one, s => s.Events.ReadAfterAsync(3, cancellationToken: Ct)));
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
            await foreach (var item in session.Events.ReadAfterAsync(read.Count == 0 ? 0 : read[^1].Sequence, cancellationToken: Ct))
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

    [Fact]
    public async Task Events_are_found_by_what_happened_and_to_which_record()
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        foreach (var of in new[] { tenant, other })
        {
            await CommitAsync(of, s =>
            {
                for (var n = 1; n <= 40; n++)
                {
                    s.Events.Append(Some.Event(of, n) with { Kind = n % 2 == 0 ? EventKinds.CustomerCreated : EventKinds.CustomerChanged, RecordId = Some.Id<Customer>(n % 5).Value });
                }
            });
        }

        await CheckAsync(0, new(), n => true);
        await CheckAsync(0, new() { Kind = EventKinds.CustomerCreated }, n => n % 2 == 0);
        await CheckAsync(7, new() { Kind = EventKinds.CustomerChanged }, n => n % 2 == 1);
        await CheckAsync(12, new() { RecordId = Some.Id<Customer>(3).Value }, n => n % 5 == 3);
        await CheckAsync(5, new() { Kind = EventKinds.CustomerCreated, RecordId = Some.Id<Customer>(3).Value }, n => n % 10 == 8);
        await CheckAsync(3, new() { WholeId = Some.Id<Customer>(2).Value }, n => n % 7 == 2);
        await CheckAsync(0, new() { RecordId = Some.Id<Customer>(3).Value, WholeId = Some.Id<Customer>(2).Value }, n => n % 35 == 23);
        await CheckAsync(0, new() { Kind = EventKinds.CustomerCreated.ToUpperInvariant() }, n => false);
        await CheckAsync(0, new() { RecordId = Some.Id<Customer>(9).Value }, n => false);

        // both ways from every place, in pages of every size
        async Task CheckAsync(int after, EventFilter filter, Func<int, bool> isWanted)
        {
            var wanted = Enumerable.Range(1, 40).Where(n => n > after && isWanted(n)).Select(n => (long)n).ToList();
            Assert.Equal(wanted, (await ReadAsync(tenant, s => s.Events.ReadAfterAsync(after, filter, Ct))).Select(e => e.Sequence));
            var before = 41L - after;
            var earlier = Enumerable.Range(1, 40).Where(n => n < before && isWanted(n)).Select(n => (long)n).Reverse().ToList();
            foreach (var limit in new[] { 0, 1, 3, 100 })
            {
                Assert.Equal(earlier.Take(limit), (await ReadAsync(tenant, s => s.Events.ReadBeforeAsync(before, limit, filter, Ct))).Select(e => e.Sequence));
            }
        }
    }

    [Fact]
    public async Task Events_are_read_backwards_from_the_newest_to_the_first()
    {
        var tenant = Some.Tenant();
        Assert.Empty(await ReadAsync(tenant, s => s.Events.ReadBeforeAsync(long.MaxValue, 5, cancellationToken: Ct)));
        await CommitAsync(tenant, s =>
        {
            for (var n = 1; n <= 5; n++)
            {
                s.Events.Append(Some.Event(tenant, n));
            }
        });
        Assert.Equal([5L, 4L, 3L, 2L, 1L], (await ReadAsync(tenant, s => s.Events.ReadBeforeAsync(long.MaxValue, 5, cancellationToken: Ct))).Select(e => e.Sequence));
        Assert.Equal([Some.Event(tenant, 2) with { Sequence = 2 }, Some.Event(tenant, 1) with { Sequence = 1 }], await ReadAsync(tenant, s => s.Events.ReadBeforeAsync(3, 5, cancellationToken: Ct)));
        Assert.Empty(await ReadAsync(tenant, s => s.Events.ReadBeforeAsync(1, 5, cancellationToken: Ct)));
        Assert.Empty(await ReadAsync(tenant, s => s.Events.ReadBeforeAsync(0, 5, cancellationToken: Ct)));
        Assert.Empty(await ReadAsync(Some.Tenant(), s => s.Events.ReadBeforeAsync(long.MaxValue, 5, cancellationToken: Ct)));
    }

    [Fact]
    public async Task An_event_is_kept_as_a_record_is()
    {
        var tenant = Some.Tenant();
        for (var seed = 0; seed < Rounds; seed++)
        {
            var (made, count) = (Event(new(seed)), seed + 1);
            await Output.NamedAsync($"seed {seed}", async () =>
            {
                await CommitAsync(tenant, s => s.Events.Append(made));
                Assert.Equal([made with { Sequence = count }], await ReadAsync(tenant, s => s.Events.ReadAfterAsync(count - 1, cancellationToken: Ct)));
            });
        }

        // on both sides of the beginning of time
        Assert.Equal(Instant.FromUnixTimeTicks(10), Moment(1_999));
        Assert.Equal(Instant.FromUnixTimeTicks(-20), Moment(-1_001));
        Assert.Equal(Instant.FromUnixTimeTicks(-10), Moment(-1));
        Assert.Equal(Instant.FromUnixTimeTicks(-10), Moment(-1_000));

        PsaEvent Event(RandomRecords random) => (PsaEvent)random.Make(typeof(PsaEvent)) is var made ? made with { Tenant = tenant, Sequence = 0 } : made;

        Instant Moment(long nanoseconds) => (Some.Event(tenant, 1) with { At = Instant.FromUnixTimeTicks(0).PlusNanoseconds(nanoseconds) }).At;
    }

    [Fact]
    public async Task An_event_that_no_store_could_keep_is_refused_at_once()
    {
        var tenant = Some.Tenant();
        await using var session = await OpenAsync(tenant);
        Assert.Throws<ArgumentNullException>(() => session.Events.Append(null!));
        Assert.Throws<ArgumentException>(() => session.Events.Append(Some.Event(Some.Tenant(), 1)));
        foreach (var bad in new[] { Some.Event(tenant, 1) with { ActorName = "\0" }, Some.Event(tenant, 1) with { Reason = "a\uD83D" }, Some.Event(tenant, 1) with { Data = "\0" }, Some.Event(tenant, 1) with { Actor = UserId.Of("u\0") } })
        {
            Assert.Equal(StoreErrors.BadText, Assert.Throws<InvalidDataPsaException>(() => session.Events.Append(bad)).Code);
        }

        await session.CommitAsync(Ct);
        Assert.Empty(await session.Events.ReadAfterAsync(0, cancellationToken: Ct).ToListAsync(Ct));
    }
}
