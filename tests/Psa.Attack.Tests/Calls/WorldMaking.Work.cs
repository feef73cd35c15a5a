using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Numbering;
using Psa.Work;

namespace Psa.Attack.Tests.Calls;

/// <content>What was worked, by Ann and by Ben: nobody approves what is their own.</content>
internal sealed partial class WorldMaking
{
    private Product _support = null!;
    private WorkKind _afterHours = null!;

    private Actor Ben => Actor.Create(tenant, UserId.Of("ben"), "Ben", [Role.Administrator], AccessTable.Default);

    // before anything is billed, so that some of it is
    private async Task WorkAsync()
    {
        foreach (var (purpose, pattern) in new[] { (NumberPurpose.Ticket, "T{seq:000}"), (NumberPurpose.Project, "P{seq:000}") })
        {
            var series = await office.Numbering.CreateSeriesAsync(_ann, new() { BillingEntity = Main, Purpose = purpose, Pattern = pattern });
            await office.Numbering.ConfirmAsync(_ann, series.Id);
        }

        _support = await office.Catalog.SaveProductAsync(_ann, Samples.AProduct(tenant) with { Number = "P-4", Name = "Support", Kind = ProductKind.HourlyRate, Unit = "HUR", ServiceCode = null });
        await office.Catalog.SavePriceListAsync(_ann, _prices with { Items = [.. _prices.Items, new(_support.Id, "HUR", [new(new(2025, 1, 1), UnitPrice.Of(90m, Currency.EUR))])] });
        _afterHours = await office.Catalog.SaveWorkKindAsync(_ann, WorkRequests.AKind(tenant, "AH"));
        var billed = await ATicketAsync(_first);
        await ApprovedAsync(await SubmittedAsync(Ben, billed, 25, new(2026, 1, 20)));
    }

    // what waits: tickets and projects in every status, and time in every one
    private async Task WorkMoreAsync()
    {
        var ticket = await ATicketAsync(_first);
        await office.Tickets.CommentAsync(_ann, ticket.Id, new() { Text = "It is on" });
        await office.Tickets.CommentAsync(_ann, ticket.Id, new() { Text = "Hm", IsInternal = true });
        foreach (var minutes in new[] { 7, 25 })
        {
            await ApprovedAsync(await SubmittedAsync(Ben, ticket, minutes, new(2026, 3, 9)));
            await SubmittedAsync(Ben, ticket, minutes, new(2026, 3, 10));
        }

        await LoggedAsync(_ann, ticket, 10, new(2026, 3, 11));
        await SubmittedAsync(_ann, ticket, 12, new(2026, 3, 11));
        var wrong = await SubmittedAsync(_ann, ticket, 14, new(2026, 3, 11));
        await office.Time.RejectAsync(Ben, [wrong.Id], "not so long");
        await StatusesAsync();
        var covered = await ATicketAsync(_child);
        foreach (var minutes in new[] { 20, 55 })
        {
            await ApprovedAsync(await SubmittedAsync(Ben, covered, minutes, new(2026, 2, 10)));
        }

        await SubmittedAsync(Ben, covered, 15, new(2026, 2, 11));
        var project = await office.Projects.OpenAsync(_ann, new() { Customer = _first.Id, Content = new() { Name = "Move" } });
        var entry = await office.Time.LogAsync(Ben, new() { Project = project.Id, Content = WorkRequests.AContent(40) with { Activity = _support.Id, Kind = _afterHours.Id } });
        await office.Time.SubmitAsync(Ben, [entry.Id]);
        await ApprovedAsync(entry);
        var closed = await office.Projects.OpenAsync(_ann, new() { Customer = _child.Id, Content = new() { Name = "Moved" } });
        await office.Projects.CloseAsync(_ann, closed.Id);
    }

    private async Task StatusesAsync()
    {
        var (started, waiting, solved, closed) = (await ATicketAsync(_child), await ATicketAsync(_child), await ATicketAsync(_child), await ATicketAsync(_child));
        foreach (var ticket in new[] { started, waiting, solved, closed })
        {
            await office.Tickets.StartAsync(_ann, ticket.Id);
        }

        await office.Tickets.WaitAsync(_ann, waiting.Id, TicketWaiting.Vendor);
        await office.Tickets.SolveAsync(_ann, solved.Id);
        await office.Tickets.SolveAsync(_ann, closed.Id);
        await office.Tickets.CloseAsync(_ann, closed.Id);
        var again = await ATicketAsync(_child);
        await office.Tickets.StartAsync(_ann, again.Id);
        await office.Tickets.SolveAsync(_ann, again.Id);
        await office.Tickets.ReopenAsync(_ann, again.Id);
    }

    private Task<Ticket> ATicketAsync(Customer customer) => office.Tickets.OpenAsync(_ann, new() { Content = WorkRequests.ATicket(customer.Id) with { Activity = _support.Id } });

    private Task<TimeEntry> LoggedAsync(Actor actor, Ticket ticket, int minutes, LocalDate day) =>
        office.Time.LogAsync(actor, new() { Ticket = ticket.Id, Content = WorkRequests.AContent(minutes) with { WorkedOn = day } });

    private async Task<TimeEntry> SubmittedAsync(Actor actor, Ticket ticket, int minutes, LocalDate day) =>
        (await office.Time.SubmitAsync(actor, [(await LoggedAsync(actor, ticket, minutes, day)).Id]))[0];

    private Task<ValueList<TimeEntry>> ApprovedAsync(TimeEntry entry) => office.Time.ApproveAsync(_ann, [new(entry.Id)]);
}
