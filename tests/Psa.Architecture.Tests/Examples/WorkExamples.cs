using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Invoices;
using Psa.Services;
using Psa.Work;

namespace Psa.Architecture.Tests.Examples;

/// <summary>The service desk of docs/tickets-and-time.md.</summary>
internal sealed class WorkExamples(Desk desk) : Example(desk)
{
#pragma warning disable SA1300, IDE1006 // as a program would call them, so that a page shows its code
    private TicketService tickets => Of<TicketService>();

    private TimeService time => Of<TimeService>();

    private Actor eve => Actor.Create(actor.Tenant, UserId.Of("eve"), "Eve", [Role.Engineer], AccessTable.Default);
#pragma warning restore SA1300, IDE1006

    internal async Task Worked()
    {
        var (support, evening) = await HoursAsync();

        // begin
        var ticket = await tickets.OpenAsync(eve, new() { Number = "T-1", Content = new() { Title = "The till prints nothing", Customer = bart.Id, Activity = support.Id } });
        await tickets.StartAsync(eve, ticket.Id);
        await tickets.CommentAsync(eve, ticket.Id, new() { Text = "The cable again", IsInternal = true });
        var afternoon = await time.LogAsync(eve, new() { Ticket = ticket.Id, Content = new() { WorkedOn = new(2026, 3, 30), Minutes = 25, Text = "Looked for the fault" } });
        var later = await time.LogAsync(eve, new() { Ticket = ticket.Id, Content = new() { WorkedOn = new(2026, 3, 30), Minutes = 12, Kind = evening.Id, Text = "Changed the cable" } });
        await time.SubmitAsync(eve, [afternoon.Id, later.Id]);

        await time.ApproveAsync(actor, [new(afternoon.Id), new(later.Id)]);   // by somebody else
        await tickets.SolveAsync(eve, ticket.Id);
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task WorkedGrouped()
    {
        var (support, evening) = await HoursAsync();
        var ticket = await tickets.OpenAsync(eve, new() { Number = "T-1", Content = new() { Title = "The till prints nothing", Customer = bart.Id, Activity = support.Id } });
        var afternoon = await time.LogAsync(eve, new() { Ticket = ticket.Id, Content = new() { WorkedOn = new(2026, 3, 30), Minutes = 25, Text = "Looked for the fault" } });
        var later = await time.LogAsync(eve, new() { Ticket = ticket.Id, Content = new() { WorkedOn = new(2026, 3, 30), Minutes = 12, Kind = evening.Id, Text = "Changed the cable" } });
        await time.SubmitAsync(eve, [afternoon.Id, later.Id]);

        // begin
        await customers.SaveBillingInformationAsync(actor, bart.Id, billing with { LineGrouping = LineGrouping.Ticket });
        await time.ApproveAsync(actor, [new(afternoon.Id, Minutes: 20), new(later.Id)]);   // as 20 minutes; the 25 stay beside them
        var run = await BillWithoutPaperAsync(new(2026, 4, 1));
        await foreach (var invoice in runs.InvoicesAsync(actor, run.Id))
        {
            foreach (var group in invoice.Shown().Groups)
            {
                Write($"{group.Shown.Text}: {group.Shown.Amount}");
            }
        }

        // end
    }

    // an hour of support costs 90.00, after hours half as much again and half an hour at least
    private async Task<(Product Support, WorkKind Evening)> HoursAsync()
    {
        var support = await catalog.SaveProductAsync(actor, new() { Id = default, Tenant = actor.Tenant, Number = "SUP", Name = "Support", Kind = ProductKind.HourlyRate, Unit = "HUR" });
        await catalog.SavePriceListAsync(
            actor, new() { Id = default, Tenant = actor.Tenant, Name = "2026", Currency = Currency.EUR, ValidFrom = new(2026, 1, 1), Items = [new(support.Id, "HUR", [new(new(2026, 1, 1), Euro(90m))])] });
        var evening = await catalog.SaveWorkKindAsync(actor, new() { Id = default, Tenant = actor.Tenant, Code = "AH", Name = "after hours", Terms = [new(new(2026, 1, 1), 1.5m, 30)] });
        return (support, evening);
    }
}
