using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.Domain.Tests.Services;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>Two payers, a billing entity and what is invoiced, on a store, and the service that takes the money.</summary>
internal sealed class Till
{
    public static readonly Actor Ann = Actor.Create(AWorld.Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
    public static readonly LocalDate Today = new(2026, 3, 15);

    private readonly OrderedIdGenerator _ids;
    private int _keys;

    private Till(IPsaStore store)
    {
        Store = store;
        _ids = new OrderedIdGenerator(Clock);
        Payments = new(store, Clock, _ids);
    }

    public IPsaStore Store { get; }

    public TestClock Clock { get; } = new(Instant.FromUtc(2026, 3, 15, 12, 0));

    public PaymentService Payments { get; }

    public static async Task<Till> OpenAsync(params Invoice[] invoices) => await OpenAsync(await TestStores.CreateAsync(), invoices);

    public static async Task<Till> OpenAsync(IPsaStore store, params Invoice[] invoices)
    {
        var till = new Till(store);
        await till.InSessionAsync(session =>
        {
            session.Of<BillingEntity>().Add(Seller);
            session.Of<Customer>().Add(ACustomer());
            session.Of<Customer>().Add(ACustomer("C2"));
            foreach (var invoice in invoices)
            {
                session.Of<Invoice>().Add(invoice);
            }

            return Task.CompletedTask;
        });
        return till;
    }

    public Till Through(IPsaStore store) => new(store);

    public async Task InSessionAsync(Func<IPsaSession, Task> work)
    {
        await using var session = await Store.OpenAsync(AWorld.Tenant, Token);
        await work(session);
        await session.CommitAsync(Token);
    }

    public string Key() => $"key {Interlocked.Increment(ref _keys)}";

    public NewPayment APayment(decimal amount, params (Invoice Invoice, decimal Amount)[] parts) => new()
    {
        Key = Key(),
        Amount = Eur(amount),
        Date = Today,
        Payer = ACustomer().Id,
        BillingEntity = Seller.Id,
        Parts = [.. parts.Select(static part => new PaymentPart(part.Invoice.Id, Eur(part.Amount)))],
    };

    public Task<ValueList<PaymentEntry>> PayAsync(Invoice invoice, decimal amount, LocalDate? date = null) => PayAsync(APayment(amount, (invoice, amount)) with { Date = date ?? Today });

    public Task<ValueList<PaymentEntry>> PayAsync(NewPayment payment) => Payments.RecordAsync(Ann, payment, Token);

    public Task<ValueList<PaymentEntry>> ReverseAsync(ValueList<PaymentEntry> payment, decimal? amount = null, Invoice? invoice = null) =>
        Payments.ReverseAsync(Ann, AReversal(payment, amount) with { Invoice = invoice?.Id }, Token);

    public NewReversal AReversal(ValueList<PaymentEntry> payment, decimal? amount = null) =>
        new() { Key = Key(), Payment = payment[0].Id, Amount = amount is { } some ? Eur(some) : null, Date = Today, Reason = "bounced" };

    public Task<ValueList<PaymentEntry>> RefundAsync(Invoice? invoice, decimal amount, Id<Order>? order = null) => Payments.RefundAsync(
        Ann, new() { Key = Key(), Order = order, Invoice = invoice?.Id, Payer = ACustomer().Id, BillingEntity = Seller.Id, Amount = Eur(amount), Date = Today }, Token);

    public Task<ValueList<PaymentEntry>> WriteOffAsync(Invoice invoice, decimal amount) =>
        Payments.WriteOffAsync(Ann, new() { Key = Key(), Invoice = invoice.Id, Amount = Eur(amount), Date = Today, Reason = "small" }, Token);

    public Task<ValueList<PaymentEntry>> MoveAsync(Invoice invoice, decimal amount, Id<Order>? order = null) =>
        Payments.MoveToCreditAsync(Ann, new() { Key = Key(), Order = order, Invoice = invoice.Id, Amount = Eur(amount), Date = Today }, Token);

    public Task<ValueList<PaymentEntry>> ApplyAsync(Invoice? invoice, decimal amount, Id<Order>? order = null) => Payments.ApplyCreditAsync(
        Ann, new() { Key = Key(), Order = order, Payer = ACustomer().Id, BillingEntity = Seller.Id, Invoice = invoice?.Id, Amount = Eur(amount), Date = Today }, Token);

    /// <summary>Credits an amount of an invoice as an issued credit note does: the discount follows.</summary>
    public Task CreditAsync(Invoice invoice, decimal amount) => InSessionAsync(async session =>
    {
        var document = await session.PostedAsync(invoice, Token);
        var balance = (document.Balance with { Credited = document.Balance.Credited + Eur(amount) }).WithStatus();
        var credited = new PostedDocument(invoice, balance, document.Entries);
        var posting = new Posting(new(Key(), string.Empty, "Ann", Clock.Now, Today), await session.CreditAsync(invoice.Customer, invoice.BillingEntity, invoice.Currency, Token), _ids.Next<PaymentEntry>);
        posting.Take(credited);
        posting.SettleDiscounts();
        foreach (var entry in posting.Entries)
        {
            session.Of<PaymentEntry>().Add(entry);
        }

        _ = balance.Version == 0 ? session.Of<InvoiceBalance>().Add(credited.Balance) : session.Of<InvoiceBalance>().Update(credited.Balance);
    });

    public async Task<(string Status, decimal Open, decimal Owed)> StandOfAsync(Invoice invoice)
    {
        var balance = (await Payments.BalanceAsync(Ann, invoice.Id, Token))!;
        return (balance.Status.Name, balance.Open.Amount, balance.Owed.Amount);
    }

    public async Task<decimal> OpenOfAsync(Invoice invoice) => (await StandOfAsync(invoice)).Open;

    /// <summary>Closes an order, as what ends it does.</summary>
    public Task EndAsync(Order order) => Store.StepAsync(
        Clock,
        Ann,
        async step =>
        {
            var before = await step.Of<Order>().RequireAsync(order.Id, Token);
            step.Of<Order>().Update(before with { Status = OrderStatus.Closed });
            await step.FreeCreditAsync(order, _ids, Token);
            return before;
        },
        Token);

    public Task<ValueList<CustomerCredit>> CreditsAsync() => Payments.CreditAsync(Ann, ACustomer().Id, Token);

    public async Task<decimal> CreditOfAsync(string customer = "C1") =>
        (await Payments.CreditAsync(Ann, ACustomer(customer).Id, Token)).AsEnumerable().Sum(static credit => credit.Balance.Amount);

    public async Task<List<PsaEvent>> EventsAsync()
    {
        var events = new List<PsaEvent>();
        await InSessionAsync(async session => events.AddRange(await session.Events.ReadAfterAsync(0, cancellationToken: Token).ListAsync(Token)));
        return events;
    }

    public static async Task RefusedAsync(string code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<PsaException>(call);
        Assert.Equal(code, refusal.Code);
    }
}
