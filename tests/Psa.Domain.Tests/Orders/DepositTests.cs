using Psa.Catalog;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Deposits on orders: what they ask for, how invoices deduct them, and what is left over (R-DEPOSIT).</summary>
public sealed class DepositTests
{
    [Theory]
    [InlineData(30d, null, 180d, 37.8d, 120d, 7.2d, 345d)]
    [InlineData(null, 500d, 260.87d, 54.78d, 173.92d, 10.44d, 500.01d)]
    [InlineData(100d, null, 600d, 126d, 400d, 24d, 1150d)]
    [InlineData(null, 1150d, 600d, 126d, 400d, 24d, 1150d)]
    public async Task A_deposit_asks_for_its_part_of_each_tax_code(double? percent, double? amount, double net21, double tax21, double net6, double tax6, double total)
    {
        var desk = await DepositDesk.OpenAsync();
        var (deposit, invoice) = await desk.IssuedAsync(await desk.AnOrderAsync(), (decimal?)percent, (decimal?)amount);
        Assert.Equal(
            [((decimal)net21, (decimal)tax21), ((decimal)net6, (decimal)tax6)], invoice.Totals.TaxGroups.Select(static group => (group.Taxable.Amount, group.Tax.Amount)));
        Assert.Equal((decimal)total, invoice.Totals.TotalWithTax.Amount);
        Assert.Equal(("D-0001", DepositStatus.Open), (deposit.Number, deposit.Status));
        Assert.All(invoice.Lines, static line => Assert.Equal("Deposit on order O-0001", line.Text));
        Assert.Equal(["deposit.made"], await desk.EventsAsync(deposit));
    }

    [Fact]
    public async Task The_first_invoice_deducts_as_much_as_it_allows()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (deposit, asked) = await desk.IssuedAsync(order, 30m);
        var first = await desk.InvoiceAsync(order, 0, 1m);
        Assert.Equal((0m, 0m), (first.Totals.TotalWithTax.Amount, first.Totals.TaxTotal.Amount));
        Assert.Equal([100m, -100m], first.Lines.Select(static line => line.Amount.Amount));
        Assert.Equal($"Deposit on order O-0001: deducted, invoice {asked.Number}", first.Lines[1].Text);
        Assert.Equal((first.Lines[0].Tax!.Applied, true), (first.Lines[1].Tax!.Applied, first.Lines[1].Tax!.IsKept));
        Assert.Equal([80m, 120m], await desk.LeftAsync(deposit));

        var second = await desk.InvoiceAsync(order, 0, 5m);
        Assert.Equal((500m - 80m) * 1.21m, second.Totals.TotalWithTax.Amount);
        Assert.Equal(DepositStatus.Open, await desk.StatusAsync(deposit));
        var third = await desk.InvoiceAsync(order, 1, 4m);
        Assert.Equal(280m * 1.06m, third.Totals.TotalWithTax.Amount);
        Assert.Equal(DepositStatus.Deducted, await desk.StatusAsync(deposit));
        Assert.Equal(1150m, asked.Totals.TotalWithTax.Amount + first.Totals.TotalWithTax.Amount + second.Totals.TotalWithTax.Amount + third.Totals.TotalWithTax.Amount);
        Assert.Equal(["deposit.made", "deposit.deducted", "deposit.deducted", "deposit.deducted"], await desk.EventsAsync(deposit));
    }

    [Fact]
    public async Task In_proportion_each_invoice_deducts_its_share_and_the_last_all_that_is_left()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(ALine(33.3333m, 3m, tax: "S21"));
        var (deposit, _) = await desk.IssuedAsync(order, 50m, deduction: DepositDeduction.ProRata);
        var parts = new List<(decimal, decimal)>();
        for (var n = 0; n < 3; n++)
        {
            var invoice = await desk.InvoiceAsync(order, 0, 1m);
            parts.Add((invoice.Lines[0].Amount.Amount, invoice.Lines[1].Amount.Amount));
        }

        Assert.Equal([(33.33m, -16.67m), (33.34m, -16.67m), (33.33m, -16.66m)], parts);
        Assert.Equal([0m], await desk.LeftAsync(deposit));
        Assert.Equal(DepositStatus.Deducted, await desk.StatusAsync(deposit));
    }

    [Fact]
    public async Task Only_what_is_issued_is_deducted()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var deposit = await desk.MakeAsync(order, 30m);
        Assert.Single((await desk.InvoiceAsync(order, 0, 1m)).Lines);
        await desk.IssueAsync((await desk.StandingAsync(deposit)).Invoice!.Value);
        Assert.Equal(2, (await desk.InvoiceAsync(order, 0, 1m)).Lines.Count);
    }

    [Fact]
    public async Task Two_deposits_are_deducted_the_older_first_and_never_more_than_is_billed()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (first, _) = await desk.IssuedAsync(order, 10m);
        var (second, _) = await desk.IssuedAsync(order, 10m);
        await desk.InvoiceAsync(order, 0, 1m);
        Assert.Equal([0m, 40m], await desk.LeftAsync(first));
        Assert.Equal([20m, 40m], await desk.LeftAsync(second));
    }

    [Theory]
    [InlineData(null, null, "deposit.bad_value")]
    [InlineData(10d, 10d, "deposit.bad_value")]
    [InlineData(0d, null, "deposit.bad_value")]
    [InlineData(100.000001d, null, "deposit.bad_value")]
    [InlineData(null, 0d, "deposit.bad_value")]
    [InlineData(null, -1d, "deposit.bad_value")]
    [InlineData(null, 1150.01d, "deposit.exceeds_order")]
    public async Task What_is_no_part_of_the_order_is_refused(double? percent, double? amount, string code)
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await RefusedAsync(code, () => desk.MakeAsync(order, (decimal?)percent, (decimal?)amount));
        Assert.Empty(await desk.AllAsync<Deposit>());
    }

    [Fact]
    public async Task Deposits_on_an_order_are_at_most_what_it_comes_to()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await desk.MakeAsync(order, 30m);
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, 71m));
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, amount: 805.01m));
        await desk.MakeAsync(order, 70m);
        await RefusedAsync("deposit.exceeds_order", () => desk.MakeAsync(order, amount: 0.01m));
    }

    [Fact]
    public async Task Halves_of_an_odd_cent_fit_it()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(ALine(100.01m, tax: "S21"), ALine(0.05m, tax: "S6"));
        var (_, one) = await desk.IssuedAsync(order, 50m);
        var (_, two) = await desk.IssuedAsync(order, 50m);
        Assert.InRange(one.Totals.TotalWithTax.Amount + two.Totals.TotalWithTax.Amount, order.Totals.TotalWithTax.Amount - 0.03m, order.Totals.TotalWithTax.Amount);
    }

    [Fact]
    public async Task An_order_that_has_ended_takes_no_deposit_and_the_same_call_makes_one()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var wanted = new NewDeposit { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01")), Order = order.Id, Percent = Percent.Of(10m), AtOnce = true };
        var made = await desk.Deposits.MakeAsync(desk.World.Actor, wanted, Token);
        Assert.Equal(made, await desk.Deposits.MakeAsync(desk.World.Actor, wanted, Token));
        Assert.Single(await desk.AllAsync<Invoice>());
        await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        await RefusedAsync("deposit.order_ended", () => desk.MakeAsync(order, 10m));
    }

    [Fact]
    public async Task What_is_deducted_is_not_creditable_and_crediting_the_invoice_gives_it_back()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (deposit, asked) = await desk.IssuedAsync(order, 30m);
        var invoice = await desk.InvoiceAsync(order, 0, 1m);
        var creditable = await desk.World.CreditNotes.CreditableAsync(desk.World.Actor, asked.Id, Token);
        Assert.Equal([80m, 120m], creditable.Lines.Select(static line => line.Borne!.Value.Amount));
        await RefusedAsync("credit_note.exceeds_borne", () => CreditAsync(desk, asked, 80.01m));
        await RefusedAsync("credit_note.exceeds_borne", () => desk.World.CreditNotes.VoidAsync(desk.World.Actor, asked.Id, "wrong", cancellationToken: Token));

        await desk.CreditWholeAsync(invoice);
        Assert.Equal([180m, 120m], await desk.LeftAsync(deposit));
        var again = await desk.InvoiceAsync(order, 0, 2m);
        Assert.Equal((20m * 1.21m, 0m), (again.Totals.TotalWithTax.Amount, (await desk.LeftAsync(deposit))[0]));
        await RefusedAsync("credit_note.exceeds_borne", () => CreditAsync(desk, asked, 0.01m));
        Assert.Equal(["deposit.made", "deposit.deducted", "deposit.deducted", "deposit.deducted"], await desk.EventsAsync(deposit));
    }

    [Fact]
    public async Task On_an_invoice_of_several_things_what_is_deducted_is_not_credited()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var deposit = await desk.MakeAsync(order, 10m, atOnce: false);
        await desk.Desk.BillAsync(order, 1m, 1);
        var mixed = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(31));
        await desk.InvoiceAsync(order, 1, 3m);
        Assert.Equal([60m, 0m], await desk.LeftAsync(deposit));
        Assert.Equal((100m * 1.06m) + (60m * 1.21m), (await desk.CreditWholeAsync(mixed)).Totals.TotalWithTax.Amount);
        Assert.Equal([0m, 0m], await desk.LeftAsync(deposit));
    }

    [Fact]
    public async Task What_is_drafted_to_be_credited_is_not_deducted()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (deposit, asked) = await desk.IssuedAsync(order, 30m);
        var note = await CreditAsync(desk, asked, 150m);
        Assert.Equal([100m, -30m], (await desk.InvoiceAsync(order, 0, 1m)).Lines.Select(static line => line.Amount.Amount));
        await desk.World.CreditNotes.DeleteAsync(desk.World.Actor, note.Id, Token);
        Assert.Equal([150m, 120m], await desk.LeftAsync(deposit));
    }

    [Fact]
    public async Task A_run_bills_the_deduction_with_what_it_is_deducted_from()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (deposit, _) = await desk.IssuedAsync(order, 30m);
        await desk.Desk.BillAsync(order, 2m);
        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
        Assert.Equal([200m, -180m], invoice.Lines.Select(static line => line.Amount.Amount));
        Assert.Equal(24.2m, invoice.Totals.TotalWithTax.Amount);
        Assert.Equal([0m, 120m], await desk.LeftAsync(deposit));
    }

    [Fact]
    public async Task A_deduction_that_waits_follows_what_is_decided_on_the_orders_item()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (deposit, _) = await desk.IssuedAsync(order, 30m);
        var item = (await desk.Desk.BillAsync(order, 1m)).Items[0];
        await desk.World.Items.OverrideAsync(desk.World.Actor, item.Id, Eur(60m), "friend", Token);
        Assert.Equal([120m, 120m], await desk.LeftAsync(deposit));
        await desk.World.Items.CancelAsync(desk.World.Actor, item.Id, "gift", Token);
        Assert.Equal([180m, 120m], await desk.LeftAsync(deposit));
        Assert.Empty(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task What_a_deposit_asks_for_and_deducts_is_neither_overridden_nor_moved()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var deposit = await desk.MakeAsync(order, 30m, atOnce: false);
        await desk.World.AddAsync(ACustomer("C2"));
        await RefusedAsync("deposit.follows_order", () => desk.World.Items.OverrideAsync(desk.World.Actor, deposit.Item, Eur(1m), "why", Token));
        await RefusedAsync("deposit.follows_order", () => desk.World.Items.MoveAsync(desk.World.Actor, deposit.Item, ACustomer("C2").Id, Token));
        await desk.World.Items.CancelAsync(desk.World.Actor, deposit.Item, "no", Token);
        Assert.Equal(DepositStatus.Closed, await desk.StatusAsync(deposit));
        Assert.Equal(["deposit.made", "deposit.closed"], await desk.EventsAsync(deposit));
    }

    [Fact]
    public async Task A_deposit_on_a_canceled_order_closes_by_itself_with_a_draft_for_a_person_to_issue()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (issued, asked) = await desk.IssuedAsync(order, 30m);
        var waiting = await desk.MakeAsync(order, 10m, atOnce: false);
        await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        var note = Assert.Single(await desk.AllAsync<Invoice>(), static document => document.Kind == InvoiceKind.CreditNote);
        Assert.Equal((InvoiceStatus.Draft, asked.Id, 345m, "What is left of the deposit"), (note.Status, note.Credit!.Invoice, note.Totals.TotalWithTax.Amount, note.Credit.Reason));
        Assert.Equal((DepositStatus.Closed, DepositStatus.Closed), (await desk.StatusAsync(issued), await desk.StatusAsync(waiting)));
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);
        Assert.Equal(InvoiceStatus.Credited, (await desk.World.Payments.BalanceAsync(desk.World.Actor, asked.Id, Token))!.Status);
        Assert.Equal(["deposit.made", "deposit.closed"], await desk.EventsAsync(issued));
        Assert.Equal(["deposit.made", "deposit.closed"], await desk.EventsAsync(waiting));
    }

    [Fact]
    public async Task What_is_left_over_when_the_order_closes_is_credited()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (deposit, asked) = await desk.IssuedAsync(order, 30m);
        await desk.Desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, Day, Token);
        await desk.InvoiceAsync(order, 0, 1m);
        await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        Assert.Equal(OrderStatus.Closed, (await desk.Desk.ReadAsync(order)).Status);
        var note = Assert.Single(await desk.AllAsync<Invoice>(), static document => document.Kind == InvoiceKind.CreditNote);
        Assert.Equal((asked.Id, (80m * 1.21m) + (120m * 1.06m)), (note.Credit!.Invoice, note.Totals.TotalWithTax.Amount));
        Assert.Equal([0m, 0m], await desk.LeftAsync(deposit));
        Assert.Equal(DepositStatus.Closed, await desk.StatusAsync(deposit));

        // the draft is thrown away: the deposit is open again
        await desk.World.CreditNotes.DeleteAsync(desk.World.Actor, note.Id, Token);
        Assert.Equal(DepositStatus.Open, await desk.StatusAsync(deposit));
        var closed = await desk.Deposits.CloseAsync(desk.World.Actor, deposit.Id, "agreed", Token);
        Assert.Equal((DepositStatus.Closed, "agreed"), (closed.Deposit.Status, closed.CreditNote!.Credit!.Reason));
        Assert.Null((await desk.Deposits.CloseAsync(desk.World.Actor, deposit.Id, "again", Token)).CreditNote);
        Assert.Equal(["deposit.made", "deposit.deducted", "deposit.closed", "deposit.closed", "deposit.closed"], await desk.EventsAsync(deposit));
    }

    [Fact]
    public async Task Closing_needs_a_reason_and_no_draft()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var (drafted, waiting) = (await desk.MakeAsync(order, 30m), await desk.MakeAsync(order, 10m, atOnce: false));
        await RefusedAsync("deposit.reason_missing", () => desk.Deposits.CloseAsync(desk.World.Actor, drafted.Id, " ", Token));
        await RefusedAsync("deposit.on_draft", () => desk.Deposits.CloseAsync(desk.World.Actor, drafted.Id, "no", Token));
        Assert.Equal(DepositStatus.Closed, (await desk.Deposits.CloseAsync(desk.World.Actor, waiting.Id, "no", Token)).Deposit.Status);
        await desk.World.Invoices.DeleteAsync(desk.World.Actor, (await desk.StandingAsync(drafted)).Invoice!.Value, Token);
        Assert.Equal(SalesItemStatus.Pending, (await desk.World.Items.FindAsync(desk.World.Actor, drafted.Item, Token))!.Status);
        Assert.Equal(DepositStatus.Closed, (await desk.Deposits.CloseAsync(desk.World.Actor, drafted.Id, "no", Token)).Deposit.Status);
    }

    [Fact]
    public async Task Where_prices_hold_tax_so_do_the_deposit_and_its_deductions()
    {
        var desk = await DepositDesk.OpenAsync(entity: static entity => entity with { PriceMode = PriceMode.TaxInclusive });
        var order = await desk.Desk.SubmitAsync(ALine(121m, 6m, tax: "S21"), ALine(106m, 4m, tax: "S6"));
        var (deposit, asked) = await desk.IssuedAsync(order, amount: 500m);
        Assert.Equal((1150m, 500m), (order.Totals.TotalWithTax.Amount, asked.Totals.TotalWithTax.Amount));
        var invoice = await desk.InvoiceAsync(order, 0, 6m);
        Assert.Equal(726m - 315.65m, invoice.Totals.TotalWithTax.Amount);
        Assert.Equal(0m, (await desk.LeftAsync(deposit))[0]);
    }

    [Fact]
    public async Task Freight_and_discounts_of_the_order_are_in_its_deposit()
    {
        var desk = await DepositDesk.OpenAsync();
        var content = AContent(ALine(100m, 6m, tax: "S21")) with { Discounts = [Discount.OfPercent(Percent.Of(10m), "loyal")], Charges = [new(Eur(50m), "Freight", "S6")] };
        var order = await desk.Desk.SubmitAsync(content);
        var (deposit, asked) = await desk.IssuedAsync(order, 100m);
        Assert.Equal((540m * 1.21m) + 53m, asked.Totals.TotalWithTax.Amount);
        Assert.Equal(order.Totals.TotalWithTax, asked.Totals.TotalWithTax);
        var invoice = await desk.InvoiceAsync(order, 0, 6m);
        Assert.Equal(0m, invoice.Totals.TotalWithTax.Amount);
        Assert.Equal([0m, 0m], await desk.LeftAsync(deposit));
    }

    private static Task<Invoice> CreditAsync(DepositDesk desk, Invoice invoice, decimal amount) =>
        desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Lines = [new(0, Amount: Eur(amount))] }, Token);
}
