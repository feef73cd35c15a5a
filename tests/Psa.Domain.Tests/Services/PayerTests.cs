using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Records;
using Psa.SalesItems;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Services;

/// <summary>Who pays for whom, and what that asks of billing information.</summary>
public sealed class PayerTests
{
    private static readonly BillingInformation Incomplete = Complete with { Email = null };

    [Fact]
    public async Task Vector_consolidated_payer()
    {
        var world = await AFamilyAsync();
        Assert.Equal(["G", "G", "D", "G"], await PayersAsync(world, "C", "P", "D", "G"));
    }

    [Fact]
    public async Task Who_is_above_moves_who_pays_for_all_below()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("E", "C", consolidated: true);
        await world.PlaceAsync("F", "D", consolidated: true);

        await world.MoveAsync("P", "G", consolidated: false);
        Assert.Equal(["P", "P", "D", "P", "D"], await PayersAsync(world, "C", "P", "D", "E", "F"));

        await world.MoveAsync("P", null, consolidated: false);
        await world.PlaceAsync("H");
        var moved = await world.MoveAsync("C", "H", consolidated: true);
        Assert.Equal(["H", "P", "D", "H", "D"], await PayersAsync(world, "C", "P", "D", "E", "F"));

        var last = (await EventsAsync(world)).Last(e => e.Kind == EventKinds.CustomerChanged);
        var data = PsaJson.Read(last.Data, PsaJsonContext.Default.PayerMove)!;
        Assert.Equal((moved.Id.Value, Families.IdOf("H")), (last.RecordId, data.Payer));
        Assert.Equal([Families.IdOf("C"), Families.IdOf("E")], data.Customers);
        Assert.Equal(PsaEvent.NoData, (await EventsAsync(world)).First(e => e.Kind == EventKinds.CustomerChanged && e.RecordId != moved.Id.Value && e.Data == PsaEvent.NoData).Data);
    }

    [Fact]
    public async Task Who_pays_can_not_be_said()
    {
        var world = await AFamilyAsync();
        var customer = await world.FindAsync("D");
        Assert.Equal(CustomerErrors.PayerDerived, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Customers.UpdateAsync(world.Actor, customer with { Payer = Families.IdOf("G") }))).Code);
    }

    [Fact]
    public async Task Completing_a_payer_lets_the_items_of_all_it_pays_for_be_billed()
    {
        var world = await AFamilyAsync(Incomplete);
        var mine = await AnItemAsync(world, "C", SalesItemStatus.Draft);
        var others = await AnItemAsync(world, "D", SalesItemStatus.Draft);
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("C"), Complete);
        Assert.Equal(SalesItemStatus.Draft, (await world.Items.FindAsync(world.Actor, mine.Id))!.Status);
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("G"), Complete);
        Assert.Equal((SalesItemStatus.Pending, SalesItemStatus.Draft), ((await world.Items.FindAsync(world.Actor, mine.Id))!.Status, (await world.Items.FindAsync(world.Actor, others.Id))!.Status));

        // a consolidated customer's own information is needed for nothing
        await world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("C"));
        await InUseAsync(() => world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("G")));
        await world.Items.CancelAsync(world.Actor, mine.Id, "test");
        await world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("G"));
    }

    [Fact]
    public async Task Items_with_a_payer_of_their_own_wait_for_that_one()
    {
        var world = await AFamilyAsync();
        var item = await AnItemAsync(world, "C", SalesItemStatus.Draft, payer: "D");
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("D"), Complete);
        Assert.Equal(SalesItemStatus.Pending, (await world.Items.FindAsync(world.Actor, item.Id))!.Status);
        await InUseAsync(() => world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("D")));
        await world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("G"));
    }

    [Fact]
    public async Task A_draft_needs_the_information_it_was_made_with()
    {
        var world = await AFamilyAsync();
        await world.SellAsync("C", 100m);
        var run = await world.CalculateAsync(new(2025, 1, 31));
        Assert.DoesNotContain(await world.AllItemsAsync(), item => item.Status == SalesItemStatus.Pending);
        await InUseAsync(() => world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("G")));
        await world.Runs.IssueAsync(world.Actor, run.Id);
        await world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("G"));
    }

    [Fact]
    public async Task Items_that_wait_never_come_to_a_payer_that_can_not_be_billed()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("E", "C", consolidated: true);
        await world.PlaceAsync("H", information: Incomplete);
        await AnItemAsync(world, "E", SalesItemStatus.Pending);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.MoveAsync("C", "H", consolidated: true));
        Assert.Equal(CustomerErrors.PayerIncomplete, refused.Code);
        Assert.Equal([Families.IdOf("E").Value], refused.Ids);
        refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.MoveAsync("E", null, consolidated: false));
        Assert.Equal(CustomerErrors.PayerIncomplete, refused.Code);

        // in one step with the information it is fine
        var e = await world.FindAsync("E");
        await world.Customers.UpdateAsync(world.Actor, e with { Parent = null, ConsolidateBilling = false, BillingInformation = Complete });
        Assert.Equal("E", await world.PayerOfAsync("E"));
    }

    [Fact]
    public async Task Drafts_that_come_to_a_payer_that_can_be_billed_wait_to_be()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("H", "D", consolidated: true);
        var item = await AnItemAsync(world, "H", SalesItemStatus.Draft);
        await world.MoveAsync("D", "P", consolidated: true);
        Assert.Equal("G", await world.PayerOfAsync("H"));
        Assert.Equal(SalesItemStatus.Pending, (await world.Items.FindAsync(world.Actor, item.Id))!.Status);
    }

    [Fact]
    public async Task Gates_ask_the_payer()
    {
        var world = await AFamilyAsync(Incomplete);
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("C"), Complete);
        await world.PlaceAsync("H", information: Complete);
        var moving = await world.Items.CreateAsync(world.Actor, NewItem("H"));
        NewContract contract = new() { Customer = Families.IdOf("C"), Name = "Services", Number = "N-1", EffectiveFrom = Start };
        foreach (var step in new Func<Task>[]
        {
            () => world.Items.CreateAsync(world.Actor, NewItem("C")),
            () => world.Items.MoveAsync(world.Actor, moving.Id, Families.IdOf("C")),
            () => world.Contracts.CreateAsync(world.Actor, contract),
        })
        {
            Assert.Equal([Families.IdOf("G").Value], (await Assert.ThrowsAsync<BillingInformationRequiredException>(step)).Customers);
        }

        // the wizard asks for what is missing, and gives it to who pays
        var service = new ContractWizardService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock));
        var wizard = (await service.StartAsync(world.Actor, Families.IdOf("C"))).WithTerms(contract);
        Assert.Equal((ContractWizardStep.BillingInformation, Incomplete), (wizard.Step, wizard.BillingInformation));
        wizard = wizard.WithBillingInformation(Complete with { LegalName = "Group" }).WithParts([new() { Text = "Backup", Quantity = 1m, UnitPrice = Price(1m) }]);
        await service.FinishAsync(world.Actor, wizard);
        Assert.Equal("Group", (await world.FindAsync("G")).BillingInformation!.LegalName);
        Assert.True((await service.StartAsync(world.Actor, Families.IdOf("C"))).SkipsBillingInformation);
        await world.Items.MoveAsync(world.Actor, moving.Id, Families.IdOf("C"));
    }

    [Fact]
    public async Task Onboarding_asks_who_pays()
    {
        var world = await AFamilyAsync(Incomplete);
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("C"), Complete);
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("D"), Complete);
        var missing = await new OnboardingService(world.Store).CustomersWithoutBillingInformationAsync(world.Actor).Select(c => c.Number).ToListAsync();
        Assert.Equal(["C", "G", "P"], missing.Order());
    }

    [Fact]
    public async Task Two_who_move_customers_of_one_tree_come_one_after_the_other()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("H", information: Complete);
        await BesideAsync(world, w => w.MoveAsync("P", "H", consolidated: true), () => world.MoveAsync("C", "D", consolidated: true));
        Assert.Equal(["D", "H"], await PayersAsync(world, "C", "P"));

        // each would be right without the other
        await world.MoveAsync("P", null, consolidated: false);
        await BesideAsync(world, w => w.MoveAsync("C", "P", consolidated: true), () => world.MoveAsync("P", "H", consolidated: true));
        Assert.Equal(["H", "H"], await PayersAsync(world, "C", "P"));

        await world.MoveAsync("P", null, consolidated: false);
        await BesideAsync(world, w => w.Customers.CreateAsync(w.Actor, new() { Number = "N", Name = "New", Parent = Families.IdOf("C"), ConsolidateBilling = true }), () => world.MoveAsync("P", "H", consolidated: true));
        Assert.Equal(Families.IdOf("H"), (await world.Customers.FindByNumberAsync(world.Actor, "N"))!.Payer);
    }

    [Fact]
    public async Task What_stands_on_a_draft_comes_to_no_payer_who_can_not_be_billed()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("P");
        await world.PlaceAsync("C", information: Complete);
        await world.SellAsync("C", 10m);
        await world.CalculateAsync(new(2025, 1, 31));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.MoveAsync("C", "P", true));
        Assert.Equal((CustomerErrors.PayerIncomplete, Families.IdOf("C").Value), (refused.Code, Assert.Single(refused.Ids)));
    }

    [Fact]
    public async Task An_item_by_hand_and_what_gates_it_come_one_after_the_other()
    {
        var world = await AFamilyAsync();
        await world.PlaceAsync("H");
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() =>
            BesideAsync(world, w => w.Items.CreateAsync(w.Actor, NewItem("C")), () => world.MoveAsync("P", "H", consolidated: true)));
        await world.MoveAsync("P", "G", consolidated: true);
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() =>
            BesideAsync(world, w => w.Items.CreateAsync(w.Actor, NewItem("C")), () => world.Customers.RemoveBillingInformationAsync(world.Actor, Families.IdOf("G"))));
        await world.Customers.SaveBillingInformationAsync(world.Actor, Families.IdOf("G"), Complete);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            BesideAsync(world, w => w.MoveAsync("P", "H", consolidated: true), () => world.Items.CreateAsync(world.Actor, NewItem("C"))));
        Assert.Equal(CustomerErrors.PayerIncomplete, refused.Code);
    }

    /// <summary>C and P go up to G; D, also below P, pays for itself.</summary>
    private static async Task<AWorld> AFamilyAsync(BillingInformation? payers = null)
    {
        var world = await CreateAsync();
        await world.PlaceAsync("G", information: payers ?? Complete);
        await world.PlaceAsync("P", "G", consolidated: true);
        await world.PlaceAsync("C", "P", consolidated: true);
        await world.PlaceAsync("D", "P");
        return world;
    }

    private static async Task<List<string>> PayersAsync(AWorld world, params string[] numbers)
    {
        var payers = new List<string>();
        foreach (var number in numbers)
        {
            payers.Add(await world.PayerOfAsync(number));
        }

        return payers;
    }

    private static NewSalesItem NewItem(string number) => new()
    {
        Customer = Families.IdOf(number),
        BillingDate = Start,
        Lines = [new() { Text = "Visit", UnitPrice = Price(50m) }],
    };

    private static async Task<SalesItem> AnItemAsync(AWorld world, string number, SalesItemStatus status, string? payer = null)
    {
        var item = NewItem(number).ToSalesItem(new OrderedIdGenerator(world.Clock).Next<SalesItem>(), ACustomer(number), ACustomer(number), Seller.Id, Seller.Rounding) with
        {
            Status = status,
            Payer = payer is null ? null : Families.IdOf(payer),
        };
        await world.AddAsync(item);
        return item;
    }

    private static async Task InUseAsync(Func<Task> step) =>
        Assert.Equal(CustomerErrors.BillingInformationInUse, (await Assert.ThrowsAsync<RuleViolationException>(step)).Code);

    /// <summary>Takes a step; before its first commit somebody else takes another.</summary>
    private static async Task BesideAsync(AWorld world, Func<AWorld, Task> step, Func<Task> other)
    {
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            await other();
        };
        await step(world.Through(hooked));
    }

    private static Task<List<PsaEvent>> EventsAsync(AWorld world) => world.ReadAsync(async session => await session.Events.ReadAfterAsync(0).ToListAsync());
}
