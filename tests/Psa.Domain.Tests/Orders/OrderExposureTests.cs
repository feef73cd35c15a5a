using Psa.Catalog;
using Psa.Domain.Tests.Quotes;
using Psa.Orders;
using Psa.Payments;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>What orders add to what a payer may come to owe, and what the tenant's policy says when one is submitted (R-CREDIT).</summary>
public sealed class OrderExposureTests
{
    [Fact]
    public async Task What_is_submitted_and_not_invoiced_counts_with_tax_until_its_invoice_does()
    {
        var desk = await OpenAsync();
        await LimitAsync(desk, 1000m, CreditPolicy.Warn);
        var content = AContent(ALine(100m, 3m, tax: "S21")) with { Discounts = [Discount.OfAmount(Eur(30m))], Charges = [new(Eur(10m), "Freight", "ZERO")] };
        var order = await desk.DraftAsync(content);
        Assert.Equal(0m, await ExposureAsync(desk));
        await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token);
        Assert.Equal((270m * 1.21m) + 10m, await ExposureAsync(desk));

        // freight stands on the first invoice, which counts as owed once it is issued
        var billed = await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { Quantities = [new(0, 1m)], AtOnce = true }, Token);
        Assert.Equal([90m, 10m], billed.Invoice!.Lines.Select(static line => line.Amount.Amount));
        Assert.Equal((270m * 1.21m) + 10m, await ExposureAsync(desk));
        await desk.World.Invoices.IssueAsync(desk.World.Actor, billed.Invoice.Id, cancellationToken: Token);
        Assert.Equal((270m * 1.21m) + 10m, await ExposureAsync(desk));

        await desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, cancellationToken: Token);
        await desk.Orders.CancelAsync(desk.World.Actor, order.Id, "no more", Token);
        Assert.Equal((90m * 1.21m) + 10m, await ExposureAsync(desk));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_billed_and_not_issued_counts_as_not_invoiced(bool atOnce)
    {
        var desk = await OpenAsync();
        await LimitAsync(desk, 150m, CreditPolicy.Refuse);
        var order = await desk.SubmitAsync(ALine(100m, tax: "S21"));
        await desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, cancellationToken: Token);
        var billed = await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = atOnce }, Token);
        Assert.Equal((OrderStatus.Closed, 121m), (billed.Order.Status, await ExposureAsync(desk)));
        var next = await desk.DraftAsync(ALine(100m, tax: "S21"));
        await AQuoteDesk.RefusedAsync(CreditErrors.LimitExceeded, () => desk.Orders.SubmitAsync(desk.World.Actor, next.Id, cancellationToken: Token));

        await (atOnce ? desk.World.Invoices.IssueAsync(desk.World.Actor, billed.Invoice!.Id, cancellationToken: Token) : (Task)desk.World.BillAsync(Day));
        Assert.Equal(121m, await ExposureAsync(desk));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submitted_and_invoiced_in_one_step_an_order_counts_once(bool atOnce)
    {
        var desk = await OpenAsync();
        await LimitAsync(desk, 120m, CreditPolicy.Warn);
        var order = await desk.DraftAsync(ALine(100m, tax: "S21"));
        var submission = await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, thenInvoice: new() { AtOnce = atOnce }, cancellationToken: Token);
        Assert.Equal((1m, 121m), (submission.Order.Quantities[0].Invoiced, await ExposureAsync(desk)));
        Assert.Equal(["credit.limit_exceeded"], await ToldAsync(desk));
    }

    [Fact]
    public async Task What_is_credited_of_an_issued_invoice_is_not_to_come_once_more()
    {
        var desk = await OpenAsync();
        await LimitAsync(desk, 150m, CreditPolicy.Warn);
        var order = await desk.SubmitAsync(ALine(100m, tax: "S21"));
        var billed = await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token);
        await desk.World.Invoices.IssueAsync(desk.World.Actor, billed.Invoice!.Id, cancellationToken: Token);
        var note = await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = billed.Invoice.Id, Reason = "less", Lines = [new(0, Amount: Eur(50m))] }, Token);
        await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);
        Assert.Equal(60.5m, await ExposureAsync(desk));
        Assert.Empty(await ToldAsync(desk));
    }

    [Theory]
    [InlineData(-10, 1)]
    [InlineData(10, -1)]
    public async Task Prices_and_charges_below_zero_are_refused(int price, int charge)
    {
        var desk = await OpenAsync();
        var content = AContent(ALine(price)) with { Charges = [new(Eur(charge), "Freight", "ZERO")] };
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.DraftAsync(content));
        Assert.Equal((CatalogErrors.NegativePrice, price < 0 ? "Lines[0].UnitPrice" : "Charges[0].Amount"), (Assert.Single(refusal.Problems).Code, refusal.Problems[0].Where));
    }

    [Fact]
    public async Task Above_the_limit_submitting_warns_or_is_refused_or_passes_with_a_reason()
    {
        var desk = await OpenAsync();
        await LimitAsync(desk, 119.99m, CreditPolicy.Warn);
        var warned = await desk.Orders.SubmitAsync(desk.World.Actor, (await desk.DraftAsync(ALine(100m))).Id, cancellationToken: Token);
        Assert.Equal((OrderStatus.Submitted, CreditErrors.LimitExceeded), (warned.Order.Status, Assert.Single(warned.Warnings).Code));

        await LimitAsync(desk, 119.99m, CreditPolicy.Refuse);
        var order = await desk.DraftAsync(ALine(1m));
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token));
        Assert.Equal(CreditErrors.LimitExceeded, refusal.Code);
        Assert.Equal(OrderStatus.Active, (await desk.ReadAsync(order)).Status);
        var passed = await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, "They pay on Friday", cancellationToken: Token);
        Assert.Equal((OrderStatus.Submitted, CreditErrors.LimitExceeded), (passed.Order.Status, Assert.Single(passed.Warnings).Code));
    }

    [Fact]
    public async Task For_a_payer_on_hold_submitting_warns_or_is_refused()
    {
        var desk = await OpenAsync();
        await LimitAsync(desk, 1000m, CreditPolicy.Warn);
        await CreditOf(desk).HoldAsync(desk.World.Actor, desk.Customer.Id, "They dispute all of it", Token);
        Assert.Equal(CreditErrors.OnHold, Assert.Single((await desk.Orders.SubmitAsync(desk.World.Actor, (await desk.DraftAsync(ALine(1m))).Id, cancellationToken: Token)).Warnings).Code);

        await LimitAsync(desk, 1000m, CreditPolicy.Refuse);
        var order = await desk.DraftAsync(ALine(1m));
        Assert.Equal(CreditErrors.OnHold, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token))).Code);
    }

    private static async Task<List<string>> ToldAsync(OrderDesk desk) =>
        await new EventService(desk.World.Store).ReadAfterAsync(desk.World.Actor, 0, cancellationToken: Token).Select(static one => one.Kind).Where(static kind => kind.StartsWith("credit.limit_", StringComparison.Ordinal)).ToListAsync(Token);

    private static CreditService CreditOf(OrderDesk desk) => new(desk.World.Store, desk.World.Clock);

    private static async Task<decimal> ExposureAsync(OrderDesk desk) =>
        Assert.Single(await StandingAsync(desk)).Exposure.Amount;

    private static async Task<ValueList<CreditExposure>> StandingAsync(OrderDesk desk) => (await CreditOf(desk).StandingAsync(desk.World.Actor, desk.Customer.Id, Token)).Exposures;

    private static async Task LimitAsync(OrderDesk desk, decimal limit, CreditPolicy policy)
    {
        var settings = new SettingsService(desk.World.Store, desk.World.Clock);
        await settings.SaveAsync(desk.World.Actor, (await settings.GetAsync(desk.World.Actor, Token)) with { CreditPolicy = policy }, Token);
        await CreditOf(desk).SetLimitsAsync(desk.World.Actor, desk.Customer.Id, [Eur(limit)], Token);
    }
}
