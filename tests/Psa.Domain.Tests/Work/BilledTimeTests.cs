using Psa.Access;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.SalesItems;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Which time stands on an invoice and can't be taken back, whatever was approved, taken back and decided before.</summary>
public sealed class BilledTimeTests
{
    [Fact]
    public async Task Time_that_was_given_back_and_is_not_billable_now_is_taken_back()
    {
        var (desk, ticket, entry) = await GivenBackAsync();
        await BillAsync(desk);

        await desk.Time.ApproveAsync(Dan, [new(entry.Id, IsFree: true)], Token);
        Assert.Equal(TimeStatus.Submitted, (await desk.UnapproveAsync(entry))[0].Status);

        // approved at its price again, it is billed again
        await desk.ApproveAsync(entry);
        Assert.Equal((90m, 60m), ((await desk.ItemsAsync(ticket))[^1].Computed.Amount, (await desk.ItemsAsync(ticket))[^1].Net.Amount));
        await desk.UnapproveAsync(entry);
        await desk.ApproveAsync(entry);
        await BillAsync(desk, 1);
        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, entry));
    }

    [Fact]
    public async Task What_is_not_billable_is_taken_back_before_its_correction_is_invoiced()
    {
        var (desk, ticket, entry) = await GivenBackAsync();
        var items = await desk.ItemsAsync(ticket);
        await desk.World.Invoices.DraftAsync(desk.World.Actor, new() { Customer = desk.Customer.Id, Items = [items[0].Id], Content = HandInvoiceTests.AContent() }, Token);
        Assert.Equal([SalesItemStatus.Invoiced, SalesItemStatus.Pending], (await desk.ItemsAsync(ticket)).Select(item => item.Status));

        await desk.Time.ApproveAsync(Dan, [new(entry.Id, IsFree: true)], Token);
        Assert.Equal(TimeStatus.Submitted, (await desk.UnapproveAsync(entry))[0].Status);
    }

    [Fact]
    public async Task Time_that_is_billed_again_is_given_back_once_when_its_first_correction_is_released()
    {
        var (desk, ticket, entry) = await GivenBackAsync();
        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(Day, Day)));
        await desk.ApproveAsync(entry);
        await BillAsync(desk, 1);
        Assert.Equal([entry.Id], (await desk.ItemsAsync(ticket))[2].Work[0].Entries.AsEnumerable());

        var back = invoice.Lines.AsEnumerable().ToList().FindIndex(line => line.Amount.Amount < 0m);
        var note = await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Lines = [new(back, Amount: Eur(-60m))], Releases = true }, Token);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);

        // it stood on the first item too by then
        var items = await desk.ItemsAsync(ticket);
        Assert.True(items[1].Released);
        Assert.Equal((-90m, [entry.Id]), (items[3].Computed.Amount, items[3].Work[0].Returned));
        Assert.Equal(90m, items.Where(item => !item.Released).Sum(item => item.Computed.Amount));
        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, entry));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(40)]
    public async Task Time_whose_minutes_another_has_now_is_taken_back(int minutes)
    {
        var (desk, ticket, first, second) = await PassedOnAsync(minutes);
        await BillAsync(desk);
        Assert.Equal(minutes * 1.5m, (await desk.ItemsAsync(ticket)).Where(item => item.Status == SalesItemStatus.Invoiced).Sum(item => item.Net.Amount));
        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, second));

        await desk.ApproveAsync(first);
        Assert.Equal(90m, (await desk.ItemsAsync(ticket))[^1].Net.Amount);
        await desk.UnapproveAsync(first);
        Assert.True((await desk.ItemsAsync(ticket))[^1].Released);
        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, second));
    }

    [Fact]
    public async Task Time_that_takes_the_place_of_another_on_a_decided_item_is_billed_with_it()
    {
        var (desk, ticket, first) = await GivenBackAsync();
        var second = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        Assert.Equal([(false, 60m), (true, -60m)], (await desk.ItemsAsync(ticket)).Select(item => (item.Released, item.Net.Amount)));
        Assert.Equal([second.Id], (await desk.ItemsAsync(ticket))[0].Work[0].Entries.AsEnumerable());

        await BillAsync(desk);

        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, second));
        await desk.ApproveAsync(first);
        await desk.UnapproveAsync(first);
    }

    [Fact]
    public async Task Time_of_another_activity_at_the_same_price_takes_the_place_too()
    {
        var (desk, ticket, _) = await GivenBackAsync();
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Support.Id, "HUR", [new(new(2000, 1, 1), Price(90m))]), new(Travel.Id, "HUR", [new(new(2000, 1, 1), Price(90m))])] });
        var other = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60, content => content with { Activity = Travel.Id }));
        var more = await desk.SubmitAsync(ticket, 30);
        await BillAsync(desk);

        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, other));

        // what is billed next says of both what it is
        await desk.ApproveAsync(more);
        var item = (await desk.ItemsAsync(ticket))[^1];
        Assert.Equal([-45m, 90m], item.Lines.AsEnumerable().Select(line => line.Amount.Amount).Order());
        Assert.Equal([other.Id, more.Id], item.Work.AsEnumerable().SelectMany(share => share.Entries.AsEnumerable()).Order());
        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, other));
    }

    [Fact]
    public async Task An_item_names_those_whose_time_it_bills()
    {
        var desk = await OpenAsync(information: Complete with { TimeStep = 1, LineGrouping = LineGrouping.Person });
        var ticket = await desk.TicketAsync();
        var first = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        await FreezeAsync(desk, ticket);
        var eric = Someone("eric", Role.Engineer);
        var his = await desk.Time.LogAsync(eric, new() { Ticket = ticket.Id, Content = new() { WorkedOn = Day, Minutes = 60, Text = "Helped" } }, Token);
        await desk.Time.SubmitAsync(eric, [his.Id], Token);

        await desk.ApproveAsync(his);
        Assert.Equal([[Eve.User], [eric.User]], (await desk.ItemsAsync(ticket)).Select(item => item.Work[0].People.AsEnumerable()));
        await desk.UnapproveAsync(first);
        Assert.Equal([(false, eric.User), (true, eric.User)], (await desk.ItemsAsync(ticket)).Select(item => (item.Released, Assert.Single(item.Work[0].People.AsEnumerable()))));
    }

    private static async Task<(WorkDesk Desk, Ticket Ticket, TimeEntry Entry)> GivenBackAsync()
    {
        var desk = await OpenAsync(step: 1);
        var ticket = await desk.TicketAsync();
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        await FreezeAsync(desk, ticket);
        await desk.UnapproveAsync(entry);
        Assert.Equal([(90m, 60m), (-90m, -60m)], (await desk.ItemsAsync(ticket)).Select(item => (item.Computed.Amount, item.Net.Amount)));
        return (desk, ticket, entry);
    }

    private static async Task<(WorkDesk Desk, Ticket Ticket, TimeEntry First, TimeEntry Second)> PassedOnAsync(int minutes)
    {
        var desk = await OpenAsync(step: 1);
        var ticket = await desk.TicketAsync();
        var first = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        var run = await desk.World.CalculateAsync(Day, Day);
        var second = await desk.ApproveAsync(await desk.SubmitAsync(ticket, minutes));
        await desk.World.Runs.RollBackAsync(desk.World.Actor, run.Id, cancellationToken: Token);
        await desk.UnapproveAsync(first);
        return (desk, ticket, first, second);
    }

    private static async Task FreezeAsync(WorkDesk desk, Ticket ticket) =>
        await desk.World.Items.OverrideAsync(desk.World.Actor, (await desk.ItemsAsync(ticket))[^1].Id, Eur(60m), "less", Token);

    private static async Task BillAsync(WorkDesk desk, int day = 0) => await desk.World.BillAsync(Day.PlusDays(day), Day.PlusDays(day));

    private static async Task<string> RefusedAsync(WorkDesk desk, TimeEntry entry) => (await Assert.ThrowsAsync<RuleViolationException>(() => desk.UnapproveAsync(entry))).Code;
}
