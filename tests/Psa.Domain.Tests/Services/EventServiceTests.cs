using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Services;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>Who changed what: the events of a record, of a contract with all its parts, and of a tenant as the outbox reads them.</summary>
public sealed class EventServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_happened_to_a_contract_and_its_parts_is_one_call_newest_first_also_of_parts_that_are_gone()
    {
        var office = await OpenAsync();
        var events = new EventService(office.Store);
        var customer = await office.ACustomerAsync(Complete);
        var contract = await office.Contracts.CreateAsync(Ann, AContract(customer, APart()));
        var other = await office.Contracts.CreateAsync(Ann, AContract(customer, APart()) with { Number = "C-2" });
        var gone = await office.Contracts.AddPartAsync(Ann, contract.Id, APart(3m));
        await office.Contracts.RemovePartAsync(Ann, gone.Id);
        await office.Contracts.AddPartAsync(Ann, other.Id, APart(3m));
        var part = (await office.Contracts.PartsOfAsync(Ann, contract.Id))[0];
        await office.Contracts.ActivateAsync(Ann, contract.Id);
        await office.Contracts.ChangeQuantityAsync(Ann, part.Id, 11m, new(2026, 4, 1), "one more");

        var told = (await events.ListAsync(Ann, new() { WholeId = contract.Id.Value }, PageRequest.First, Ct)).Items;
        Assert.Equal(
            [EventKinds.ContractPartChanged, EventKinds.ContractActivated, EventKinds.ContractPartRemoved, EventKinds.ContractPartAdded, EventKinds.ContractCreated],
            told.Select(one => one.Kind));
        Assert.Equal([part.Id.Value, contract.Id.Value, gone.Id.Value, gone.Id.Value, contract.Id.Value], told.Select(one => one.RecordId));
        Assert.All(told.AsEnumerable(), one => Assert.Equal((contract.Id.Value, "Ann"), (one.WholeId, one.ActorName)));
        Assert.Equal([EventKinds.ContractPartRemoved, EventKinds.ContractPartAdded], (await events.ListAsync(Ann, new() { RecordId = gone.Id.Value }, PageRequest.First, Ct)).Items.Select(one => one.Kind));
        Assert.Equal([EventKinds.ContractActivated, EventKinds.ContractCreated], (await events.ListAsync(Ann, new() { RecordId = contract.Id.Value }, PageRequest.First, Ct)).Items.Select(one => one.Kind));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_stay_whatever_is_appended()
    {
        var (office, events) = await WithManyAsync();
        var all = (await events.ReadAfterAsync(Ann, 0, cancellationToken: Ct).ToListAsync(Ct)).Select(one => one.Sequence).ToList();
        var read = new List<long>();
        var page = await events.ListAsync(Ann, new(), new() { Size = 3, WithCount = true }, Ct);
        Assert.Equal(all.Count, page.Count);
        read.AddRange(page.Items.Select(one => one.Sequence));
        while (page.Next is { } next)
        {
            await office.Catalog.SaveProductAsync(Ann, new() { Id = default, Tenant = Tenant, Number = $"P{read.Count}", Name = "P", Kind = ProductKind.Service, Unit = "C62" });
            page = await events.ListAsync(Ann, new(), new() { Size = 3, After = next }, Ct);
            read.AddRange(page.Items.Select(one => one.Sequence));
        }

        Assert.Equal(Enumerable.Reverse(all), read);
    }

    [Fact]
    public async Task Another_tenant_is_told_nothing_and_who_may_not_is_refused()
    {
        var (_, events) = await WithManyAsync();
        var one = (await events.ListAsync(Ann, new(), new() { Size = 1 }, Ct)).Items[0];
        Assert.Empty((await events.ListAsync(Stranger, new(), PageRequest.First, Ct)).Items);
        Assert.Empty((await events.ListAsync(Stranger, new() { RecordId = one.RecordId }, PageRequest.First, Ct)).Items);
        Assert.Empty(await events.ReadAfterAsync(Stranger, 0, cancellationToken: Ct).ToListAsync(Ct));
        Assert.NotEmpty(await events.ReadAfterAsync(Actor.System(Tenant), 0, cancellationToken: Ct).ToListAsync(Ct));
        var sales = Actor.Create(Tenant, UserId.Of("sam"), "Sam", [Role.Sales], AccessTable.Default);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => events.ListAsync(sales, new(), PageRequest.First, Ct));
        Assert.Throws<PermissionDeniedException>(() => events.ReadAfterAsync(sales, 0, cancellationToken: Ct));
    }

    [Fact]
    public async Task What_is_no_page_and_what_no_event_has_is_refused()
    {
        var (office, events) = await WithManyAsync();
        var key = (await events.ListAsync(Ann, new(), new() { Size = 1 }, Ct)).Next;
        foreach (var page in new PageRequest[] { new() { Size = 0 }, new() { Size = 1001 }, new() { After = "x" }, new() { After = string.Empty } })
        {
            await RefusedAsync(() => events.ListAsync(Ann, new(), page, Ct));
        }

        await RefusedAsync(() => events.ListAsync(Ann, new() { Kind = EventKinds.CustomerCreated }, new() { After = key }, Ct));
        await RefusedAsync(() => office.Customers.ListAsync(Ann, new(), new() { After = key }, Ct));
        Assert.Equal(MoneyErrors.OutOfRange, Assert.Throws<ValidationFailedException>(() => events.ReadAfterAsync(Ann, -1, cancellationToken: Ct)).Code);
        await Assert.ThrowsAsync<ValidationFailedException>(() => events.ListAsync(Ann, new() { Kind = "\0" }, PageRequest.First, Ct));
        Assert.Throws<ValidationFailedException>(() => events.ReadAfterAsync(Ann, 0, new() { Kind = "\uD800" }, Ct));

        static async Task RefusedAsync(Func<Task> call) => Assert.Equal(FilterErrors.BadPage, (await Assert.ThrowsAsync<RuleViolationException>(call)).Code);
    }

    private static async Task<(AnOffice Office, EventService Events)> WithManyAsync()
    {
        var office = await OpenAsync();
        for (var n = 0; n < 7; n++)
        {
            await office.ACustomerAsync(Complete, $"1000{n}");
        }

        return (office, new(office.Store));
    }
}
