using Psa.Customers;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>What becomes of a ticket whose item was moved to another customer (R-MOVE): all that comes after goes there too.</summary>
public sealed class MovedTicketTests
{
    [Fact]
    public async Task More_time_goes_to_whom_the_ticket_was_billed()
    {
        var (desk, other, ticket, _) = await MovedAsync();
        await desk.World.BillAsync(Day, Day);

        var more = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 30));
        Assert.Equal([(other.Id, 90m), (other.Id, 45m)], (await desk.ItemsAsync(ticket)).Select(item => (item.Customer, item.Net.Amount)));
        Assert.All(await desk.ItemsAsync(ticket), item => Assert.Null(item.Contract));

        await desk.UnapproveAsync(more);
        Assert.Equal(90m, (await desk.ItemsAsync(ticket)).Where(item => !item.Released).Sum(item => item.Net.Amount));
    }

    [Fact]
    public async Task What_is_taken_back_is_given_to_whom_it_was_billed()
    {
        var (desk, other, ticket, entry) = await MovedAsync();
        var moved = Assert.Single(await desk.ItemsAsync(ticket));
        await desk.World.Items.OverrideAsync(desk.World.Actor, moved.Id, Eur(60m), "less", Token);
        var more = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 30));
        Assert.All(await desk.ItemsAsync(ticket), item => Assert.Equal(other.Id, item.Customer));

        await desk.UnapproveAsync(more, entry);
        var items = await desk.ItemsAsync(ticket);
        Assert.Equal(0m, items.Where(item => !item.Released).Sum(item => item.Net.Amount));
        Assert.All(items, item => Assert.Equal(other.Id, item.Customer));
    }

    [Fact]
    public async Task Tickets_that_were_moved_to_the_same_customer_are_approved_at_once()
    {
        var (desk, other, one, _) = await MovedAsync();
        var two = await desk.TicketAsync();
        await desk.ApproveAsync(await desk.SubmitAsync(two, 60));
        await desk.World.Items.MoveAsync(desk.World.Actor, Assert.Single(await desk.ItemsAsync(two)).Id, other.Id, Token);

        await desk.ApproveAsync(await desk.SubmitAsync(one, 30), await desk.SubmitAsync(two, 15));

        Assert.Equal((other.Id, 135m), Assert.Single((await desk.ItemsAsync(one)).Select(item => (item.Customer, item.Net.Amount))));
        Assert.Equal((other.Id, 112.5m), Assert.Single((await desk.ItemsAsync(two)).Select(item => (item.Customer, item.Net.Amount))));
    }

    [Fact]
    public async Task Time_of_no_minutes_is_taken_back_whenever()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var nothing = await desk.SubmitAsync(ticket, 0);
        await desk.ApproveAsync(nothing, await desk.SubmitAsync(ticket, 60));
        await desk.World.BillAsync(Day, Day);

        Assert.Equal(TimeStatus.Submitted, (await desk.UnapproveAsync(nothing))[0].Status);
        Assert.Equal(90m, Assert.Single(await desk.ItemsAsync(ticket)).Net.Amount);
    }

    // an hour that another customer is billed
    private static async Task<(WorkDesk Desk, Customer Other, Ticket Ticket, TimeEntry Entry)> MovedAsync()
    {
        var desk = await OpenAsync();
        var other = ACustomer("other");
        await desk.World.AddAsync(other);
        var ticket = await desk.TicketAsync();
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        await desk.World.Items.MoveAsync(desk.World.Actor, Assert.Single(await desk.ItemsAsync(ticket)).Id, other.Id, Token);
        return (desk, other, ticket, entry);
    }
}
