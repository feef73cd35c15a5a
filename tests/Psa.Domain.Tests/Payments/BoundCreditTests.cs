using Psa.Domain.Tests.Orders;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.Services;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>Credit that is bound to an order: what it pays, how it is given back, and that it is freed with the order (R-CUSTOMER-CREDIT).</summary>
public sealed class BoundCreditTests
{
    private int _keys;

    [Fact]
    public async Task Bound_credit_pays_its_orders_invoices_first_then_free_credit()
    {
        var desk = await DepositDesk.OpenAsync();
        var (one, other) = (await desk.AnOrderAsync(), await desk.AnOrderAsync());
        await PayAsync(desk, 50m);
        await PayAsync(desk, 100m, one);
        Assert.Equal((100m, 50m, 0m), await CreditAsync(desk, one, other));

        var ofOther = await desk.InvoiceAsync(other, 1, 1m);
        Assert.Equal(50m, ofOther.Totals.Prepaid!.Value.Amount);
        var first = await desk.InvoiceAsync(one, 0, 1m);
        Assert.Equal((100m, 21m), (first.Totals.Prepaid!.Value.Amount, first.Totals.Payable.Amount));
        Assert.Equal((0m, 0m, 0m), await CreditAsync(desk, one, other));
        Assert.Equal(
            [(PaymentKind.CreditIn, (Id<Order>?)one.Id, 100m)],
            (await desk.World.Payments.EntriesAsync(desk.World.Actor, first.Id, Token)).Select(static entry => (entry.Kind, entry.Order, entry.Amount.Amount)));
        await HoldAsync(desk);
    }

    [Fact]
    public async Task On_an_invoice_of_several_it_pays_what_its_order_is_billed_alone()
    {
        var desk = await DepositDesk.OpenAsync();
        var (one, other) = (await desk.AnOrderAsync(), await desk.AnOrderAsync());
        await PayAsync(desk, 500m, one);
        await PayAsync(desk, 10m);
        await desk.Desk.BillAsync(one, 1m);
        await desk.Desk.BillAsync(other, 1m);
        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(new(2025, 1, 31))));
        Assert.Equal((242m, 131m), (invoice.Totals.TotalWithTax.Amount, invoice.Totals.Prepaid!.Value.Amount));
        Assert.Equal((379m, 0m, 0m), await CreditAsync(desk, one, other));
        await HoldAsync(desk);
    }

    [Fact]
    public async Task It_pays_the_deposit_on_its_order()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await PayAsync(desk, 300m, order);
        var (_, asked) = await desk.IssuedAsync(order, 30m);
        Assert.Equal(300m, asked.Totals.Prepaid!.Value.Amount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_freed_when_the_order_ends(bool isCanceled)
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await PayAsync(desk, 5000m, order);
        if (isCanceled)
        {
            await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        }
        else
        {
            await desk.Desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 6m, OrderDesk.Day, Token);
            await desk.Desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 1, 4m, OrderDesk.Day, Token);
            var draft = (await desk.Desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token)).Invoice!;
            Assert.Equal(OrderStatus.Closed, (await desk.Desk.ReadAsync(order)).Status);

            // until the last invoice is issued, that is what it is for
            Assert.Equal((5000m, 0m, 0m), await CreditAsync(desk, order, order with { Id = default }));
            Assert.Equal(1150m, (await desk.IssueAsync(draft.Id)).Totals.Prepaid!.Value.Amount);
        }

        Assert.Equal((0m, isCanceled ? 5000m : 3850m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await HoldAsync(desk);
        await RefusedAsync("payment.order_ended", () => PayAsync(desk, 1m, order));
    }

    [Fact]
    public async Task It_is_bound_to_an_order_of_the_account_alone()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await desk.World.AddAsync(ACustomer("C2"));
        await RefusedAsync("payment.other_order", () => desk.World.Payments.RecordAsync(
            desk.World.Actor, new() { Key = "k", Amount = Eur(1m), Date = OrderDesk.Day, Payer = ACustomer("C2").Id, BillingEntity = Seller.Id, Order = order.Id }, Token));
        var invoice = await desk.InvoiceAsync(await desk.AnOrderAsync(), 0, 1m);
        await PayAsync(desk, 10m, order);
        await RefusedAsync("payment.other_order", () => ApplyAsync(desk, order, 1m, invoice));
        await RefusedAsync("payment.exceeds_open", () => ApplyAsync(desk, order, 1m, null));
        await RefusedAsync("credit.exceeds_balance", () => ApplyAsync(desk, null, 1m, invoice));
    }

    [Fact]
    public async Task It_is_applied_and_refunded_by_hand_and_what_is_owed_is_bound()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var invoice = await desk.InvoiceAsync(order, 0, 1m);
        await PayAsync(desk, 100m, order);
        await ApplyAsync(desk, order, 60m, invoice);
        await ApplyAsync(desk, order, 10m, null);
        Assert.Equal(51m, (await desk.World.Payments.BalanceAsync(desk.World.Actor, invoice.Id, Token))!.Open.Amount);
        await RefusedAsync("credit.exceeds_balance", () => RefundAsync(desk, null, 1m));
        await RefusedAsync("credit.exceeds_balance", () => RefundAsync(desk, order, 30.01m));
        await RefundAsync(desk, order, 30m);
        Assert.Equal((0m, 0m, 0m), await CreditAsync(desk, order, order with { Id = default }));

        await desk.CreditWholeAsync(invoice);
        await desk.World.Payments.MoveToCreditAsync(desk.World.Actor, new() { Key = Key(), Invoice = invoice.Id, Amount = Eur(70m), Date = OrderDesk.Day, Order = order.Id }, Token);
        Assert.Equal((70m, 0m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await HoldAsync(desk);
    }

    [Fact]
    public async Task A_bounced_payment_takes_back_what_is_bound_then_what_was_applied()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        await PayAsync(desk, 40m);
        var payment = await PayAsync(desk, 150m, order);
        var invoice = await desk.InvoiceAsync(order, 0, 1m);
        Assert.Equal((29m, 40m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await ReverseAsync(desk, payment);
        Assert.Equal((0m, 40m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        Assert.Equal(121m, (await desk.World.Payments.BalanceAsync(desk.World.Actor, invoice.Id, Token))!.Open.Amount);
        await HoldAsync(desk);
    }

    [Fact]
    public async Task It_is_freed_when_what_was_left_to_be_billed_of_an_order_that_ended_is_decided_away()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(OrderDesk.ALine(100m, tax: "S21"));
        await PayAsync(desk, 50m, order);
        await desk.Desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, OrderDesk.Day, Token);
        var item = (await desk.Desk.BillAsync(order, 1m)).Items[0];
        Assert.Equal(OrderStatus.Closed, (await desk.Desk.ReadAsync(order)).Status);
        Assert.Equal((50m, 0m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await desk.World.Items.CancelAsync(desk.World.Actor, item.Id, "gift", Token);
        Assert.Equal((0m, 50m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await HoldAsync(desk);
    }

    [Fact]
    public async Task A_bounced_payment_takes_back_what_was_freed_of_it_and_no_more_of_free_credit()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.AnOrderAsync();
        var payment = await PayAsync(desk, 150m, order);
        var invoice = await desk.InvoiceAsync(order, 0, 1m);
        await PayAsync(desk, 40m);
        await desk.Desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, OrderDesk.Day, Token);
        await desk.Desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        Assert.Equal(OrderStatus.Closed, (await desk.Desk.ReadAsync(order)).Status);
        Assert.Equal((0m, 69m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await ReverseAsync(desk, payment, 20m);
        Assert.Equal((0m, 49m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        await ReverseAsync(desk, payment);
        Assert.Equal((0m, 40m, 0m), await CreditAsync(desk, order, order with { Id = default }));
        Assert.Equal(121m, (await desk.World.Payments.BalanceAsync(desk.World.Actor, invoice.Id, Token))!.Open.Amount);
        await HoldAsync(desk);
    }

    // each credit is the sum of its entries, and the account counts all of them
    private static async Task HoldAsync(DepositDesk desk)
    {
        var (entries, sum) = (await desk.AllAsync<PaymentEntry>(), 0m);
        foreach (var credit in await desk.AllAsync<CustomerCredit>())
        {
            Assert.True(credit.Balance.Sign >= 0);
            Assert.Equal(entries.Where(entry => entry.Order == credit.Order).Sum(static entry => entry.OnCredit().Amount), credit.Balance.Amount);
            sum += credit.Balance.Amount;
        }

        var account = Assert.Single(await new AccountService(desk.World.Store, desk.World.Clock).OpenAmountAsync(desk.World.Actor, desk.Desk.Customer.Id, new(2026, 1, 1), cancellationToken: Token));
        Assert.Equal(sum, account.Credit.Amount);
    }

    private static async Task<(decimal Bound, decimal Free, decimal Other)> CreditAsync(DepositDesk desk, Order order, Order other)
    {
        var all = await desk.World.Payments.CreditAsync(desk.World.Actor, desk.Desk.Customer.Id, Token);
        return (Of(order.Id), Of(null), Of(other.Id));

        decimal Of(Id<Order>? id) => all.AsEnumerable().Where(credit => credit.Order == id).Sum(static credit => credit.Balance.Amount);
    }

    private async Task<PaymentEntry> PayAsync(DepositDesk desk, decimal amount, Order? order = null) => Assert.Single(await desk.World.Payments.RecordAsync(
        desk.World.Actor,
        new() { Key = Key(), Amount = Eur(amount), Date = OrderDesk.Day, Order = order?.Id, Payer = order is null ? desk.Desk.Customer.Id : null, BillingEntity = order is null ? Seller.Id : null },
        Token));

    private Task<ValueList<PaymentEntry>> ReverseAsync(DepositDesk desk, PaymentEntry payment, decimal? amount = null) => desk.World.Payments.ReverseAsync(
        desk.World.Actor, new() { Key = Key(), Payment = payment.Id, Amount = amount is { } some ? Eur(some) : null, Date = OrderDesk.Day, Reason = "bounced" }, Token);

    private Task<ValueList<PaymentEntry>> ApplyAsync(DepositDesk desk, Order? order, decimal amount, Invoice? invoice) => desk.World.Payments.ApplyCreditAsync(
        desk.World.Actor,
        new() { Key = Key(), Payer = desk.Desk.Customer.Id, BillingEntity = Seller.Id, Order = order?.Id, Invoice = invoice?.Id, Amount = Eur(amount), Date = OrderDesk.Day },
        Token);

    private Task<ValueList<PaymentEntry>> RefundAsync(DepositDesk desk, Order? order, decimal amount) => desk.World.Payments.RefundAsync(
        desk.World.Actor, new() { Key = Key(), Payer = desk.Desk.Customer.Id, BillingEntity = Seller.Id, Order = order?.Id, Amount = Eur(amount), Date = OrderDesk.Day }, Token);

    private string Key() => $"key {++_keys}";
}
