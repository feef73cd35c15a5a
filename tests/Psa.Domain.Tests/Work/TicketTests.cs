using Psa.Access;
using Psa.Customers;
using Psa.Numbering;
using Psa.Services;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Tickets, projects and logging time: before anybody approves anything, and without billing information.</summary>
public sealed class TicketTests
{
    [Fact]
    public async Task All_but_approving_works_without_billing_information()
    {
        var desk = await OpenAsync();
        var poor = ACustomer("C2") with { BillingInformation = null };
        await desk.World.AddAsync(poor);
        var ticket = await desk.Tickets.OpenAsync(Eve, new() { Number = "1", Content = desk.AContent() with { Customer = poor.Id } }, Token);

        var entry = await desk.SubmitAsync(ticket, 7);
        await desk.Tickets.StartAsync(Eve, ticket.Id, Token);
        Assert.Equal(TicketWaiting.Vendor, (await desk.Tickets.WaitAsync(Eve, ticket.Id, TicketWaiting.Vendor, Token)).WaitingFor);
        Assert.Null((await desk.Tickets.SolveAsync(Eve, ticket.Id, Token)).WaitingFor);
        var closing = await desk.Tickets.CloseAsync(Eve, ticket.Id, Token);

        Assert.Equal((TicketStatus.Closed, entry.Id), (closing.Ticket.Status, Assert.Single(closing.Submitted.AsEnumerable())));
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() => desk.ApproveAsync(entry));
        Assert.Equal(TicketStatus.Reopened, (await desk.Tickets.ReopenAsync(Eve, ticket.Id, Token)).Status);
    }

    [Fact]
    public async Task Clients_see_and_open_their_own_and_what_is_not_internal()
    {
        var desk = await OpenAsync();
        var other = ACustomer("C2");
        await desk.World.AddAsync(other);
        var (client, stranger) = (Someone("carl", Role.Client, desk.Customer.Id.Value), Someone("stan", Role.ClientManager, other.Id.Value));
        var ticket = await desk.Tickets.OpenAsync(client, new() { Number = "1", Content = new() { Title = "Help", Customer = desk.Customer.Id } }, Token);
        await desk.Tickets.ChangeAsync(Eve, ticket.Id, desk.AContent(), Token);
        await desk.Tickets.CommentAsync(Eve, ticket.Id, new() { Text = "Is it on?", IsInternal = true }, Token);
        await desk.Tickets.CommentAsync(client, ticket.Id, new() { Text = "It is on" }, Token);

        Assert.Equal(["It is on"], (await desk.Tickets.ListCommentsAsync(client, new() { Ticket = ticket.Id }, PageRequest.First, Token)).Items.AsEnumerable().Select(one => one.Text));
        Assert.Equal(2, (await desk.Tickets.ListCommentsAsync(Eve, new() { Ticket = ticket.Id }, PageRequest.First, Token)).Items.Count);
        Assert.Null((await desk.Tickets.FindAsync(client, ticket.Id, Token))!.Activity);
        Assert.Null(await desk.Tickets.FindAsync(stranger, ticket.Id, Token));
        Assert.Empty((await desk.Tickets.ListAsync(stranger, new(), PageRequest.First, Token)).Items);
        Assert.Single((await desk.Tickets.ListAsync(client, new(), PageRequest.First, Token)).Items);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Tickets.OpenAsync(stranger, new() { Number = "2", Content = new() { Title = "Help", Customer = desk.Customer.Id } }, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Tickets.CommentAsync(stranger, ticket.Id, new() { Text = "Hm" }, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Tickets.ListCommentsAsync(stranger, new() { Ticket = ticket.Id }, PageRequest.First, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Tickets.CommentAsync(client, ticket.Id, new() { Text = "Hm", IsInternal = true }, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Tickets.OpenAsync(client, new() { Number = "3", Content = desk.AContent(isFree: true) }, Token));
    }

    [Fact]
    public async Task A_ticket_with_approved_time_stays_with_its_customer()
    {
        var desk = await OpenAsync();
        var other = ACustomer("C2");
        await desk.World.AddAsync(other);
        var ticket = await desk.TicketAsync();
        var entry = await desk.SubmitAsync(ticket, 7);
        var elsewhere = desk.AContent() with { Customer = other.Id };

        await desk.Tickets.ChangeAsync(Dan, ticket.Id, elsewhere, Token);
        await desk.ApproveAsync(entry);
        Assert.Equal(WorkErrors.HasApprovedTime, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Tickets.ChangeAsync(Dan, ticket.Id, desk.AContent(), Token))).Code);
        await desk.UnapproveAsync(entry);
        await desk.Tickets.ChangeAsync(Dan, ticket.Id, desk.AContent(), Token);
    }

    [Fact]
    public async Task Numbers_are_given_or_come_from_a_series_and_are_never_twice()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        NewTicket Next(string? number) => new() { Number = number, Content = desk.AContent() };

        Assert.Equal(WorkErrors.NumberTaken, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Tickets.OpenAsync(Dan, Next(ticket.Number), Token))).Code);
        Assert.Equal(WorkErrors.NumberMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Tickets.OpenAsync(Dan, Next(null), Token))).Code);
        foreach (var purpose in new[] { NumberPurpose.Ticket, NumberPurpose.Project })
        {
            var series = await desk.World.Numbering.CreateSeriesAsync(desk.World.Actor, new() { BillingEntity = Seller.Id, Purpose = purpose, Pattern = "T{seq:0}" }, Token);
            await desk.World.Numbering.ConfirmAsync(desk.World.Actor, series.Id, cancellationToken: Token);
        }

        Assert.Equal("T2", (await desk.Tickets.OpenAsync(Dan, Next(null), Token)).Number);
        Assert.Equal("T1", (await desk.Projects.OpenAsync(Dan, new() { Customer = desk.Customer.Id, Content = new() { Name = "Move" } }, Token)).Number);
    }

    [Fact]
    public async Task What_a_ticket_names_is_the_customers_and_an_hourly_rate()
    {
        var desk = await OpenAsync();
        var other = ACustomer("C2");
        var contract = AContract(other);
        var part = APart(contract);
        await desk.World.AddAsync(other, contract, part);

        Assert.Equal(WorkErrors.ContractMismatch, await CodeAsync(() => desk.TicketAsync(part.Id)));
        Assert.Equal(WorkErrors.ContractMismatch, await CodeAsync(() => desk.ProjectAsync(contract.Id)));
        Assert.Equal(WorkErrors.BadActivity, await CodeAsync(() => desk.TicketAsync(activity: AProduct)));
        Assert.Equal(WorkErrors.TextMissing, await CodeAsync(() => desk.Tickets.OpenAsync(Dan, new() { Number = "1", Content = desk.AContent() with { Title = " " } }, Token)));
        Assert.Equal(PsaErrors.NotFound, await CodeAsync(() => desk.Tickets.OpenAsync(Dan, new() { Number = "1", Content = desk.AContent() with { Contact = DerivedId.Create<Contact>(Tenant, "nobody") } }, Token)));
    }

    [Fact]
    public async Task Time_is_whole_minutes_of_days_that_were()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();

        Assert.Equal(WorkErrors.BadMinutes, await CodeAsync(() => desk.LogAsync(ticket, -1)));
        Assert.Equal(WorkErrors.BadMinutes, await CodeAsync(() => desk.LogAsync(ticket, 1441)));
        Assert.Equal(WorkErrors.BadMinutes, await CodeAsync(() => desk.LogAsync(ticket, 1, content => content with { StartMinute = 1440 })));
        Assert.Equal(WorkErrors.InFuture, await CodeAsync(() => desk.LogAsync(ticket, 1, content => content with { WorkedOn = Day.PlusDays(1) })));
        Assert.Equal(WorkErrors.BadActivity, await CodeAsync(() => desk.LogAsync(ticket, 1, content => content with { Activity = AProduct.Id })));
        Assert.Equal(WorkErrors.BadSource, await CodeAsync(() => desk.Time.LogAsync(Eve, new() { Content = new() { WorkedOn = Day, Minutes = 1, Text = "?" } }, Token)));
        Assert.Equal(1440, (await desk.LogAsync(ticket, 1440, content => content with { StartMinute = 1439 })).Minutes);
    }

    [Fact]
    public async Task Only_its_owner_writes_time_and_only_a_draft()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var entry = await desk.LogAsync(ticket, 7);
        var content = new TimeContent { WorkedOn = Day, Minutes = 8, Text = "More" };

        Assert.Equal(PsaErrors.AccessDenied, await CodeAsync(() => desk.Time.ChangeAsync(Dan, entry.Id, content, Token)));
        Assert.Equal(PsaErrors.AccessDenied, await CodeAsync(() => desk.Time.SubmitAsync(Dan, [entry.Id], Token)));
        Assert.Equal(PsaErrors.AccessDenied, await CodeAsync(() => desk.Time.DeleteAsync(Dan, entry.Id, Token)));
        await desk.SubmitAsync(entry);
        Assert.Equal(WorkErrors.NotDraft, await CodeAsync(() => desk.Time.ChangeAsync(Eve, entry.Id, content, Token)));
        Assert.Equal(WorkErrors.NotDraft, await CodeAsync(() => desk.Time.DeleteAsync(Eve, entry.Id, Token)));
        var draft = await desk.LogAsync(ticket, 7);
        await desk.Time.DeleteAsync(Eve, draft.Id, Token);
        Assert.Null(await desk.Time.FindAsync(Eve, draft.Id, Token));
    }

    [Fact]
    public async Task Some_see_only_the_time_that_they_logged()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var entry = await desk.LogAsync(ticket, 7);
        var eric = Someone("eric", Role.Engineer);

        Assert.Null(await desk.Time.FindAsync(eric, entry.Id, Token));
        Assert.Empty((await desk.Time.ListAsync(eric, new() { Ticket = ticket.Id }, PageRequest.First, Token)).Items);
        Assert.Single((await desk.Time.ListAsync(Eve, new(), PageRequest.First, Token)).Items);
        Assert.Single((await desk.Time.ListAsync(Dan, new() { User = Eve.User, Status = TimeStatus.Draft }, PageRequest.First, Token)).Items);
        await desk.ApproveAsync(await desk.SubmitAsync(entry));
        Assert.Null((await desk.Time.FindAsync(Someone("hans", Role.HumanResources), entry.Id, Token))!.Approval!.Rate);
    }

    [Fact]
    public async Task A_closed_project_takes_no_time_and_names_what_waits()
    {
        var desk = await OpenAsync();
        var project = await desk.ProjectAsync();
        var entry = await desk.SubmitAsync(await desk.LogAsync(project, 7));

        Assert.Equal([entry.Id], (await desk.Projects.CloseAsync(Dan, project.Id, Token)).Submitted.AsEnumerable());
        Assert.Equal(WorkErrors.ProjectClosed, await CodeAsync(() => desk.LogAsync(project, 7)));
        await desk.ApproveAsync(entry);
        Assert.Equal(22.50m, Assert.Single(await desk.ItemsAsync(project)).Net.Amount);
        await desk.Projects.ReopenAsync(Dan, project.Id, Token);
        await desk.LogAsync(project, 7);
    }

    [Fact]
    public async Task A_repeated_call_makes_one()
    {
        var desk = await OpenAsync();
        var id = DerivedIdOf<Ticket>(1);
        var request = new NewTicket { Id = id, Number = "1", Content = desk.AContent() };

        Assert.Equal(await desk.Tickets.OpenAsync(Dan, request, Token), await desk.Tickets.OpenAsync(Dan, request, Token));
        var time = new NewTimeEntry { Id = DerivedIdOf<TimeEntry>(2), Ticket = id, Content = new() { WorkedOn = Day, Minutes = 1, Text = "?" } };
        Assert.Equal(await desk.Time.LogAsync(Eve, time, Token), await desk.Time.LogAsync(Eve, time, Token));
        var comment = new NewTicketComment { Id = DerivedIdOf<TicketComment>(3), Text = "Hm" };
        Assert.Equal(await desk.Tickets.CommentAsync(Eve, id, comment, Token), await desk.Tickets.CommentAsync(Eve, id, comment, Token));
    }

    [Fact]
    public async Task Work_kinds_are_data_with_one_code_and_sane_values()
    {
        var desk = await OpenAsync();
        var (catalog, actor) = (desk.World.Catalog, desk.World.Actor);

        Assert.Equal(["Regular", "AH", "TR"], (await catalog.ListWorkKindsAsync(actor, Token)).AsEnumerable().Select(kind => kind.Code));
        Assert.Equal(WorkErrors.WorkKindTaken, await CodeAsync(() => catalog.SaveWorkKindAsync(actor, AKind("ah", "again", 1m, 0), Token)));
        Assert.Equal(WorkErrors.WorkKindTaken, await CodeAsync(() => catalog.SaveWorkKindAsync(actor, AKind("regular", "again", 1m, 0), Token)));
        Assert.Equal(WorkErrors.WorkKindTaken, await CodeAsync(() => catalog.SaveWorkKindAsync(actor, AKind("X", "mine", 2m, 0) with { Id = WorkKinds.RegularOf(Tenant) }, Token)));
        Assert.Equal(MoneyErrors.BadText, await CodeAsync(() => catalog.SaveWorkKindAsync(actor, AKind(" AH", "again", 1m, 0), Token)));
        foreach (var (factor, minimum) in new[] { (0m, 0), (-1m, 0), (10.000001m, 0), (1.0000001m, 0), (1m, -1), (1m, 1441) })
        {
            Assert.Equal(WorkErrors.BadWorkKind, await CodeAsync(() => catalog.SaveWorkKindAsync(actor, AKind("X", "wrong", factor, minimum), Token)));
        }

        var off = await catalog.SaveWorkKindAsync(actor, AKind("OFF", "off", 10m, 1440) with { IsOff = true }, Token);
        var ticket = await desk.TicketAsync();
        Assert.Equal(WorkErrors.WorkKindInactive, await CodeAsync(() => desk.LogAsync(ticket, 1, content => content with { Kind = off.Id })));
    }

    [Fact]
    public async Task A_kind_is_as_it_was_on_the_worked_date()
    {
        var desk = await OpenAsync();
        var kind = AKind("D", "dated", 1m, 0);
        await desk.World.Catalog.SaveWorkKindAsync(desk.World.Actor, kind with { Terms = [.. kind.Terms, new(Day, 2m, 60)] }, Token);
        var ticket = await desk.TicketAsync();

        var before = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 15, content => content with { Kind = kind.Id, WorkedOn = Day.PlusDays(-1) }));
        var after = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 15, content => content with { Kind = kind.Id }));

        Assert.Equal((1m, 15, 2m, 60), (before.Approval!.Factor, before.Approval.Counted, after.Approval!.Factor, after.Approval.Counted));
        Assert.Equal(22.50m + 180m, Assert.Single(await desk.ItemsAsync(ticket)).Net.Amount);
    }

    [Fact]
    public async Task A_customer_with_open_work_is_not_erased()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var actor = desk.World.Actor;

        Assert.Equal(CustomerErrors.WorkOpen, await CodeAsync(() => desk.World.Customers.EraseAsync(actor, desk.Customer.Id, Token)));
        await desk.Tickets.StartAsync(Eve, ticket.Id, Token);
        await desk.Tickets.SolveAsync(Eve, ticket.Id, Token);
        var entry = await desk.LogAsync(ticket, 7);
        await desk.Tickets.CloseAsync(Eve, ticket.Id, Token);
        Assert.Equal(CustomerErrors.WorkOpen, await CodeAsync(() => desk.World.Customers.EraseAsync(actor, desk.Customer.Id, Token)));
        await desk.Time.DeleteAsync(Eve, entry.Id, Token);
        await desk.World.Customers.EraseAsync(actor, desk.Customer.Id, Token);
    }

    private static Id<T> DerivedIdOf<T>(byte n) => new(new Guid(n, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, n));

    private static async Task<string?> CodeAsync(Func<Task> call) => (await Record.ExceptionAsync(call) as PsaException)?.Code;
}
