using Psa.Invoices;
using Psa.Payments;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>Credit of payers: where it comes from, what it pays, and how it is taken back (R-CUSTOMER-CREDIT).</summary>
public sealed class CustomerCreditTests
{
    private readonly Invoice _one = AnInvoice.Of("net 30", (100m, 0m));
    private readonly Invoice _two = AnInvoice.Of("net 30", (40m, 0m)) with { IssueDate = AnInvoice.Date.PlusDays(1) };
    private readonly Invoice _late = AnInvoice.Of("net 30", (40m, 0m)) with { IssueDate = Today.PlusDays(1) };

    [Fact]
    public async Task What_is_paid_in_advance_pays_the_oldest_first()
    {
        var till = await OpenAsync(_two, _one, _late);
        await till.PayAsync(till.APayment(200m));
        await RefusedAsync("credit.exceeds_balance", () => till.ApplyAsync(null, 200.01m));
        var entries = await till.ApplyAsync(null, 120m);
        Assert.Equal([(_one.Id, 100m), (_two.Id, 20m)], entries.AsEnumerable().Select(static entry => (entry.Invoice!.Value, entry.Amount.Amount)));
        Assert.Equal((0m, 20m, 40m, 80m), (await till.OpenOfAsync(_one), await till.OpenOfAsync(_two), await till.OpenOfAsync(_late), await till.CreditOfAsync()));
        await till.ApplyAsync(null, 80m);
        Assert.Equal((0m, 60m), (await till.OpenOfAsync(_two), await till.CreditOfAsync()));
        await RefusedAsync("payment.exceeds_open", () => till.ApplyAsync(null, 1m));
    }

    [Fact]
    public async Task Credit_pays_one_invoice_up_to_what_is_open()
    {
        var till = await OpenAsync(_one, _two, _late);
        await till.PayAsync(till.APayment(60m));
        await RefusedAsync("payment.exceeds_open", () => till.ApplyAsync(_two, 40.01m));
        await RefusedAsync("payment.bad_date", () => till.ApplyAsync(_late, 1m));
        await till.ApplyAsync(_two, 40m);
        Assert.Equal((("Paid", 0m, 0m), 20m), (await till.StandOfAsync(_two), await till.CreditOfAsync()));
        Assert.Equal(["payment.recorded", "customer_credit.changed", "customer_credit.changed"], (await till.EventsAsync()).Select(static one => one.Kind));
    }

    [Fact]
    public async Task What_is_owed_becomes_credit_and_credit_is_refunded()
    {
        var till = await OpenAsync(_one);
        await till.PayAsync(_one, 100m);
        await till.CreditAsync(_one, 30m);
        await RefusedAsync("payment.exceeds_owed", () => till.MoveAsync(_one, 30.01m));
        await till.MoveAsync(_one, 25m);
        Assert.Equal((("Paid", 0m, 5m), 25m), (await till.StandOfAsync(_one), await till.CreditOfAsync()));
        Assert.Equal(100m, (await till.Payments.BalanceAsync(Ann, _one.Id, Token))!.Paid.Amount);
        await RefusedAsync("credit.exceeds_balance", () => till.RefundAsync(null, 25.01m));
        await till.RefundAsync(null, 25m);
        Assert.Equal(0m, await till.CreditOfAsync());
    }

    [Fact]
    public async Task A_bounced_payment_takes_free_credit_first_then_what_was_applied_the_newest_first()
    {
        var (three, till) = (AnInvoice.Of("net 30", (30m, 0m)), await OpenAsync(_one, _two));
        await till.InSessionAsync(session =>
        {
            session.Of<Invoice>().Add(three);
            return Task.CompletedTask;
        });
        var payment = await till.PayAsync(till.APayment(180m, (_one, 100m)));
        await till.ApplyAsync(_two, 40m);
        await till.ApplyAsync(three, 30m);
        Assert.Equal(10m, await till.CreditOfAsync());

        await till.ReverseAsync(payment, 20m);
        Assert.Equal((0m, 0m, 0m, 10m), (await till.CreditOfAsync(), await till.OpenOfAsync(_one), await till.OpenOfAsync(_two), await till.OpenOfAsync(three)));
        await till.ReverseAsync(payment, 30m);
        Assert.Equal((0m, 10m, 30m), (await till.OpenOfAsync(_one), await till.OpenOfAsync(_two), await till.OpenOfAsync(three)));
        await till.ReverseAsync(payment);
        Assert.Equal((("Issued", 100m, 0m), ("Issued", 40m, 0m), ("Issued", 30m, 0m)), (await till.StandOfAsync(_one), await till.StandOfAsync(_two), await till.StandOfAsync(three)));
        Assert.Equal(0m, await till.CreditOfAsync());
    }

    [Fact]
    public async Task What_was_refunded_stays_open_on_the_payments_document_above_its_total()
    {
        var till = await OpenAsync(_one);
        var payment = await till.PayAsync(till.APayment(150m, (_one, 100m)));
        await till.RefundAsync(null, 45m);
        await till.ReverseAsync(payment);
        Assert.Equal((("Issued", 145m, 0m), 0m), (await till.StandOfAsync(_one), await till.CreditOfAsync()));
        await till.PayAsync(_one, 145m);
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_one));
    }

    [Fact]
    public async Task Credit_that_was_applied_before_the_payment_is_left_where_it_is()
    {
        var till = await OpenAsync(_one, _two);
        await till.PayAsync(till.APayment(40m));
        await till.ApplyAsync(_two, 40m);
        var payment = await till.PayAsync(till.APayment(130m, (_one, 100m)));
        await till.RefundAsync(null, 30m);
        await till.ReverseAsync(payment);
        Assert.Equal((130m, 0m), (await till.OpenOfAsync(_one), await till.OpenOfAsync(_two)));
    }

    [Fact]
    public async Task A_payment_in_advance_that_was_refunded_has_no_document_to_stand_open()
    {
        var till = await OpenAsync();
        var payment = await till.PayAsync(till.APayment(50m));
        await till.RefundAsync(null, 20m);
        await RefusedAsync("credit.exceeds_balance", () => till.ReverseAsync(payment));
        await till.ReverseAsync(payment, 30m);
        Assert.Equal(0m, await till.CreditOfAsync());
    }

    [Fact]
    public async Task Credit_pays_an_invoice_of_a_run_when_it_is_issued_and_what_is_left_is_rounded()
    {
        var world = await CreateAsync(static entity => entity with { PayableSteps = [Eur(1m)] });
        var (one, two) = (ACustomer(), ACustomer("C2"));
        two = two with { BillingInformation = two.BillingInformation! with { CreditByHand = true } };
        var payments = new Psa.Services.PaymentService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock));
        await world.AddAsync(one, two);
        foreach (var customer in new[] { one, two })
        {
            var contract = AContract(customer);
            await world.AddAsync(contract, APart(contract));
            await payments.RecordAsync(
                world.Actor, new() { Key = customer.Number, Amount = Eur(150.30m), Date = new(2025, 1, 1), Payer = customer.Id, BillingEntity = Seller.Id }, Token);
        }

        var january = await world.InvoicesOfAsync(await world.BillAsync(new(2025, 1, 31)));
        Assert.Equal([(120m, 0m), (0m, 120m)], january.Select(static invoice => ((invoice.Totals.Prepaid ?? Eur(0m)).Amount, invoice.Totals.Payable.Amount)));
        Assert.Equal(InvoiceStatus.Paid, (await payments.BalanceAsync(world.Actor, january[0].Id, Token))!.Status);
        Assert.Equal(Eur(30.30m), Assert.Single(await payments.CreditAsync(world.Actor, one.Id, Token)).Balance);

        var february = (await world.InvoicesOfAsync(await world.BillAsync(new(2025, 2, 28))))[0];
        Assert.Equal((Eur(30.30m), Eur(0.30m), Eur(90m)), (february.Totals.Prepaid, february.Totals.PayableRounding, february.Totals.Payable));
        var balance = (await payments.BalanceAsync(world.Actor, february.Id, Token))!;
        Assert.Equal((Eur(90m), Eur(30.30m), InvoiceStatus.PartiallyPaid), (balance.Open, balance.Paid, balance.Status));
        var applied = Assert.Single(await payments.EntriesAsync(world.Actor, february.Id, Token));
        Assert.Equal((PaymentKind.CreditIn, february.IssueDate, Eur(30.30m)), (applied.Kind, applied.Date, applied.Amount));
        Assert.Equal(Eur(150.30m), Assert.Single(await payments.CreditAsync(world.Actor, two.Id, Token)).Balance);
    }
}
