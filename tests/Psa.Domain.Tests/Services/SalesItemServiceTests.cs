using NodaTime;
using Psa.Documents;
using Psa.Events;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Services;

public sealed class SalesItemServiceTests
{
    [Fact]
    public async Task An_item_is_written_changed_overridden_and_moved()
    {
        var office = await AnOffice.OpenAsync();
        var (customer, other) = (await office.ABillableCustomerAsync(), await office.ABillableCustomerAsync("10002"));
        var item = await office.Items.CreateAsync(AnOffice.Ann, new() { Customer = customer.Id, BillingDate = new(2026, 3, 1), Lines = [Line(100m)] });
        Assert.Equal((SalesItemStatus.Pending, AnOffice.Entity, 100m), (item.Status, item.BillingEntity, item.Net.Amount));
        Assert.Equal(120m, (await office.Items.ChangeLinesAsync(AnOffice.Ann, item.Id, [Line(120m)])).Net.Amount);
        var changed = await office.Items.OverrideAsync(AnOffice.Ann, item.Id, Money.Of(90m, Currency.EUR), "goodwill");
        Assert.Equal((90m, 120m, "Ann"), (changed.Net.Amount, changed.Computed.Amount, changed.Override?.By));
        Assert.Equal(other.Id, (await office.Items.MoveAsync(AnOffice.Ann, item.Id, other.Id)).Customer);
        Assert.Equal(
            [EventKinds.SalesItemCreated, EventKinds.SalesItemChanged, EventKinds.SalesItemOverridden, EventKinds.SalesItemMoved],
            (await office.EventsAsync()).Where(one => one.RecordId == item.Id.Value).Select(one => one.Kind));
        Assert.Null(await office.Items.FindAsync(AnOffice.Stranger, item.Id));
    }

    [Fact]
    public async Task Without_billing_information_nothing_is_written_or_moved_there()
    {
        var office = await AnOffice.OpenAsync();
        var (customer, other) = (await office.ABillableCustomerAsync(), await office.ACustomerAsync(number: "10002"));
        var item = await office.Items.CreateAsync(AnOffice.Ann, new() { Customer = customer.Id, BillingDate = new(2026, 3, 1), Lines = [Line(100m)] });
        var refusals = new[]
        {
            await Assert.ThrowsAsync<BillingInformationRequiredException>(() => office.Items.MoveAsync(AnOffice.Ann, item.Id, other.Id)),
            await Assert.ThrowsAsync<BillingInformationRequiredException>(() => office.Items.CreateAsync(AnOffice.Ann, new() { Customer = other.Id, BillingDate = new(2026, 3, 1), Lines = [Line(1m)] })),
        };
        Assert.All(refusals, refusal => Assert.Equal([other.Id.Value], refusal.Customers));
    }

    [Fact]
    public async Task Releasing_a_canceled_item_lets_a_run_look_at_its_period_again()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var (_, parts) = await office.AnActiveContractAsync(customer, AnOffice.APart());
        await office.BilledThroughAsync(parts[0], new(2026, 3, 31));
        var item = await office.StoreAsync(office.AnItem(customer, SalesItemStatus.Pending) with { SourceId = parts[0].Id.Value, PeriodStart = new LocalDate(2026, 2, 1) });
        await office.Items.CancelAsync(AnOffice.Ann, item.Id, "mistake");
        Assert.Null((await office.LedgerOfAsync(parts[0].Id))?.DirtyFrom);
        Assert.True((await office.Items.ReleaseAsync(AnOffice.Ann, item.Id)).Released);
        Assert.Equal(new LocalDate(2026, 2, 1), (await office.LedgerOfAsync(parts[0].Id))?.DirtyFrom);
        var events = (await office.EventsAsync()).Count;
        await office.Items.ReleaseAsync(AnOffice.Ann, item.Id);
        Assert.Equal(events, (await office.EventsAsync()).Count);
    }

    [Fact]
    public async Task A_contract_of_another_customer_is_not_found()
    {
        var office = await AnOffice.OpenAsync();
        var (customer, other) = (await office.ABillableCustomerAsync(), await office.ABillableCustomerAsync("10002"));
        var (contract, _) = await office.AnActiveContractAsync(other, AnOffice.APart());
        await Assert.ThrowsAsync<EntityNotFoundException>(
            () => office.Items.CreateAsync(AnOffice.Ann, new() { Customer = customer.Id, Contract = contract.Id, BillingDate = new(2026, 3, 1), Lines = [Line(100m)] }));
    }

    private static NewDocumentLine Line(decimal price) => new() { Text = "Setup", UnitPrice = UnitPrice.Of(price, Currency.EUR) };
}
