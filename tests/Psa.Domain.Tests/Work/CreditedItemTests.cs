using Psa.Invoices;
using Psa.SalesItems;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>An item that bills 120.25 and gives 90.00 back, beside one of 90.00 of the same ticket: no more than its net is credited of it (R-CN-LIMIT), so that it can be released (R-RELEASE).</summary>
public sealed class CreditedItemTests
{
    [Fact]
    public async Task A_line_is_credited_to_what_is_left_of_its_item()
    {
        var (desk, ticket, invoice, more, back) = await InvoicedAsync();
        var left = (await desk.World.CreditNotes.CreditableAsync(desk.World.Actor, invoice.Id, Token)).Lines.AsEnumerable().ToDictionary(line => line.Line);
        Assert.Equal((120.25m, 30.25m, 0m), (left[more].Amount.Amount, left[more].Borne!.Value.Amount, left[back].Borne!.Value.Amount));

        Assert.Equal(CreditNoteErrors.ExceedsBorne, await RefusedAsync(desk, invoice, new CreditLine(more, Amount: Eur(30.26m))));
        Assert.Equal(CreditNoteErrors.ExceedsBorne, await RefusedAsync(desk, invoice, new CreditLine(back, Amount: Eur(-90m))));
        Assert.Equal(CreditNoteErrors.ExceedsBorne, await RefusedAsync(desk, invoice, new CreditLine(more, Amount: Eur(120.25m)), new CreditLine(back, Amount: Eur(-89.99m))));
        await CreditAsync(desk, invoice, new CreditLine(more, Amount: Eur(30.25m)));

        Assert.Equal(CreditNoteErrors.ExceedsBorne, await RefusedAsync(desk, invoice, new CreditLine(more, Amount: Eur(0.01m))));
        Assert.Equal((30.25m, true), ((await desk.ItemsAsync(ticket))[1].Credited!.Value.Amount, (await desk.ItemsAsync(ticket))[1].Released));
    }

    [Fact]
    public async Task Lines_of_both_signs_are_credited_together()
    {
        var (desk, ticket, invoice, more, back) = await InvoicedAsync();

        await CreditAsync(desk, invoice, new CreditLine(more, Amount: Eur(120.25m)), new CreditLine(back, Amount: Eur(-90m)));

        var items = await desk.ItemsAsync(ticket);
        Assert.Equal((30.25m, true), (items[1].Credited!.Value.Amount, items[1].Released));
        Assert.Equal((30.25m, SalesItemStatus.Pending), (items[2].Net.Amount, items[2].Status));
    }

    [Fact]
    public async Task An_amount_on_the_document_is_spread_over_what_is_left_of_items()
    {
        var (desk, ticket, invoice, _, _) = await InvoicedAsync();

        var note = await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Amount = invoice.Totals.TotalWithTax, Releases = true }, Token);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);

        Assert.Equal([(90m, true), (30.25m, true)], (await desk.ItemsAsync(ticket)).Take(2).Select(item => (item.Credited!.Value.Amount, item.Released)));
    }

    [Fact]
    public async Task What_a_draft_leaves_to_be_charged_back_counts_once_it_is_issued()
    {
        var (desk, ticket, invoice, more, back) = await InvoicedAsync();
        var credit = await DraftAsync(desk, invoice, new CreditLine(more, Amount: Eur(30m)));
        var charge = await DraftAsync(desk, invoice, new CreditLine(back, Amount: Eur(-30m)));

        Assert.Equal(CreditNoteErrors.ExceedsBorne, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.World.CreditNotes.IssueAsync(desk.World.Actor, charge.Id, cancellationToken: Token))).Code);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, credit.Id, cancellationToken: Token);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, charge.Id, cancellationToken: Token);

        Assert.Null((await desk.ItemsAsync(ticket))[1].Credited);
    }

    [Fact]
    public async Task An_invoice_with_lines_of_both_signs_is_voided()
    {
        var (desk, ticket, invoice, _, _) = await InvoicedAsync();

        var note = await desk.World.CreditNotes.VoidAsync(desk.World.Actor, invoice.Id, "wrong", cancellationToken: Token);

        Assert.Equal(invoice.Totals.TotalWithTax, note.Totals.TotalWithTax);
        Assert.Equal([true, true, false], (await desk.ItemsAsync(ticket)).Select(item => item.Released));
        Assert.Equal(120.25m, (await desk.ItemsAsync(ticket))[2].Net.Amount);
    }

    private static async Task<(WorkDesk Desk, Ticket Ticket, Invoice Invoice, int More, int Back)> InvoicedAsync()
    {
        var desk = await OpenAsync(step: 1);
        var ticket = await desk.TicketAsync();
        var first = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        var run = await desk.World.CalculateAsync(Day, Day);
        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 111, content => content with { Activity = Travel.Id }));
        await desk.World.Runs.RollBackAsync(desk.World.Actor, run.Id, cancellationToken: Token);
        await desk.UnapproveAsync(first);
        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(Day, Day)));
        Assert.Equal([90m, 30.25m], (await desk.ItemsAsync(ticket)).Select(item => item.Net.Amount));
        var amounts = invoice.Lines.AsEnumerable().Select(line => line.Amount.Amount).ToList();
        return (desk, ticket, invoice, amounts.IndexOf(120.25m), amounts.IndexOf(-90m));
    }

    private static Task<Invoice> DraftAsync(WorkDesk desk, Invoice invoice, params CreditLine[] lines) =>
        desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Lines = [.. lines], Releases = true }, Token);

    private static async Task CreditAsync(WorkDesk desk, Invoice invoice, params CreditLine[] lines) =>
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, (await DraftAsync(desk, invoice, lines)).Id, cancellationToken: Token);

    private static async Task<string> RefusedAsync(WorkDesk desk, Invoice invoice, params CreditLine[] lines) => (await Assert.ThrowsAsync<RuleViolationException>(() => DraftAsync(desk, invoice, lines))).Code;
}
