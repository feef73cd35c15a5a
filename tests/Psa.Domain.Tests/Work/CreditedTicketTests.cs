using Psa.Invoices;
using Psa.SalesItems;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>What becomes of a ticket whose invoice is credited.</summary>
public sealed class CreditedTicketTests
{
    [Fact]
    public async Task A_credit_note_that_releases_an_item_bills_the_ticket_anew_in_its_commit()
    {
        var (desk, ticket, entry, invoice) = await InvoicedAsync();
        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, entry));

        await CreditAsync(desk, invoice, releases: true);

        var items = await desk.ItemsAsync(ticket);
        Assert.Equal([(SalesItemStatus.Invoiced, true, 90m), (SalesItemStatus.Pending, false, 90m)], items.Select(item => (item.Status, item.Released, item.Net.Amount)));
        Assert.Equal([0, 1], items.Select(item => item.Ordinal));
        Assert.Equal(60, await desk.MinutesAsync(ticket));
    }

    [Fact]
    public async Task Time_that_was_released_is_taken_back_and_billed_as_it_is_approved_then()
    {
        var (desk, ticket, entry, invoice) = await InvoicedAsync();
        await CreditAsync(desk, invoice, releases: true);

        await desk.UnapproveAsync(entry);
        Assert.Equal(0, await desk.MinutesAsync(ticket));
        await desk.Time.ApproveAsync(Dan, [new(entry.Id, Minutes: 30)], Token);

        var again = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(Day.PlusDays(1), Day.PlusDays(1))));
        Assert.Equal((45m, 30), (again.Totals.TotalWithoutTax.Amount, await desk.MinutesAsync(ticket)));
    }

    [Fact]
    public async Task A_credit_note_that_releases_nothing_leaves_the_time_billed()
    {
        var (desk, ticket, entry, invoice) = await InvoicedAsync();

        await CreditAsync(desk, invoice, releases: false);

        Assert.Equal(WorkErrors.Billed, await RefusedAsync(desk, entry));
        Assert.Equal((SalesItemStatus.Invoiced, false), Assert.Single((await desk.ItemsAsync(ticket)).Select(item => (item.Status, item.Released))));
    }

    private static async Task<(WorkDesk Desk, Ticket Ticket, TimeEntry Entry, Invoice Invoice)> InvoicedAsync()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        return (desk, ticket, entry, Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(Day, Day))));
    }

    private static async Task CreditAsync(WorkDesk desk, Invoice invoice, bool releases)
    {
        var note = await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Whole = true, Releases = releases }, Token);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);
    }

    private static async Task<string> RefusedAsync(WorkDesk desk, TimeEntry entry) => (await Assert.ThrowsAsync<RuleViolationException>(() => desk.UnapproveAsync(entry))).Code;
}
