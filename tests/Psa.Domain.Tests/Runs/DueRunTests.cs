using NodaTime;
using Psa.Runs;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Which runs are due: the last month that ended, once, whoever asks however often.</summary>
public sealed class DueRunTests
{
    [Fact]
    public async Task An_entity_without_runs_is_due_for_the_last_month_that_ended_whatever_the_day()
    {
        var world = await CreateAsync();
        AdvanceTo(world, new(2025, 5, 17));
        var due = Assert.Single(await world.Runs.DueAsync(world.Actor, Token));
        Assert.Equal((RunOccasion.Activation, Seller.Id, new LocalDate(2025, 4, 30)), (due.Occasion, due.Plan.BillingEntity, due.Plan.Through));
    }

    [Fact]
    public async Task Each_month_is_due_once_from_its_end_on()
    {
        var world = await OfSevenAsync();
        var activation = await world.Runs.PlanAsync(world.Actor, Assert.Single(await world.Runs.DueAsync(world.Actor, Token)).Plan, Token);
        await world.Runs.CalculateAsync(world.Actor, activation.Id, cancellationToken: Token);
        await world.Runs.IssueAsync(world.Actor, activation.Id, cancellationToken: Token);
        AdvanceTo(world, new(2025, 1, 31));
        Assert.Empty(await world.Runs.DueAsync(world.Actor, Token));
        AdvanceTo(world, new(2025, 2, 1));
        var due = Assert.Single(await world.Runs.DueAsync(world.Actor, Token));
        Assert.Equal((RunOccasion.MonthEnded, new LocalDate(2025, 1, 31)), (due.Occasion, due.Plan.Through));

        // two machines, and one of them again
        var first = await world.Runs.PlanAsync(world.Actor, due.Plan, Token);
        Assert.Equal(first.Id, (await world.Runs.PlanAsync(world.Actor, due.Plan, Token)).Id);
        Assert.Empty(await world.Runs.DueAsync(world.Actor, Token));
    }

    [Fact]
    public async Task A_month_that_somebody_billed_by_hand_is_not_due_and_one_that_was_taken_back_is_not_due_again()
    {
        var world = await OfSevenAsync();
        AdvanceTo(world, new(2025, 2, 1));
        await world.BillAsync(new(2025, 2, 1));
        Assert.Empty(await world.Runs.DueAsync(world.Actor, Token));
        AdvanceTo(world, new(2025, 3, 1));
        var run = await world.Runs.PlanAsync(world.Actor, Assert.Single(await world.Runs.DueAsync(world.Actor, Token)).Plan, Token);
        await world.Runs.CancelAsync(world.Actor, run.Id, Token);
        Assert.Empty(await world.Runs.DueAsync(world.Actor, Token));
        AdvanceTo(world, new(2025, 4, 1));
        Assert.Equal(new LocalDate(2025, 3, 31), Assert.Single(await world.Runs.DueAsync(world.Actor, Token)).Plan.Through);
    }

    [Fact]
    public async Task A_run_for_some_payers_or_one_that_was_rolled_back_leaves_the_month_due()
    {
        var world = await OfSevenAsync();
        AdvanceTo(world, new(2025, 2, 1));
        var some = await world.Runs.PlanAsync(world.Actor, Plan(new(2025, 1, 31)) with { Payers = [ACustomer("C0").Id] }, Token);
        Assert.Single(await world.Runs.DueAsync(world.Actor, Token));
        await world.Runs.CancelAsync(world.Actor, some.Id, Token);
        await world.Runs.RollBackAsync(world.Actor, (await world.CalculateAsync(new(2025, 1, 31))).Id, cancellationToken: Token);
        Assert.Equal(RunOccasion.Activation, Assert.Single(await world.Runs.DueAsync(world.Actor, Token)).Occasion);
    }

    [Fact]
    public async Task An_entity_that_is_switched_off_has_none()
    {
        var world = await CreateAsync(entity => entity with { IsActive = false });
        Assert.Empty(await world.Runs.DueAsync(world.Actor, Token));
    }

    private static void AdvanceTo(AWorld world, LocalDate day) =>
        world.Clock.Advance(day.AtMidnight().InUtc().ToInstant().Plus(Duration.FromHours(6)) - world.Clock.GetCurrentInstant());
}
