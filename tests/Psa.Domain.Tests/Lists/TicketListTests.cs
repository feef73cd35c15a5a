using Psa.Access;
using Psa.Customers;
using Psa.Domain.Tests.Work;
using Psa.Lists;
using Psa.Records;
using Psa.SalesItems;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Lists;

/// <summary>Tickets found by filters of named fields, and sales items by the ticket or project they bill.</summary>
public sealed class TicketListTests
{
    private static readonly PageRequest All = new() { Size = 100, WithCount = true };

    [Fact]
    public async Task Tickets_are_found_by_every_field()
    {
        var desk = await OpenAsync();
        var content = desk.AContent(isFree: true) with { Title = "Printer burns", Priority = TicketPriority.Urgent, Category = "Hardware" };
        var ticket = await desk.Tickets.OpenAsync(Dan, new() { Number = "T-7", Content = content }, Token);
        await desk.Tickets.OpenAsync(Eve, new() { Number = "T-8", Content = new() { Title = "Something", Customer = await AnotherAsync(desk) } }, Token);
        await desk.Tickets.StartAsync(Eve, ticket.Id, Token);
        await desk.Tickets.WaitAsync(Eve, ticket.Id, TicketWaiting.Vendor, Token);

        var day = ticket.OpenedOn.PlusDays(3);
        foreach (var (field, value) in new[]
                 {
                     ("number", "t-7"), ("title", "PRINTER burns"), ("status", "Waiting"), ("waitingFor", "Vendor"), ("priority", "Urgent"), ("category", "hardware"), ("customer", $"{desk.Customer.Id}"),
                     ("customerName", desk.Customer.Name), ("openedBy", "dan"), ("free", "true"), ("activity", $"{Support.Id}"),
                 })
        {
            Assert.Equal((field, ticket.Id), (field, Assert.Single(await FindAsync(desk, Eve, new() { Filter = ListFilter.Where(field, FilterOperator.Equal, value) })).Id));
        }

        foreach (var (field, value) in new[] { ("openedOn", $"{ticket.OpenedOn:uuuu-MM-dd}"), ("age", "3") })
        {
            Assert.Equal(2, (await FindAsync(desk, Eve, new() { Filter = ListFilter.Where(field, FilterOperator.Equal, value), Day = day })).Count);
        }

        Assert.All(new[] { "part", "contact" }, field => Assert.Equal(2, FindAsync(desk, Eve, new() { Filter = ListFilter.Where(field, FilterOperator.Empty) }).GetAwaiter().GetResult().Count));
        Assert.Equal(ticket.Id, Assert.Single(await FindAsync(desk, Eve, new() { Search = "burns t-7" })).Id);
    }

    [Fact]
    public async Task Tickets_are_sorted_by_every_field_page_by_page()
    {
        var desk = await OpenAsync();
        for (var n = 0; n < 7; n++)
        {
            await desk.Tickets.OpenAsync(Eve, new() { Number = $"T{9 - n}", Content = desk.AContent(isFree: n % 2 == 0) with { Title = $"{n % 3}", Priority = (TicketPriority)(n % 4) } }, Token);
        }

        foreach (var field in ListFields.Of(ListKind.Tickets))
        {
            Assert.True(field.CanSort);
            var (seen, page) = (new List<Ticket>(), new PageRequest { Size = 2 });
            do
            {
                var next = await desk.Tickets.SearchAsync(Eve, new() { SortBy = field.Name, Day = Day.PlusDays(9) }, page, Token);
                seen.AddRange(next.Items);
                page = page with { After = next.Next };
            }
            while (page.After is not null);

            Assert.Equal(7, seen.Select(ticket => ticket.Id).Distinct().Count());
            var key = new Func<Ticket, string>(ticket => field.Name switch { "number" => ticket.Number, "title" => ticket.Title, "priority" => $"{UrgencyOf(ticket.Priority)}", "free" => $"{ticket.IsFree}", _ => string.Empty });
            Assert.Equal(seen.Select(key).Order(StringComparer.Ordinal), seen.Select(key));
        }
    }

    [Fact]
    public async Task Clients_find_their_own_and_not_by_what_they_are_not_shown()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var other = await desk.Tickets.OpenAsync(Eve, new() { Number = "T-8", Content = new() { Title = "Something", Customer = await AnotherAsync(desk) } }, Token);
        var client = Someone("carl", Role.Client, desk.Customer.Id.Value);

        var found = Assert.Single(await FindAsync(desk, client, new() { Filter = ListFilter.Any(ListFilter.Where("customer", FilterOperator.Equal, $"{other.Customer}"), ListFilter.All()), SortBy = "customerName" }));
        Assert.Equal((ticket.Id, null), (found.Id, found.Activity));
        Assert.Empty(await FindAsync(desk, client, new() { Filter = ListFilter.Where("number", FilterOperator.Equal, "T-8") }));
        foreach (var field in new[] { "part", "activity" })
        {
            Assert.Equal(FilterErrors.Bad, (await Assert.ThrowsAsync<RuleViolationException>(() => FindAsync(desk, client, new() { Filter = ListFilter.Where(field, FilterOperator.Empty) }))).Code);
            Assert.Equal(FilterErrors.Bad, (await Assert.ThrowsAsync<RuleViolationException>(() => FindAsync(desk, client, new() { SortBy = field }))).Code);
        }
    }

    [Fact]
    public async Task Items_are_found_by_their_ticket_or_project()
    {
        var desk = await OpenAsync();
        var (ticket, project) = (await desk.TicketAsync(), await desk.ProjectAsync());
        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 30), await desk.SubmitAsync(await desk.LogAsync(project, 60)), await desk.SubmitAsync(await desk.TicketAsync(), 15));

        foreach (var (field, id, net) in new[] { ("ticket", $"{ticket.Id}", 45m), ("project", $"{project.Id}", 90m) })
        {
            Assert.Equal(net, Assert.Single(await ItemsAsync(desk, ListFilter.Where(field, FilterOperator.Equal, id))).Net.Amount);
        }

        Assert.Equal(90m, Assert.Single(await ItemsAsync(desk, ListFilter.Where("ticket", FilterOperator.Empty))).Net.Amount);
        Assert.Empty(await ItemsAsync(desk, ListFilter.Where("project", FilterOperator.Equal, $"{ticket.Id}")));
    }

    private static async Task<Id<Customer>> AnotherAsync(WorkDesk desk)
    {
        var other = ACustomer("C2");
        await desk.World.AddAsync(other with { Name = "Another" });
        return other.Id;
    }

    private static async Task<ValueList<Ticket>> FindAsync(WorkDesk desk, Actor actor, ListRequest request)
    {
        var page = await desk.Tickets.SearchAsync(actor, request, All, Token);
        Assert.Equal(page.Items.Count, page.Count);
        return page.Items;
    }

    private static int UrgencyOf(TicketPriority priority) => priority switch { TicketPriority.Low => 0, TicketPriority.Normal => 1, TicketPriority.High => 2, _ => 3 };

    private static async Task<ValueList<SalesItem>> ItemsAsync(WorkDesk desk, ListFilter filter) => (await desk.World.Items.SearchAsync(desk.World.Actor, new() { Filter = filter }, All, Token)).Items;
}
