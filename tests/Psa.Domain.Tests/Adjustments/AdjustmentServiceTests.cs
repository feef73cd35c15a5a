using Psa.Adjustments;
using Psa.Invoices;
using Psa.SalesItems;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Adjustments from the offer to their documents.</summary>
public sealed class AdjustmentServiceTests
{
    [Fact]
    [Trait("vector", "adj-base")]
    public async Task The_customer_bears_what_was_performed_whatever_comes_between()
    {
        var desk = await OpenAsync();
        var first = await desk.PerformAsync(80m);
        var credited = await desk.AdjustAsync();
        Assert.Equal((-20m, "ADJ-001", AdjustmentStatus.Created), (Difference(credited), credited.Number, credited.Status));
        await desk.IssueAsync(Assert.Single(credited.Documents));
        Assert.Empty(await desk.OfferAsync());

        await desk.Services.CancelAsync(desk.World.Actor, first.Id, "more was done", Token);
        await desk.PerformAsync(90m);
        await desk.CreditAsync(await desk.InvoiceAsync(), 30m);
        var charged = await desk.AdjustAsync();
        Assert.Equal(40m, Difference(charged));
        Assert.Empty(await desk.OfferAsync());

        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
        Assert.Equal(90m + 100m, await desk.BorneAsync());
    }

    [Fact]
    public async Task A_difference_above_zero_waits_for_a_run_or_is_drafted_at_once()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(130m);
        var waiting = await desk.AdjustAsync();
        var item = await desk.ItemAsync(Assert.Single(waiting.Documents));
        Assert.Equal((SalesItemSource.Adjustment, SalesItemStatus.Pending, Eur(30m), Customer.Id), (item.Source, item.Status, item.Net, item.Payer));

        await desk.PerformAsync(7m);
        var made = await desk.AdjustAsync(January() with { AtOnce = true });
        var drafted = await desk.ItemAsync(Assert.Single(made.Documents));
        var draft = await desk.World.Invoices.FindAsync(desk.World.Actor, drafted.Invoice!.Value, Token);
        Assert.Equal((SalesItemStatus.Invoiced, InvoiceStatus.Draft, Eur(7m), "Difference"), (drafted.Status, draft!.Status, draft.Totals.TotalWithoutTax, draft.Lines[0].Text));
    }

    [Fact]
    [Trait("vector", "adj-mixed-categories")]
    public async Task Tax_codes_above_and_below_zero_have_a_document_each()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(55m);
        await desk.PerformAsync(50m, taxCode: "ZERO");

        var made = await desk.AdjustAsync(January() with { AtOnce = true });

        Assert.Equal([("STD", -45m), ("ZERO", 50m)], made.Differences.AsEnumerable().Select(static difference => (difference.TaxCode, difference.Amount.Amount)));
        var item = await desk.ItemAsync(made.Documents[0]);
        var invoice = (await desk.World.Invoices.FindAsync(desk.World.Actor, item.Invoice!.Value, Token))!;
        var note = await desk.NoteAsync(made.Documents[1]);
        Assert.Equal((Eur(50m), Eur(0m)), (invoice.Totals.TotalWithoutTax, invoice.Totals.TaxTotal));
        Assert.Equal((Eur(45m), Eur(9m)), (note.Totals.TotalWithoutTax, note.Totals.TaxTotal));
    }

    [Fact]
    public async Task What_differs_from_what_was_offered_is_named_and_nothing_is_made()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(80m);
        var content = await desk.AllAsync();
        await desk.CreditAsync(await desk.InvoiceAsync(), 30m);

        var refused = await RefusedAsync(AdjustmentErrors.Changed, () => desk.CreateAsync(content));

        Assert.Contains(AdjustmentLine.ContractInvoice, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Psa.Adjustments.ServiceDocument.NonBillable, refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await desk.OfferAsync()).Count);
    }

    [Fact]
    public async Task The_same_again_is_the_first_one_unless_something_was_taken_between()
    {
        var desk = await OpenAsync();
        var crm = new HostLines { Lines = [Panes.Performed("1", 100m)] };
        desk.Work.Add(crm);
        var settled = await desk.AdjustAsync();
        Assert.Equal((0m, AdjustmentStatus.Created), (Difference(settled), settled.Status));
        Assert.Empty(settled.Documents);
        crm.Lines[0] = Panes.Performed("1", 130m);
        var content = (await desk.AllAsync()) with { AtOnce = true };
        var first = await desk.CreateAsync(content);
        Assert.Equal(first, await desk.CreateAsync(content));
        await desk.World.Invoices.IssueAsync(desk.World.Actor, (await desk.ItemAsync(first.Documents[0])).Invoice!.Value, cancellationToken: Token);

        crm.Lines[0] = Panes.Performed("1", 100m);
        Assert.Equal(-30m, Difference(await desk.AdjustAsync()));
        crm.Lines[0] = Panes.Performed("1", 130m);
        var third = await desk.AdjustAsync(content with { Selection = [] });

        Assert.Equal((30m, content.Selection[0].Values), (Difference(third), third.Content.Selection[0].Values));
        Assert.NotEqual(first.Id, third.Id);
    }

    [Fact]
    public async Task A_canceled_one_does_not_answer()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(100m);
        var content = await desk.AllAsync();
        var settled = await desk.CreateAsync(content);
        await desk.CancelAsync(settled);

        Assert.NotEqual(settled.Id, (await desk.CreateAsync(await desk.AllAsync())).Id);
    }

    [Fact]
    public async Task A_canceled_one_is_offered_again_and_its_documents_are_gone()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(80m);
        var content = await desk.AllAsync();
        var made = await desk.CreateAsync(content);
        await RefusedAsync(AdjustmentErrors.ReasonMissing, () => desk.Adjustments.CancelAsync(desk.World.Actor, made.Id, " ", Token));

        var canceled = await desk.CancelAsync(made);

        Assert.Equal((AdjustmentStatus.Canceled, "wrong", null), (canceled.Status, canceled.CancelReason, canceled.Key));
        Assert.Null(await desk.World.Invoices.FindAsync(desk.World.Actor, made.Documents[0].CreditNote!.Value, Token));
        Assert.Equal(canceled, await desk.CancelAsync(made));
        var next = await desk.AdjustAsync();
        Assert.Equal((-20m, "ADJ-002"), (Difference(next), next.Number));
        await desk.IssueAsync(next.Documents[0]);
        await RefusedAsync(AdjustmentErrors.Billed, () => desk.CancelAsync(next));
    }

    [Fact]
    public async Task A_canceled_charge_goes_with_its_draft()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(130m);
        var made = await desk.AdjustAsync(January() with { AtOnce = true });
        var draft = (await desk.ItemAsync(made.Documents[0])).Invoice!.Value;

        await desk.CancelAsync(made);

        Assert.Null(await desk.World.Invoices.FindAsync(desk.World.Actor, draft, Token));
        Assert.Equal((SalesItemStatus.Canceled, true), (await desk.ItemAsync(made.Documents[0]) is var item ? item.Status : null, item.Released));
        Assert.Equal(30m, Difference(await desk.PreviewedAsync()));
    }

    [Fact]
    public async Task A_voided_charge_is_offered_again()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(130m);
        var made = await desk.AdjustAsync(January() with { AtOnce = true });
        var draft = (await desk.ItemAsync(made.Documents[0])).Invoice!.Value;
        var issued = await desk.World.Invoices.IssueAsync(desk.World.Actor, draft, cancellationToken: Token);
        await RefusedAsync(AdjustmentErrors.Billed, () => desk.CancelAsync(made));

        await desk.World.CreditNotes.VoidAsync(desk.World.Actor, issued.Id, "wrong address", cancellationToken: Token);

        Assert.Equal(30m, Difference(await desk.PreviewedAsync()));
    }

    [Fact]
    public async Task A_released_charge_is_offered_again_and_not_taken_back_twice()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(130m);
        var made = await desk.AdjustAsync();
        await desk.World.Items.CancelAsync(desk.World.Actor, made.Documents[0].Item!.Value, "let it be", Token);
        Assert.Empty(await desk.OfferAsync());
        await desk.World.Items.ReleaseAsync(desk.World.Actor, made.Documents[0].Item!.Value, Token);
        Assert.Equal(30m, Difference(await desk.PreviewedAsync()));

        await desk.CancelAsync(made);

        Assert.Equal(30m, Difference(await desk.PreviewedAsync()));
    }

    [Fact]
    public async Task What_an_adjustment_charged_is_credited_again()
    {
        var desk = await OpenAsync();
        var performed = await desk.PerformAsync(180m);
        var made = await desk.AdjustAsync(January() with { AtOnce = true });
        await desk.World.Invoices.IssueAsync(desk.World.Actor, (await desk.ItemAsync(made.Documents[0])).Invoice!.Value, cancellationToken: Token);
        await desk.Services.CancelAsync(desk.World.Actor, performed.Id, "no", Token);
        await desk.PerformAsync(70m);

        var back = await desk.AdjustAsync();

        // the newest first: all of the 80.00 that were charged, then 30.00 of the contract's invoice
        var notes = new[] { await desk.NoteAsync(back.Documents[0]), await desk.NoteAsync(back.Documents[1]) };
        Assert.Equal([Eur(80m), Eur(30m)], notes.Select(static note => note.Totals.TotalWithoutTax));
        Assert.Equal((await desk.InvoiceAsync()).Id, notes[1].Credit!.Invoice);
    }

    [Fact]
    public async Task No_more_is_credited_than_is_left()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(130m);
        var made = await desk.AdjustAsync();
        await desk.World.Items.CancelAsync(desk.World.Actor, made.Documents[0].Item!.Value, "let it be", Token);
        var invoice = await desk.InvoiceAsync();
        await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "late", Lines = [new(0, Amount: Eur(95m))] }, Token);
        var services = (await PageRequest.AllAsync(page => desk.Services.ListAsync(desk.World.Actor, new(), page, Token), Token).ToListAsync(Token))[0];
        await desk.Services.CancelAsync(desk.World.Actor, services.Id, "no", Token);

        var refused = await RefusedAsync(AdjustmentErrors.ExceedsBilled, () => desk.AdjustAsync());

        Assert.Contains("5.00 EUR is left", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_adjusted_is_refused()
    {
        var desk = await OpenAsync();
        await RefusedAsync(AdjustmentErrors.NoLines, () => desk.CreateAsync(January()));
        await RefusedAsync(AdjustmentErrors.BadContent, () => desk.OfferAsync(January() with { LastDay = new(2024, 12, 31) }));
        await RefusedAsync(AdjustmentErrors.BadContent, () => desk.OfferAsync(January() with { Rates = [new(Currency.FromCode("USD"), 0m)] }));
        await desk.PerformAsync(0m);
        var refused = await RefusedAsync(AdjustmentErrors.NoPrice, () => desk.AdjustAsync());
        Assert.Contains("'Worked'", refused.Message, StringComparison.Ordinal);

        var open = January() with { LastDay = new(2025, 2, 1), PerformedKinds = ["none"] };
        await RefusedAsync(AdjustmentErrors.PeriodOpen, () => desk.AdjustAsync(open));
        Assert.Equal(AdjustmentStatus.Created, (await desk.AdjustAsync(open with { Force = true })).Status);
    }

    [Fact]
    public async Task A_preview_stores_nothing_and_warns()
    {
        var desk = await OpenAsync();
        var content = await desk.AllAsync();
        var credited = await desk.Adjustments.PreviewAsync(desk.World.Actor, content, Token);
        Assert.Equal((-100m, [AdjustmentWarning.BilledOnly]), (Difference(credited.Adjustment), credited.Warnings));

        await desk.PerformAsync(7m);
        await desk.PerformAsync(0m);
        var all = await desk.AllAsync();
        var charged = await desk.Adjustments.PreviewAsync(
            desk.World.Actor, all with { LastDay = new(2025, 2, 28), Selection = [.. all.Selection.AsEnumerable().Where(static line => line.Pane == AdjustmentPane.Performed)] }, Token);
        Assert.Equal(7m, Difference(charged.Adjustment));
        Assert.Equal([AdjustmentWarning.PerformedOnly, AdjustmentWarning.NoServiceItem, AdjustmentWarning.PeriodOpen, AdjustmentWarning.Unpriced], charged.Warnings);
        Assert.Equal(all, await desk.AllAsync());
        Assert.Empty((await desk.Adjustments.ListAsync(desk.World.Actor, new(), new(), Token)).Items);
    }

    [Fact]
    public async Task A_selection_is_saved_changed_made_or_discarded()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(80m);
        var content = await desk.AllAsync();
        var draft = await desk.Adjustments.DraftAsync(desk.World.Actor, new() { Content = January() }, Token);
        draft = await desk.Adjustments.DraftAsync(desk.World.Actor, new() { Id = draft.Id, Content = content }, Token);
        Assert.Equal((AdjustmentStatus.Draft, null, content), (draft.Status, draft.Number, draft.Content));
        Assert.Equal(2, (await desk.OfferAsync()).Count);

        var made = await desk.CreateAsync(content, draft.Id);
        Assert.Equal((draft.Id, AdjustmentStatus.Created), (made.Id, made.Status));
        await RefusedAsync("lifecycle.not_allowed", () => desk.Adjustments.DiscardAsync(desk.World.Actor, draft.Id, Token));
        var other = await desk.Adjustments.DraftAsync(desk.World.Actor, new() { Content = content }, Token);
        var discarded = await desk.Adjustments.DiscardAsync(desk.World.Actor, other.Id, Token);
        await RefusedAsync("lifecycle.not_allowed", () => desk.Adjustments.DraftAsync(desk.World.Actor, new() { Id = other.Id, Content = content }, Token));
        await RefusedAsync("lifecycle.not_allowed", () => desk.Adjustments.CancelAsync(desk.World.Actor, other.Id, "no", Token));
        Assert.Equal([discarded], (await desk.Adjustments.ListAsync(desk.World.Actor, new() { Customer = Customer.Id, Status = AdjustmentStatus.Discarded }, new(), Token)).Items);
    }

    [Fact]
    public async Task A_run_that_corrects_an_adjusted_period_is_offered_as_a_difference()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(80m);
        var made = await desk.AdjustAsync();
        await desk.IssueAsync(made.Documents[0]);
        await desk.World.Contracts.SuspendAsync(desk.World.Actor, AContract(Customer).Id, new(new(2025, 1, 1), new(2025, 1, 31), "closed"), Token);
        await desk.World.BillAsync(new(2025, 1, 31), new(2025, 2, 1));

        // the run gave back the 100.00 less the 20.00 that were credited already
        Assert.Equal(["-100.00 EUR", "20.00 EUR"], (await desk.OfferAsync()).AsEnumerable().Select(static line => Assert.Single(line.Selected.Values).ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(80m, Difference(await desk.AdjustAsync()));
    }

    [Fact]
    public async Task Lines_of_a_host_are_compared_beside_those_of_the_library()
    {
        var desk = await OpenAsync();
        var lines = new HostLines { Lines = [Panes.Performed("1", 60m) with { Source = "crm", Customer = default }] };
        desk.Work.Add(lines);
        desk.Agreements.Add(new HostLines { Lines = [Panes.Billed("1", 10m) with { Source = "old", Customer = default }] });

        Assert.Equal(["contract-invoice", "old", "crm"], (await desk.OfferAsync()).AsEnumerable().Select(static line => line.Line.Source));
        Assert.Equal(-50m, Difference(await desk.AdjustAsync()));
        lines.Lines.Clear();
        Assert.Equal("crm", Assert.Single(await desk.OfferAsync()).Line.Source);
    }

    [Fact]
    public async Task A_report_says_the_same_before_and_after()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(80m);
        var content = await desk.AllAsync();
        var before = await desk.Adjustments.ReportAsync(desk.World.Actor, (await desk.Adjustments.PreviewAsync(desk.World.Actor, content, Token)).Adjustment, Token);
        var after = await desk.Adjustments.ReportAsync(desk.World.Actor, await desk.CreateAsync(content), Token);

        Assert.Equal(before with { Number = "ADJ-001" }, after);
        Assert.Equal(
            """
            Billing adjustment ADJ-001: C1 Customer C1, 2025-01-01 – 2025-01-31

            Billed
              INV-0001  2025-01-01  C1 Customer C1  Service 1  1 C62  STD  100.00 EUR

            Performed
              S1  2025-01-20  C1 Customer C1  Worked  1 C62  STD  80.00 EUR

            Difference
              C1 Customer C1  STD  80.00 EUR − 100.00 EUR  -20.00 EUR

            """.ReplaceLineEndings("\n"),
            after.ToText());
        await using var csv = new StringWriter();
        await after.WriteCsvAsync(csv, Token);
        Assert.Equal(
            [
                "Row,Source,Document,Date,Customer,Text,Quantity,Unit,TaxCode,Value,Before,Billed,Performed,Difference,Currency",
                "Billed,contract-invoice,INV-0001,2025-01-01,C1 Customer C1,Service 1,1,C62,STD,100.00,0.00,100.00,\"\",\"\",EUR",
                "Performed,non-billable-service-issue,S1,2025-01-20,C1 Customer C1,Worked,1,C62,STD,80.00,0.00,\"\",80.00,\"\",EUR",
                "Total,\"\",ADJ-001,2025-01-31,C1 Customer C1,\"\",\"\",\"\",STD,\"\",\"\",100.00,80.00,-20.00,EUR",
            ],
            csv.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class HostLines : IPerformedWork, IAgreementLines
    {
        internal List<AdjustmentLine> Lines { get; init; } = [];

        public async IAsyncEnumerable<AdjustmentLine> LinesAsync(
            TenantId tenant, Id<Psa.Customers.Customer> customer, DatePeriod period, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            foreach (var line in Lines)
            {
                yield return line with { TaxCode = "STD" };
            }
        }
    }
}
