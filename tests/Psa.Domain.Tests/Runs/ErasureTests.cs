using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.Families;

namespace Psa.Domain.Tests.Runs;

/// <summary>A customer's personal data taken out, once nothing is to be billed with it any more; documents stay as they are.</summary>
public sealed class ErasureTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    private static BillingInformation Personal { get; } = Complete with
    {
        LegalName = "Secret Person",
        VatNumber = "BE0123456789",
        Address = new() { Street = "Secret street 1", City = "Secretville", Country = "BE" },
        Email = "secret@person.example",
        InvoiceRecipients = ["secret.other@person.example"],
        InvoiceNote = "for the secret attention",
    };

    [Fact]
    public async Task What_is_left_is_a_number_and_the_documents_and_nothing_tells_who_it_was()
    {
        var world = await AWorldOfOneAsync(lastDay: January);
        var run = await world.BillAsync(January);
        var before = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal("Secret Person", before.Buyer.Name);
        world.Clock.Advance(Duration.FromDays(31));
        var erased = await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token);
        Assert.Equal(("C", "C", null, true), (erased.Number, erased.Name, erased.BillingInformation, erased.Contacts.IsEmpty));
        Assert.Equal(erased, await world.FindAsync("C"));
        Assert.Equal(before, Assert.Single(await world.InvoicesOfAsync(run)));

        var events = await EventsAsync(world);
        Assert.Contains(events, one => one.Kind == EventKinds.CustomerErased && one.RecordId == IdOf("C").Value && one.Data == PsaEvent.NoData);
        Assert.DoesNotContain("secret", string.Concat(events), StringComparison.OrdinalIgnoreCase);

        // again nothing is done, and a later run has nothing to say of it
        Assert.Equal(erased, await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token));
        Assert.Equal(events.Count, (await EventsAsync(world)).Count);
        Assert.Empty(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public void Only_what_documents_and_ledgers_need_is_kept_of_all_that_a_customer_has()
    {
        string[] kept = ["Id", "Tenant", "Version", "Number", "Kind", "TrialLastDay", "Parent", "ConsolidateBilling", "Payer"];
        for (var seed = 0; seed < 20; seed++)
        {
            var full = new RandomRecords(seed) { IsFull = true }.Entity<Customer>(Tenant);
            var erased = full.Erased();
            var empty = new Customer { Id = full.Id, Tenant = full.Tenant, Number = full.Number, Name = full.Number, Payer = full.Payer };
            foreach (var property in typeof(Customer).GetProperties().Where(property => property.CanWrite))
            {
                Assert.Equal((property.Name, property.GetValue(kept.Contains(property.Name) ? full : empty)), (property.Name, property.GetValue(erased)));
            }

            Assert.Equal(erased, erased.Erased());
        }
    }

    [Fact]
    public async Task It_waits_for_contracts_then_their_last_bill_then_drafts_then_items()
    {
        var world = await AWorldOfOneAsync(lastDay: January);
        await RefusedAsync(world, "C", CustomerErrors.ContractsInForce);
        world.Clock.Advance(Duration.FromDays(31));
        await RefusedAsync(world, "C", CustomerErrors.NotBilled);
        var run = await world.CalculateAsync(January);
        await RefusedAsync(world, "C", CustomerErrors.DraftsOpen);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = IdOf("C"), BillingEntity = Seller.Id, BillingDate = January, Lines = [new() { Text = "Cable", Quantity = 1m, UnitPrice = Price(5m) }] }, Token);
        await RefusedAsync(world, "C", CustomerErrors.ItemsWaiting);
        await world.Items.CancelAsync(world.Actor, item.Id, "a slip", Token);
        await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token);
    }

    [Fact]
    public async Task A_draft_contract_is_discarded_first_and_one_without_an_end_ended()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("C", information: Personal);
        var draft = await world.SellAsync("C", 10m, change: contract => contract with { Status = ContractStatus.Draft });
        await RefusedAsync(world, "C", CustomerErrors.ContractsInForce);
        await world.Contracts.DiscardAsync(world.Actor, draft.Id, Token);
        await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token);
        await world.PlaceAsync("D", information: Personal);
        await world.SellAsync("D", 10m);
        await RefusedAsync(world, "D", CustomerErrors.ContractsInForce);
    }

    [Fact]
    public async Task Parts_that_never_bill_a_day_are_waited_for_no_longer_than_a_run()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("C", information: Personal);
        var contract = AContract(ACustomer("C")) with { LastDay = January };
        await world.AddAsync(
            contract,
            APart(contract, name: "trial") with { TrialLastDay = January },
            APart(contract, name: "opening") with { BillFrom = new(2025, 2, 1) },
            APart(contract, quantity: 0m, name: "none"));
        world.Clock.Advance(Duration.FromDays(40));
        await world.BillAsync(January);
        await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token);
    }

    [Fact]
    public async Task Who_pays_for_others_is_needed_for_their_business_and_who_is_paid_for_on_its_payers_drafts()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("P", information: Personal);
        await world.PlaceAsync("C", "P", consolidated: true, information: Personal);
        await world.SellAsync("C", 10m, change: contract => contract with { LastDay = January });
        await RefusedAsync(world, "P", CustomerErrors.ContractsInForce);
        world.Clock.Advance(Duration.FromDays(40));
        await RefusedAsync(world, "P", CustomerErrors.NotBilled);
        var run = await world.CalculateAsync(January);
        await RefusedAsync(world, "P", CustomerErrors.DraftsOpen);
        await RefusedAsync(world, "C", CustomerErrors.DraftsOpen);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(IdOf("P"), (await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token)).Payer);
        await world.Customers.EraseAsync(world.Actor, IdOf("P"), Token);
    }

    [Fact]
    public async Task Nobody_agrees_a_contract_with_a_customer_that_is_erased_at_the_same_moment()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("C", information: Personal);
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            await world.Customers.EraseAsync(world.Actor, IdOf("C"), Token);
        };
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() => world.Through(hooked).Contracts.CreateAsync(
            world.Actor, new() { Customer = IdOf("C"), Name = "Late", Number = "L-1", EffectiveFrom = Start, Parts = [new() { Text = "Backup", Quantity = 1m, UnitPrice = Price(5m) }] }, Token));
    }

    [Fact]
    public async Task Another_tenants_customer_is_not_found()
    {
        var world = await AWorldOfOneAsync(January);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Customers.EraseAsync(Actor.System(Some.Tenant()), IdOf("C"), Token));
    }

    private static async Task<AWorld> AWorldOfOneAsync(LocalDate lastDay)
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer("C") with
        {
            Name = "Secret Person",
            ExternalId = "secret-4711",
            Contacts = [new("Secret Contact", "secret@contact.example", "+32 secret", "Secret boss") { Id = DerivedId.Create<Contact>(Tenant, "contact") }],
            ProfileManagedByCustomer = true,
            BillingInformation = Personal,
        });
        await world.SellAsync("C", 10m, change: contract => contract with { LastDay = lastDay });
        return world;
    }

    private static async Task<List<PsaEvent>> EventsAsync(AWorld world) => await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).ToListAsync(Token);

    private static async Task RefusedAsync(AWorld world, string number, string code)
    {
        var (before, told) = (await world.FindAsync(number), (await EventsAsync(world)).Count);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Customers.EraseAsync(world.Actor, IdOf(number), Token));
        Assert.Equal((code, IdOf(number).Value), (refused.Code, refused.Ids[0]));
        Assert.Equal(2, refused.Ids.Count);
        Assert.Equal((before, told), (await world.FindAsync(number), (await EventsAsync(world)).Count));
    }
}
