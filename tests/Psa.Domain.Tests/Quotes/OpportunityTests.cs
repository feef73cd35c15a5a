using Psa.Access;
using Psa.Events;
using Psa.Quotes;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Opportunities.</summary>
public sealed class OpportunityTests
{
    [Fact]
    public async Task It_is_added_once_changed_while_open_and_closed_once()
    {
        var desk = await AWinDesk.OpenAsync();
        var request = new NewOpportunity { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a51")), Name = " Move ", Customer = desk.Desk.Customer.Id, EstimatedValue = Eur(1000m), ExpectedOn = new(2025, 6, 1) };
        var made = await desk.Opportunities.CreateAsync(Sam, request, Token);
        Assert.Equal(made, await desk.Opportunities.CreateAsync(Sam, request, Token));
        Assert.Equal(("Move", OpportunityStatus.Open), (made.Name, made.Status));
        var changed = await desk.Opportunities.UpdateAsync(Sam, made with { Name = "Moves" }, Token);
        var won = await desk.Opportunities.WinAsync(Sam, made.Id, Token);
        Assert.Equal((OpportunityStatus.Won, Start, "Moves"), (won.Status, won.ClosedOn, won.Name));
        Assert.Equal(won, await desk.Opportunities.WinAsync(Sam, made.Id, Token));
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Opportunities.LoseAsync(Sam, made.Id, "Price", Token));
        await RefusedAsync(OpportunityErrors.NotOpen, () => desk.Opportunities.UpdateAsync(Sam, won with { Name = "x" }, Token));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => desk.Opportunities.UpdateAsync(Sam, changed, Token));

        Assert.Equal([(null, "Open"), ("Open", "Open"), ("Open", "Won")], (await desk.Desk.EventsAsync(EventKinds.OpportunityChanged)).Select(one => (one.From, one.To!)));
    }

    [Fact]
    public async Task It_is_lost_with_a_reason()
    {
        var desk = await AWinDesk.OpenAsync();
        var made = await desk.Opportunities.CreateAsync(Sam, new() { Name = "Move", Customer = desk.Desk.Customer.Id }, Token);
        await RefusedAsync(OpportunityErrors.ReasonMissing, () => desk.Opportunities.LoseAsync(Sam, made.Id, " ", Token));
        var lost = await desk.Opportunities.LoseAsync(Sam, made.Id, " Price ", Token);

        Assert.Equal((OpportunityStatus.Lost, "Price"), (lost.Status, lost.CloseReason));
        Assert.Equal(lost, Assert.Single((await desk.Opportunities.ListAsync(Sam, new() { Status = OpportunityStatus.Lost, Name = "mov" }, new(), Token)).Items));
        Assert.Equal("Price", (await desk.Desk.EventsAsync(EventKinds.OpportunityChanged))[^1].Reason);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_clients_see_none()
    {
        var desk = await AWinDesk.OpenAsync();
        var request = new NewOpportunity { Name = "Move", Customer = desk.Desk.Customer.Id };
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Opportunities.CreateAsync(Sam, request with { Name = " ", EstimatedValue = Eur(-1m) }, Token));
        Assert.Equal([OpportunityErrors.Incomplete, OpportunityErrors.BadValue], refusal.Problems.Select(problem => problem.Code));
        await RefusedAsync(PsaErrors.NotFound, () => desk.Opportunities.CreateAsync(Sam, request with { Customer = ACustomer("C9").Id }, Token));
        var made = await desk.Opportunities.CreateAsync(Sam, request, Token);
        await RefusedAsync(OpportunityErrors.Fixed, () => desk.Opportunities.UpdateAsync(Sam, made with { Customer = ACustomer("C9").Id }, Token));
        await RefusedAsync(OpportunityErrors.OwnStep, () => desk.Opportunities.UpdateAsync(Sam, made with { Status = OpportunityStatus.Won }, Token));
        await RefusedAsync(PsaErrors.AccessDenied, () => desk.Opportunities.FindAsync(AWinDesk.Client, made.Id, Token));
        await RefusedAsync(PsaErrors.AccessDenied, () => desk.Opportunities.CreateAsync(Person("eve", Role.Finance), request, Token));
        Assert.Equal(made, await desk.Opportunities.FindAsync(Person("fred", Role.Finance), made.Id, Token));
    }
}
