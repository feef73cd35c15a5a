using Psa.Adjustments;
using Psa.Catalog;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>What was billed can be credited, to the cent, whatever runs, people and other adjustments credited before.</summary>
public sealed class AdjustmentCreditTests
{
    private static AdjustmentContent TwoMonths => January() with { LastDay = new(2025, 2, 28), Force = true };

    [Fact]
    public async Task What_a_discount_on_its_document_took_off_a_charge_is_not_credited()
    {
        var desk = await OpenAsync();
        var performed = await desk.PerformAsync(100m);
        var selected = (await desk.OfferAsync()).AsEnumerable().Single(static line => line.Selected.Pane == AdjustmentPane.Performed).Selected;
        var charged = await desk.CreateAsync(January(selected));
        var before = await desk.BorneAsync();
        var content = HandInvoiceTests.AContent() with { IssueDate = new(2025, 2, 1), Discounts = [Discount.OfPercent(Percent.Of(20m))] };
        var draft = await desk.World.Invoices.DraftAsync(desk.World.Actor, new() { Customer = Customer.Id, Items = [Assert.Single(charged.Documents).Item!.Value], Content = content }, Token);
        await desk.World.Invoices.IssueAsync(desk.World.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal(80m, draft.Totals.TotalWithoutTax.Amount);

        await desk.Services.CancelAsync(desk.World.Actor, performed.Id, "wrong", Token);
        var made = await desk.CreateAsync(January(Assert.Single(await desk.OfferAsync(), static line => line.Selected.Pane == AdjustmentPane.Performed).Selected));
        Assert.Equal((-100m, 80m, 20m), (Difference(made), Assert.Single(made.Documents).Net.Amount, Assert.Single(made.Rounded).Amount.Amount));
        await desk.IssueAsync(made.Documents[0]);
        Assert.Equal(before, await desk.BorneAsync());
        Assert.DoesNotContain(await desk.OfferAsync(), static line => line.Selected.Pane == AdjustmentPane.Performed);
    }

    [Fact]
    public async Task What_a_run_gave_back_on_the_next_invoice_is_taken_off_once()
    {
        var desk = await OpenAsync(price: 50m, quantity: 4m);
        var part = APart(AContract(Customer)).Id;
        await desk.World.Contracts.ChangeQuantityAsync(desk.World.Actor, part, 3m, new(2025, 1, 16), cancellationToken: Token);
        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));

        var made = await desk.AdjustAsync(TwoMonths);

        // 200.00 − 25.81 + 150.00: the correction is charged back, and what it corrected credited whole
        Assert.Equal(-324.19m, Difference(made));
        Assert.Equal([124.19m, 200m], made.Documents.AsEnumerable().Select(static document => document.Net.Amount));
        await RefusedAsync(CreditNoteErrors.ExceedsBorne, () => desk.IssueAsync(made.Documents[1]));
        foreach (var document in made.Documents)
        {
            await desk.IssueAsync(document);
        }

        Assert.Equal(0m, await desk.BorneAsync());
        Assert.Empty(await desk.OfferAsync(TwoMonths));
    }

    [Fact]
    public async Task A_correction_is_charged_back_only_where_too_little_is_left()
    {
        var desk = await OpenAsync(price: 50m, quantity: 4m);
        await desk.World.Contracts.ChangeQuantityAsync(desk.World.Actor, APart(AContract(Customer)).Id, 3m, new(2025, 1, 16), cancellationToken: Token);
        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
        await desk.PerformAsync(30m);

        var made = await desk.AdjustAsync(TwoMonths);

        Assert.Equal(-294.19m, Difference(made));
        Assert.All(await Task.WhenAll(made.Documents.AsEnumerable().Select(desk.NoteAsync)), static note => Assert.All(note.Lines, static line => Assert.True(line.Amount.Sign > 0)));
    }

    /// <summary>Whatever the prices: each cent of a line is credited, while another line of its tax group stays.</summary>
    [Fact]
    public async Task Prices_with_tax_are_credited_to_the_cent()
    {
        foreach (var price in (decimal[])[110.82m, 99.99m, 37.41m, 123.45m, 88.88m, 61.07m])
        {
            var desk = await OpenAsync(entity: Inclusive, price: price, also: [APart(AContract(Customer), 50m, name: "2")]);
            ServiceDocument? performed = null;
            var first = (await desk.OfferAsync()).AsEnumerable().First(line => line.Line.Text == "Service 1").Selected.Id;
            var (sum, billed) = (0m, 0m);
            foreach (var now in (decimal[])[15.55m, 9.99m, 4.44m, 0m])
            {
                if (performed is not null)
                {
                    await desk.Services.CancelAsync(desk.World.Actor, performed.Id, "less", Token);
                }

                performed = now == 0m ? null : await desk.PerformAsync(now);
                var offered = await desk.OfferAsync();
                billed += offered.AsEnumerable().Where(line => line.Selected.Id == first).Sum(static line => line.Selected.Values[0].Round(Rounding.HalfUp).Amount);
                var made = await desk.CreateAsync(January([.. offered.AsEnumerable().Where(line => line.Selected.Pane == AdjustmentPane.Performed || line.Selected.Id == first).Select(static line => line.Selected)]));
                foreach (var document in made.Documents)
                {
                    sum += (await desk.NoteAsync(document)).Totals.TotalWithoutTax.Amount;
                    await desk.IssueAsync(document);
                }

                Assert.Equal(now, billed - sum);
            }
        }
    }

    [Fact]
    public async Task Lines_of_two_tax_codes_of_one_item_are_credited_in_one_step()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(150m);
        await desk.PerformAsync(40m, taxCode: "ZERO");
        var first = await desk.AdjustAsync();
        await desk.PerformAsync(20m);
        await desk.PerformAsync(30m, taxCode: "ZERO");
        var second = await desk.AdjustAsync();
        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
        Assert.Equal((await desk.ItemAsync(first.Documents[0])).Invoice, (await desk.ItemAsync(second.Documents[0])).Invoice);
        var services = await PageRequest.AllAsync(page => desk.Services.ListAsync(desk.World.Actor, new(), page, Token), Token).ToListAsync(Token);
        foreach (var service in services)
        {
            await desk.Services.CancelAsync(desk.World.Actor, service.Id, "no", Token);
        }

        var back = await desk.AdjustAsync();
        foreach (var document in back.Documents)
        {
            await desk.IssueAsync(document);
        }

        // February is left
        Assert.Equal(100m, await desk.BorneAsync());
    }

    [Fact]
    public async Task What_only_a_canceled_adjustment_took_is_not_credited()
    {
        var desk = await OpenAsync(also: [APart(AContract(Customer), 60m, name: "2")]);
        var offered = await desk.OfferAsync();
        var other = offered.AsEnumerable().First(static line => line.Line.Text == "Service 2");
        await desk.CancelAsync(await desk.CreateAsync(January(other.Selected)));
        var invoice = await desk.InvoiceAsync();
        await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "late", Lines = [new(invoice.Lines[0].Text == "Service 1" ? 0 : 1, Amount: Eur(30m))] }, Token);

        // a draft counts as credited, and not yet as billed less
        var one = offered.AsEnumerable().First(static line => line.Line.Text == "Service 1");
        var refused = await RefusedAsync(AdjustmentErrors.ExceedsBilled, () => desk.CreateAsync(January(one.Selected)));

        Assert.Contains("70.00 EUR is left", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_two_customers_are_credited_together_leaves_each_its_own()
    {
        var child = ACustomer("C2") with { Parent = Customer.Id, Payer = Customer.Id, ConsolidateBilling = true };
        var contract = AContract(child);
        var desk = await OpenAsync(also: [child, contract, APart(contract, 100m)]);
        await desk.PerformAsync(100m, customer: child);
        var joint = await desk.AdjustAsync(January() with { WithChildren = true });
        var services = await PageRequest.AllAsync(page => desk.Services.ListAsync(desk.World.Actor, new(), page, Token), Token).ToListAsync(Token);
        await desk.Services.CancelAsync(desk.World.Actor, services[0].Id, "no", Token);

        var own = await desk.AdjustAsync(January() with { Customer = child.Id });

        Assert.Equal((-100m, -100m), (Difference(joint), Difference(own)));
        Assert.Equal([Customer.Id, child.Id], new[] { await desk.NoteAsync(joint.Documents[0]), await desk.NoteAsync(own.Documents[0]) }.Select(static note => Assert.Single(note.Items).Customer));
    }

    [Fact]
    public async Task What_was_charged_together_is_credited_to_either()
    {
        var child = ACustomer("C2") with { Parent = Customer.Id, Payer = Customer.Id, ConsolidateBilling = true };
        var contract = AContract(child);
        var desk = await OpenAsync(also: [child, contract, APart(contract, 100m)]);
        var (mine, theirs) = (await desk.PerformAsync(110m), await desk.PerformAsync(170m, customer: child));
        var joint = await desk.AdjustAsync(January() with { WithChildren = true, AtOnce = true });
        await desk.World.Invoices.IssueAsync(desk.World.Actor, (await desk.ItemAsync(Assert.Single(joint.Documents))).Invoice!.Value, cancellationToken: Token);

        // all of the 80.00 go with the one, and 30.00 of its contract: the other's 70.00 were charged, and are left of what the one was billed
        await desk.Services.CancelAsync(desk.World.Actor, mine.Id, "no", Token);
        Assert.Equal(-110m, Difference(await desk.AdjustAsync()));
        await desk.Services.CancelAsync(desk.World.Actor, theirs.Id, "no", Token);
        Assert.Equal(-170m, Difference(await desk.AdjustAsync(January() with { Customer = child.Id })));
    }

    [Fact]
    public async Task A_draft_is_issued_with_a_later_date_when_others_were_numbered_meanwhile()
    {
        var desk = await TwoNotesAsync();
        var made = await desk.AdjustAsync(TwoMonths);
        await desk.IssueAsync(made.Documents[0]);
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(5));
        var invoice = await desk.InvoiceAsync();
        var by = await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "late", Lines = [new(1, Amount: Eur(1m))] }, Token);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, by.Id, cancellationToken: Token);

        var late = made.Documents[1].CreditNote!.Value;
        await RefusedAsync("numbering.date_before_last", () => desk.IssueAsync(made.Documents[1]));
        await RefusedAsync(CreditNoteErrors.BeforeInvoice, () => desk.World.CreditNotes.IssueAsync(desk.World.Actor, late, new(2024, 12, 31), Token));
        var issued = await desk.World.CreditNotes.IssueAsync(desk.World.Actor, late, new(2025, 2, 6), Token);

        Assert.Equal((new(2025, 2, 6), new(2025, 2, 6), InvoiceStatus.Issued), (issued.IssueDate, issued.DueDate, issued.Status));
    }

    [Fact]
    public async Task A_draft_that_is_deleted_is_offered_again_beside_what_is_issued()
    {
        var desk = await TwoNotesAsync();
        var made = await desk.AdjustAsync(TwoMonths);
        await desk.IssueAsync(made.Documents[0]);
        await RefusedAsync(AdjustmentErrors.Billed, () => desk.CancelAsync(made));

        await desk.World.CreditNotes.DeleteAsync(desk.World.Actor, made.Documents[1].CreditNote!.Value, Token);

        var again = await desk.AdjustAsync(TwoMonths);
        Assert.Equal(-made.Documents[1].Net.Amount, Difference(again));
        await desk.IssueAsync(Assert.Single(again.Documents));
        Assert.Empty(await desk.OfferAsync(TwoMonths));
        Assert.Equal(10m, await desk.BorneAsync());
    }

    [Fact]
    public async Task Nothing_of_an_adjustment_is_deleted_singly_that_can_be_canceled()
    {
        var desk = await TwoNotesAsync();
        var made = await desk.AdjustAsync(TwoMonths);

        var refused = await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.World.CreditNotes.DeleteAsync(desk.World.Actor, made.Documents[1].CreditNote!.Value, Token));

        Assert.Contains(made.Number!, refused.Message, StringComparison.Ordinal);
        await desk.CancelAsync(made);
        Assert.Equal(Difference(made), Difference((await desk.Adjustments.PreviewAsync(desk.World.Actor, await desk.AllAsync(TwoMonths), Token)).Adjustment));
    }

    [Fact]
    public async Task What_charges_back_goes_with_what_counts_on_it()
    {
        var months = TwoMonths with { LastDay = new(2025, 3, 31), Date = new(2025, 3, 1) };
        foreach (var deleted in new[] { 1, 2 })
        {
            var desk = await OpenAsync(price: 50m, quantity: 4m);
            await desk.World.Contracts.ChangeQuantityAsync(desk.World.Actor, APart(AContract(Customer)).Id, 3m, new(2025, 1, 16), cancellationToken: Token);
            await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
            await desk.World.BillAsync(new(2025, 3, 1), new(2025, 3, 1));
            var made = await desk.AdjustAsync(months);
            Assert.Equal([124.19m, 150m, 200m], made.Documents.AsEnumerable().Select(static document => document.Net.Amount));
            await desk.World.CreditNotes.IssueAsync(desk.World.Actor, made.Documents[1].CreditNote!.Value, new(2025, 3, 1), Token);

            var gone = await desk.World.CreditNotes.DeleteAsync(desk.World.Actor, made.Documents[deleted == 1 ? 0 : 2].CreditNote!.Value, Token);

            Assert.Equal(made.Documents[deleted == 1 ? 0 : 2].CreditNote, gone.Id);
            var again = await desk.AdjustAsync(months);
            Assert.Equal((-324.19m, 2), (Difference(again), again.Documents.Count));
            foreach (var document in again.Documents)
            {
                await desk.World.CreditNotes.IssueAsync(desk.World.Actor, document.CreditNote!.Value, new(2025, 3, 1), Token);
            }

            Assert.Equal(0m, await desk.BorneAsync());
            Assert.Empty(await desk.OfferAsync(months));
        }
    }

    [Fact]
    public async Task What_a_run_set_off_on_a_credit_note_is_given_back_by_the_next_document()
    {
        foreach (var isInclusive in new[] { false, true })
        {
            var desk = await SetOffAsync(isInclusive ? Inclusive : null);
            var made = await desk.AdjustAsync(TwoMonths);

            // of January's invoice what stays of it, and February's, which stands on the credit note
            var (given, note) = (made.Documents[0], made.Documents[1]);
            Assert.Equal((-Difference(made), (Id<SalesItem>?)null, (Id<Invoice>?)null), (note.Net.Amount - given.Net.Amount, note.Item, given.CreditNote));
            Assert.Equal(given.Net, -Assert.Single(given.Credited));
            var item = await desk.ItemAsync(given);
            Assert.Equal((SalesItemStatus.Pending, given.Net, "STD"), (item.Status, item.Net, item.Lines[0].Tax!.Applied.Code));
            await desk.IssueAsync(note);
            await desk.World.BillAsync(new(2025, 2, 2), new(2025, 2, 2));

            Assert.Equal(0m, await desk.BorneAsync());
            Assert.Empty(await desk.OfferAsync(TwoMonths));
            await Recomputation.HoldAsync(desk.World);
        }
    }

    [Fact]
    public async Task What_was_set_off_is_given_back_once()
    {
        var desk = await SetOffAsync();
        var made = await desk.AdjustAsync(TwoMonths);
        var negative = await desk.PerformAsync(10m, -1m);
        var refused = await RefusedAsync(AdjustmentErrors.ExceedsBilled, () => desk.AdjustAsync(TwoMonths));
        Assert.Contains("0.00 EUR is left", refused.Message, StringComparison.Ordinal);
        await desk.Services.CancelAsync(desk.World.Actor, negative.Id, "no", Token);

        // neither its item nor what it took stays of one that is canceled
        await desk.CancelAsync(made);
        Assert.Equal(SalesItemStatus.Canceled, (await desk.ItemAsync(made.Documents[0])).Status);
        Assert.Equal(made.Documents.AsEnumerable().Select(static document => document.Net), (await desk.AdjustAsync(TwoMonths)).Documents.AsEnumerable().Select(static document => document.Net));
    }

    [Fact]
    public async Task An_item_that_gives_back_is_offered_again_when_it_is_released()
    {
        var desk = await SetOffAsync();
        var made = await desk.AdjustAsync(TwoMonths);
        await desk.World.Items.CancelAsync(desk.World.Actor, made.Documents[0].Item!.Value, "no", Token);
        Assert.Empty(await desk.OfferAsync(TwoMonths));
        await desk.World.Items.ReleaseAsync(desk.World.Actor, made.Documents[0].Item!.Value, Token);
        Assert.Equal(-60m, Difference((await desk.Adjustments.PreviewAsync(desk.World.Actor, await desk.AllAsync(TwoMonths), Token)).Adjustment));

        // and canceled, the rest is too
        await desk.CancelAsync(made);
        Assert.Equal(-120m, Difference((await desk.Adjustments.PreviewAsync(desk.World.Actor, await desk.AllAsync(TwoMonths), Token)).Adjustment));
    }

    [Theory]
    [InlineData(false, false, "cancel adjustment ADJ-001, or let a run bill its item.")]
    [InlineData(true, false, "cancel adjustment ADJ-001, or issue the draft that bills its item.")]
    [InlineData(false, true, "issue the run that bills the item of adjustment ADJ-001, or roll it back and cancel that adjustment.")]
    public async Task What_was_charged_and_is_not_issued_says_what_helps(bool isAtOnce, bool isOfRun, string expected)
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(150m);
        await desk.AdjustAsync(January() with { AtOnce = isAtOnce });
        var more = (await PageRequest.AllAsync(page => desk.Services.ListAsync(desk.World.Actor, new(), page, Token), Token).ToListAsync(Token))[0];
        if (isOfRun)
        {
            await desk.World.CalculateAsync(new(2025, 2, 1), new(2025, 2, 1));
        }

        await desk.Services.CancelAsync(desk.World.Actor, more.Id, "less", Token);
        var refused = await RefusedAsync(AdjustmentErrors.ExceedsBilled, () => desk.AdjustAsync());

        Assert.EndsWith($"What was charged of it before isn't issued yet: {expected}", refused.Message, StringComparison.Ordinal);
    }

    // January's 200.00 were given back against February's 60.00 of another part, of which January's 60.00 are billed
    private static async Task<AdjustmentDesk> SetOffAsync(Func<BillingEntity, BillingEntity>? entity = null)
    {
        var desk = await OpenAsync(entity: entity, price: 50m, quantity: 4m, also: [APart(AContract(Customer), 60m, name: "2")]);
        await desk.World.Contracts.ChangeQuantityAsync(desk.World.Actor, APart(AContract(Customer)).Id, 0m, new(2025, 1, 1), cancellationToken: Token);
        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
        return desk;
    }

    // 10.00 were performed, of two months' 160.00
    private static async Task<AdjustmentDesk> TwoNotesAsync()
    {
        var desk = await OpenAsync(also: [APart(AContract(Customer), 60m, name: "2")]);
        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
        await desk.PerformAsync(10m);
        return desk;
    }

    private static BillingEntity Inclusive(BillingEntity entity) => entity with { PriceMode = PriceMode.TaxInclusive };
}
