using NodaTime;
using Psa.Contracts;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What people decided about items stands, whatever comes after it (R-DECIDED, R-MOVE, R-RELEASE).</summary>
public sealed class ReportedDecisionTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task R40_a_canceled_item_gives_nothing_back_when_its_month_is_suspended()
    {
        var (world, item) = await WaitingAsync();
        await world.Items.CancelAsync(world.Actor, item.Id, "goodwill");
        await SuspendJanuaryAsync(world);

        var run = await world.BillAsync(January);
        Assert.Empty(await world.InvoicesOfAsync(run));
        var settled = Assert.Single(await world.ItemsOfAsync(run));
        Assert.Equal((SalesItemStatus.Settled, Eur(-100m), Eur(0m)), (settled.Status, settled.Computed, settled.Net));
        Assert.Equal(Eur(0m), await BorneAsync(world));
    }

    [Fact]
    public async Task R41_an_overridden_item_gives_back_what_it_billed()
    {
        var (world, item) = await WaitingAsync();
        await world.Items.OverrideAsync(world.Actor, item.Id, Eur(60m), "goodwill");
        await SuspendJanuaryAsync(world);

        var run = await world.BillAsync(January);
        Assert.DoesNotContain(await world.InvoicesOfAsync(run), invoice => invoice.Kind == InvoiceKind.CreditNote);
        Assert.Equal((Eur(-100m), Eur(-60m)), (Assert.Single(await world.ItemsOfAsync(run)) is var correction ? (correction.Computed, correction.Net) : default));
        Assert.Equal(Eur(0m), await BorneAsync(world));
    }

    [Fact]
    public async Task R42_the_credit_goes_to_the_customer_who_was_invoiced()
    {
        var (world, item) = await WaitingAsync();
        var other = ACustomer("C2");
        await world.AddAsync(other);
        await world.Items.MoveAsync(world.Actor, item.Id, other.Id);
        await WithoutMinimumAsync(world);
        var billed = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(other.Id, billed.Customer);

        await SuspendJanuaryAsync(world);
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, other.Id, Eur(100m)), (credit.Kind, credit.Customer, credit.Totals.TotalWithoutTax));
        Assert.Equal([billed.Id], credit.Corrects);
    }

    [Fact]
    public async Task All_open_items_of_a_period_move_together_and_none_when_one_is_invoiced()
    {
        var (world, item) = await WaitingAsync();
        var other = ACustomer("C2");
        await world.AddAsync(other);
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, 16), January));
        await world.BillAsync(January);
        await world.Items.MoveAsync(world.Actor, item.Id, other.Id);
        Assert.All(await world.AllItemsAsync(), one => Assert.Equal(other.Id, one.Customer));

        await WithoutMinimumAsync(world);
        await world.BillAsync(January);
        await SuspendJanuaryAsync(world, new(new(2025, 1, 1), new(2025, 1, 15)));
        await world.CalculateAsync(January);
        var correction = (await world.AllItemsAsync()).MaxBy(one => one.Ordinal)!;
        await world.Runs.RollBackAsync(world.Actor, correction.Run!.Value);
        await world.UpdateAsync(Seller with { MinimumInvoice = Eur(1000m) });
        await world.UpdateAsync(ACustomer("C2") with { BillingInformation = null });
        await world.CalculateAsync(January);
        correction = (await world.AllItemsAsync()).MaxBy(one => one.Ordinal)!;
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Items.MoveAsync(world.Actor, correction.Id, ACustomer().Id));
        Assert.Equal(SalesItemErrors.NotMovable, refused.Code);
    }

    [Fact]
    public async Task An_override_of_a_correction_gives_back_no_more_than_is_borne()
    {
        var (world, item) = await WaitingAsync();
        await world.Items.OverrideAsync(world.Actor, item.Id, Eur(60m), "goodwill");
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, 16), January));
        await world.BillAsync(January);
        var correction = (await world.AllItemsAsync()).MaxBy(one => one.Ordinal)!;
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Items.OverrideAsync(world.Actor, correction.Id, Eur(-60.01m), "more"));
        Assert.Equal(SalesItemErrors.ExceedsBorne, refused.Code);
        Assert.Equal(Eur(-60m), (await world.Items.OverrideAsync(world.Actor, correction.Id, Eur(-60m), "all of it")).Net);
        Assert.Equal(Eur(0m), await BorneAsync(world));
    }

    [Fact]
    public async Task A_decision_on_the_first_of_two_items_is_looked_at_by_the_next_run()
    {
        var (world, item) = await WaitingAsync();
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, 16), January));
        await world.BillAsync(January);
        await world.Items.CancelAsync(world.Actor, item.Id, "goodwill");
        await world.BillAsync(January);
        Assert.Equal(Eur(0m), await BorneAsync(world));
    }

    [Fact]
    public async Task What_is_credited_in_full_can_be_released_and_is_billed_again()
    {
        var (world, item) = await WaitingAsync();
        await WithoutMinimumAsync(world);
        await world.BillAsync(January);
        Assert.Equal(SalesItemErrors.NotSettled, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Items.ReleaseAsync(world.Actor, item.Id))).Code);
        await world.InSessionAsync(async session => session.Of<SalesItem>().Update((await session.Of<SalesItem>().FindAsync(item.Id))! with { Credited = Eur(100m) }));
        Assert.True((await world.Items.ReleaseAsync(world.Actor, item.Id)).Released);
        Assert.Equal([100m], await world.NetsOfAsync(await world.BillAsync(January)));
    }

    [Fact]
    public async Task A_refusal_of_one_of_two_credits_falls_with_the_fact_it_was_about()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        await world.BillAsync(January);
        await world.UpdateAsync(Seller with { PriceMode = PriceMode.TaxInclusive });
        await world.Contracts.ChangePriceAsync(world.Actor, APart(contract).Id, Price(220m), Start);
        await world.BillAsync(January);
        await world.Customers.RemoveBillingInformationAsync(world.Actor, ACustomer().Id);
        var part = await world.Contracts.ChangePriceAsync(world.Actor, APart(contract).Id, Price(50m), Start);
        var credits = await world.ItemsOfAsync(await world.BillAsync(January));
        Assert.Equal([-120m, -50m], credits.OrderBy(item => item.Ordinal).Select(item => item.Net.Amount));
        await world.Items.CancelAsync(world.Actor, credits.MaxBy(item => item.Ordinal)!.Id, "no refund");

        await world.Contracts.WithdrawTermsAsync(world.Actor, part.Id, part.Terms[^1].Id!.Value, "slip");
        await world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer().Id, Complete);
        await world.BillAsync(January);
        Assert.Equal(Eur(220m), await BorneAsync(world));
    }

    [Fact]
    public async Task A_suspension_that_was_a_mistake_is_taken_back()
    {
        var (world, _) = await WaitingAsync();
        var contract = await SuspendJanuaryAsync(world);
        await world.BillAsync(January);
        Assert.Equal(Eur(0m), await BorneAsync(world));
        Assert.Empty((await world.Contracts.WithdrawSuspensionAsync(world.Actor, contract.Id, Start, "slip")).Suspensions);
        await world.BillAsync(January);
        Assert.Equal(Eur(100m), await BorneAsync(world));

        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 3, 1)));
        Assert.Equal(ContractStatus.Active, (await world.Contracts.WithdrawSuspensionAsync(world.Actor, contract.Id, new(2025, 3, 1), "slip")).Status);
        var again = await world.Contracts.WithdrawSuspensionAsync(world.Actor, contract.Id, new(2025, 3, 1), "slip");
        Assert.Equal(again, await world.Contracts.FindAsync(world.Actor, contract.Id));
    }

    // a month of 100.00 that waits, since its invoice would be below the minimum
    private static async Task<(AWorld World, SalesItem Item)> WaitingAsync()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        var run = await world.BillAsync(January);
        Assert.Equal(0, run.Counts.Documents);
        return (world, Assert.Single(await world.ItemsOfAsync(run)));
    }

    private static Task<Contract> SuspendJanuaryAsync(AWorld world, Suspension? days = null) =>
        world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, days ?? new(Start, January));

    private static Task WithoutMinimumAsync(AWorld world) => world.UpdateAsync(Seller);

    private static async Task<Money> BorneAsync(AWorld world) =>
        (await world.AllItemsAsync()).Where(item => !item.Released).Aggregate(Eur(0m), static (sum, item) => sum + item.Borne());
}
