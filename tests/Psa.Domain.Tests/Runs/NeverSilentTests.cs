using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Records;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What can't be obeyed is refused, or reported by the run with a code.</summary>
public sealed class NeverSilentTests
{
    private static readonly LocalDate NoEnd = new(9999, 12, 31);

    [Fact]
    public async Task R50_a_contract_left_as_draft_is_reported_from_its_first_day_until_it_is_discarded()
    {
        var world = await CreateAsync();
        var draft = AContract(ACustomer(), from: new(2025, 2, 1)) with { Status = ContractStatus.Draft };
        await world.AddAsync(ACustomer(), draft, APart(draft));

        Assert.Empty(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 1, 31))));
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 2, 1))));
        Assert.Equal((ObstacleReason.ContractDraft, ContractErrors.LeftAsDraft, "C1"), (obstacle.Reason, obstacle.Code, obstacle.CustomerNumber));

        await world.Contracts.DiscardAsync(world.Actor, draft.Id, Token);
        Assert.Empty(await world.ObstaclesOfAsync(await world.BillAsync(new(2025, 3, 1))));
    }

    [Fact]
    public async Task R50_a_contract_without_parts_is_reported_while_it_is_in_force()
    {
        var world = await CreateAsync();
        var (one, two) = (AContract(ACustomer()), AContract(ACustomer(), name: "2"));
        await world.AddAsync(ACustomer(), one, two);

        var run = await world.BillAsync(Start);
        Assert.Equal(2, run.Counts.Obstacles);
        Assert.All(await world.ObstaclesOfAsync(run), obstacle => Assert.Equal((ObstacleReason.ContractEmpty, ContractErrors.WithoutParts), (obstacle.Reason, obstacle.Code)));

        await world.Contracts.TerminateAsync(world.Actor, two.Id, new() { On = new(2025, 1, 31), Reason = "empty", ByAgreement = true }, Token);
        Assert.Equal(2, (await world.BillAsync(new(2025, 1, 31))).Counts.Obstacles);
        await world.Contracts.AddPartAsync(world.Actor, one.Id, new() { Text = "Backup", Quantity = 1m, UnitPrice = Price(1m) }, Token);
        Assert.Equal(0, (await world.BillAsync(new(2025, 2, 1))).Counts.Obstacles);
    }

    [Fact]
    public async Task R50_a_part_without_quantity_is_refused_and_one_that_got_there_all_the_same_is_reported()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract) with { Terms = [new(Start, null, Price(10m), Pricing: PricingScheme.PerUnit)] });

        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Contracts.AddPartAsync(world.Actor, contract.Id, new() { Text = "Backup", UnitPrice = Price(1m) }, Token));
        Assert.Contains(refused.Problems, problem => problem.Code == ContractErrors.BadTerms);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(Start)));
        Assert.Equal((ObstacleReason.InvalidFacts, ContractErrors.BadTerms), (obstacle.Reason, obstacle.Code));
    }

    [Fact]
    public async Task R50_a_part_that_asks_for_approved_time_says_a_rate_and_bills_nothing_itself()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract, price: 80m, quantity: 0m) with { QuantitySource = QuantitySource.ApprovedTime, Product = AProduct.Id });

        Assert.Equal(QuantitySourceKind.ApprovedTime, PsaJson.Read("""{"text":"Work","quantitySource":{"kind":"ApprovedTime"}}""", PsaJsonContext.Default.NewContractPart).QuantitySource.Kind);
        var run = await world.BillAsync(Start.PlusMonths(3));
        Assert.Empty(await world.ObstaclesOfAsync(run));
        Assert.Empty(await world.AllItemsAsync());
    }

    [Fact]
    public async Task R72_a_date_that_means_no_end_is_refused_with_the_advice_to_leave_the_end_open()
    {
        var world = await CreateAsync();
        var customer = ACustomer();
        var contract = AContract(customer);
        await world.AddAsync(customer, contract);
        var part = new NewContractPart { Text = "Backup", Quantity = 1m, UnitPrice = Price(1m) };
        NewContract Agreed() => new() { Customer = customer.Id, Name = "New", Number = "N-1", EffectiveFrom = Start };

        await RefusedAsync(() => world.Contracts.CreateAsync(world.Actor, Agreed() with { LastDay = NoEnd }, Token));
        await RefusedAsync(() => world.Contracts.ChangeDatesAsync(world.Actor, contract.Id, Start, NoEnd, Token));
        await RefusedAsync(() => world.Contracts.RenewAsync(world.Actor, contract.Id, NoEnd, Token));
        await RefusedAsync(() => world.Contracts.AddPartAsync(world.Actor, contract.Id, part with { LastDay = NoEnd }, Token));
        await RefusedAsync(() => world.Contracts.AddPartAsync(world.Actor, contract.Id, part with { TrialLastDay = NoEnd }, Token));
        await RefusedAsync(() => world.Contracts.AddPartAsync(world.Actor, contract.Id, part with { BillFrom = NoEnd }, Token));
        await RefusedAsync(() => world.Customers.CreateAsync(world.Actor, new() { Number = "C9", Name = "Nine", TrialLastDay = NoEnd }, Token));
        await RefusedAsync(() => world.Runs.PlanAsync(world.Actor, Plan(Start, NoEnd), Token));
        await RefusedAsync(() => world.Runs.PlanAsync(world.Actor, Plan(NoEnd), Token));
        await RefusedAsync(() => world.Items.CreateAsync(world.Actor, new NewSalesItem { Customer = customer.Id, BillingDate = NoEnd, Lines = [new() { Text = "Item", Quantity = 1m, UnitPrice = Price(1m) }] }, Token));

        var imported = await world.UseAsync(customer, "1", NoEnd, 1m);
        var rejected = Assert.Single(imported.Rejected);
        Assert.Contains(rejected.Problems, static problem => problem.Code == MoneyErrors.BadDate);
        Assert.Empty((await world.UseAsync(ACustomer(), "2", Start, 1m)).Rejected.ToArray());
    }

    [Fact]
    public async Task R72_one_that_got_there_all_the_same_touches_no_other_customer()
    {
        var world = await CreateAsync();
        var (one, two) = (AContract(ACustomer()), AContract(ACustomer("C2")));
        await world.AddAsync(ACustomer(), ACustomer("C2"), one with { LastDay = NoEnd }, two, APart(one) with { LastDay = NoEnd }, APart(two));
        var run = await world.BillAsync(Start);

        Assert.Contains("C2", (await world.InvoicesOfAsync(run)).Select(invoice => invoice.CustomerNumber));
        Assert.DoesNotContain("C2", (await world.ObstaclesOfAsync(run)).Select(obstacle => obstacle.CustomerNumber));
    }

    [Fact]
    public async Task R50_a_consolidated_child_is_billed_to_who_pays_for_it()
    {
        var world = await CreateAsync();
        var (payer, contract) = (ACustomer(), AContract(ACustomer("C2")));
        var child = ACustomer("C2") with { Parent = payer.Id, ConsolidateBilling = true, Payer = payer.Id };
        await world.AddAsync(payer, child, contract, APart(contract));
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(Start)));

        Assert.Equal(("C1", child.Id), (invoice.CustomerNumber, invoice.ItemOf(0).Customer));
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(call);
        Assert.Contains(refused.Problems, static problem => problem.Code == MoneyErrors.BadDate && problem.Message.Contains("leave the end open", StringComparison.Ordinal));
    }
}
