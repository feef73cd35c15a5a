using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>R-SETTINGS: a host's own keys are carried and given back, read by no rule, and copied from no record to another.</summary>
public sealed class MetadataTests
{
    private static readonly Metadata Keys = Metadata.Empty.With("crm", "42").With("colour", "red");

    [Fact]
    public async Task What_a_request_says_is_stored_and_an_edit_changes_it_alone()
    {
        var world = await CreateAsync();
        var customer = await world.Customers.CreateAsync(world.Actor, new NewCustomer { Number = "N1", Name = "New", BillingInformation = Complete, Metadata = Keys }, Token);
        var contract = await world.Contracts.CreateAsync(
            world.Actor,
            new NewContract
            {
                Customer = customer.Id,
                Number = "K1",
                Name = "Support",
                EffectiveFrom = Start,
                Cycle = BillingCycle.Monthly,
                Metadata = Keys.With("of", "contract"),
                Parts = [new() { Text = "Desk", Quantity = 1m, UnitPrice = Price(10m), Metadata = Keys.With("of", "part") }],
            },
            Token);
        var part = Assert.Single(await world.Contracts.PartsOfAsync(world.Actor, contract.Id, Token));
        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [new() { Text = "x", UnitPrice = Price(1m) }], Metadata = Keys.With("of", "item") }, Token);
        Assert.Equal((Keys, "contract", "part", "item"), (customer.Metadata, contract.Metadata["of"], part.Metadata["of"], item.Metadata["of"]));

        customer = await world.Customers.UpdateAsync(world.Actor, customer with { Metadata = Keys.Without("crm") }, Token);
        contract = (await world.Contracts.ActivateAsync(world.Actor, contract.Id, cancellationToken: Token)).Contract;
        contract = await world.Contracts.UpdateAsync(world.Actor, contract with { Metadata = default }, Token);
        await world.BillAsync(new(2025, 1, 31));
        part = await world.Contracts.UpdatePartAsync(world.Actor, part with { Metadata = Keys }, Token);
        item = await world.Items.SetMetadataAsync(world.Actor, item.Id, Keys, Token);
        Assert.Equal(
            (Keys.Without("crm"), Metadata.Empty, Keys, Keys),
            (
                (await world.Customers.FindAsync(world.Actor, customer.Id, Token))!.Metadata,
                (await world.Contracts.FindAsync(world.Actor, contract.Id, Token))!.Metadata,
                Assert.Single(await world.Contracts.PartsOfAsync(world.Actor, contract.Id, Token)).Metadata,
                (await world.AllItemsAsync()).Find(one => one.Id == item.Id)!.Metadata));
    }

    [Fact]
    public async Task No_rule_reads_it_and_no_record_gets_that_of_another()
    {
        var (without, with) = (await BilledAsync(default), await BilledAsync(Keys));
        Assert.Equal(without.Invoices, with.Invoices);
        Assert.Equal(without.Items, with.Items);
        Assert.All(with.Invoices, static invoice => Assert.True(invoice.Metadata.IsEmpty));
        Assert.All(with.Items, static item => Assert.True(item.Metadata.IsEmpty));
        Assert.Contains(with.Items, static item => item.BilledBefore is not null);
    }

    [Fact]
    public async Task Of_what_is_invoiced_and_issued_only_this_can_be_set()
    {
        var world = await CreateAsync();
        var customer = ACustomer();
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        var run = await world.BillAsync(new(2025, 3, 31));
        var (invoice, item) = ((await world.InvoicesOfAsync(run))[0], (await world.AllItemsAsync())[0]);
        Assert.Equal((InvoiceStatus.Issued, SalesItemStatus.Invoiced), (invoice.Status, item.Status));

        var invoices = new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator());
        var set = await invoices.SetMetadataAsync(world.Actor, invoice.Id, Keys, Token);
        Assert.Equal(invoice with { Metadata = Keys, Version = invoice.Version + 1 }, set);
        Assert.Equal(set, (await world.InvoicesOfAsync(run)).Find(one => one.Id == invoice.Id));
        Assert.Equal(set, await invoices.SetMetadataAsync(world.Actor, invoice.Id, Keys, Token));

        var marked = await world.Items.SetMetadataAsync(world.Actor, item.Id, Keys, Token);
        Assert.Equal(item with { Metadata = Keys, Version = item.Version + 1 }, marked);
        Assert.Equal(invoice with { Version = set.Version }, await invoices.SetMetadataAsync(world.Actor, invoice.Id, default, Token) with { Version = set.Version });

        var events = await world.ReadAsync(static session => session.Events.ReadAfterAsync(0, cancellationToken: Token).ToListAsync(Token).AsTask());
        Assert.Equal(2, events.Count(one => one.Kind == EventKinds.InvoiceMetadataSet && one.RecordId == invoice.Id.Value));
        Assert.Single(events, one => one.Kind == EventKinds.SalesItemMetadataSet && one.RecordId == item.Id.Value);

        // a later run corrects as if nothing had been set
        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 3, 31), new(2025, 4, 1))));
        var clerk = Actor.Create(Tenant, UserId.Of("c"), "C", [Role.Client], AccessTable.Default, customer.Id.Value);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => invoices.SetMetadataAsync(clerk, invoice.Id, Keys, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => invoices.SetMetadataAsync(world.Actor, new Id<Invoice>(item.Id.Value), Keys, Token));
    }

    private static async Task<(List<Invoice> Invoices, List<SalesItem> Items)> BilledAsync(Metadata keys)
    {
        var world = await CreateAsync();
        var customer = ACustomer() with { Metadata = keys };
        var contract = AContract(customer) with { Metadata = keys };
        var part = APart(contract) with { Metadata = keys };
        await world.AddAsync(customer, contract, part);
        var first = await world.BillAsync(new(2025, 2, 28));
        _ = await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(new(2025, 1, 15), Quantity: 3m), Token);
        var marked = await world.AllItemsAsync();
        foreach (var item in marked)
        {
            _ = await world.Items.SetMetadataAsync(world.Actor, item.Id, keys, Token);
        }

        var second = await world.BillAsync(new(2025, 3, 31));
        List<Invoice> invoices = [.. await world.ComparableInvoicesAsync(first), .. await world.ComparableInvoicesAsync(second)];
        return (invoices, [.. (await world.ComparableItemsAsync()).Select(item => marked.Exists(one => one.Id == item.Id) ? item with { Metadata = default } : item)]);
    }
}
