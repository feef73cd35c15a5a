using Psa.Payments;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>
/// From a quote to money: it is revised, accepted and so won; what is sold once is ordered, with a deposit, and billed by two runs as it is delivered; what recurs is a contract. Each step looks at how far
/// the one before it got, so an interrupted story goes on where it stopped.
/// </summary>
internal static class OfferStep
{
    private const int Server = 0;
    private const decimal Delivered = 3m;
    private const decimal Servers = 5m;

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.World.Aftermath is not { } aftermath || context.Through != context.World.Through)
        {
            return;
        }

        context.Screen.Step("A quote becomes an order and a contract");
        await NumberingStep.ConfirmAsync(
            context, [(NumberPurpose.Quote, "Q-{seq:0000}"), (NumberPurpose.Order, "O-{seq:0000}"), (NumberPurpose.Deposit, "D-{seq:0000}"), (NumberPurpose.Contract, "K-{seq:0000}")], cancellationToken);
        var won = await WinAsync(context, aftermath, cancellationToken);
        var order = (await context.Orders.ListAsync(context.Actor, new() { Quote = won.Id }, PageRequest.First, cancellationToken)).Items[0];
        if (order.Status == OrderStatus.Active)
        {
            order = (await context.Orders.SubmitAsync(context.Actor, order.Id, cancellationToken: cancellationToken)).Order;
        }

        await ContractAsync(context, won, cancellationToken);
        await DepositAsync(context, aftermath, order, cancellationToken);
        await DeliverAsync(context, order, Delivered, cancellationToken);
        order = await DeliverAsync(context, order, Servers, cancellationToken);
        context.Screen.Say($"{order.Number} is {order.Status.Name}: fulfilled {order.FulfilmentProgress}, invoiced {order.InvoicingProgress}.");
    }

    private static async Task<Quote> WinAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var first = await context.Quotes.DraftAsync(context.Actor, new() { Id = aftermath.Quote, Customer = aftermath.Buyer, Content = Content(context, 1_450m) }, cancellationToken);
        if (first.Status == QuoteStatus.Draft)
        {
            first = await context.Quotes.ActivateAsync(context.Actor, first.Id, cancellationToken);
        }

        context.Screen.Say($"{first.Number} offers {first.Totals.TotalWithTax} once and {first.Recurring[0].Totals.TotalWithTax} a month.");
        if (first.Status == QuoteStatus.Active)
        {
            await context.Quotes.ReviseAsync(context.Actor, first.Id, cancellationToken);
        }

        var second = (await context.Quotes.RevisionsAsync(context.Actor, first.Id, cancellationToken)).AsEnumerable().Single(static quote => quote.Revision == 1);
        if (second.Status == QuoteStatus.Draft)
        {
            await context.Quotes.ChangeAsync(context.Actor, second.Id, Content(context, 1_390m), cancellationToken);
            second = await context.Quotes.ActivateAsync(context.Actor, second.Id, cancellationToken);
        }

        if (second.Status == QuoteStatus.Active)
        {
            second = (await context.Quotes.AcceptAsync(context.Actor, second.Id, new() { ByName = "Jan Adler", Email = "jan@adler.example" }, cancellationToken)).Quote;
        }

        context.Screen.Say($"Revision {second.Revision} offers {second.Totals.TotalWithTax}; {second.Acceptance!.ByName} accepts it, and it is {second.Status.Name}.");
        return second;
    }

    private static QuoteContent Content(DemoContext context, decimal price) => new()
    {
        Date = context.Through,
        LastDay = new(2099, 12, 31),
        Lines =
        [
            new() { Line = new() { Text = "Server with setup", Quantity = Servers, UnitPrice = UnitPrice.Of(price, Currency.EUR) } },
            new() { Line = new() { Text = "Monitoring of a server", Quantity = Servers, UnitPrice = UnitPrice.Of(24m, Currency.EUR) }, Recurring = new(BillingCycle.Monthly, BillingTiming.InAdvance, 36) },
        ],
        Discounts = [Discount.OfPercent(Percent.Of(5m), "five at once")],
    };

    private static async Task ContractAsync(DemoContext context, Quote won, CancellationToken cancellationToken)
    {
        var contracts = PageRequest.AllAsync(page => context.Contracts.ListAsync(context.Actor, new() { Customer = won.ServedCustomer }, page, cancellationToken), cancellationToken);
        var contract = await contracts.FirstAsync(one => one.Name.Contains(won.Number!, StringComparison.Ordinal), cancellationToken);
        if (contract.Status == ContractStatus.Draft)
        {
            contract = (await context.Contracts.ActivateAsync(context.Actor, contract.Id, cancellationToken: cancellationToken)).Contract;
        }

        context.Screen.Say($"Contract {contract.Number} bills the monitoring from {contract.EffectiveFrom:R} to {contract.LastDay:R}: {won.Recurring[0].Totals.TotalWithoutTax} a month, as quoted.");
    }

    private static async Task DepositAsync(DemoContext context, Aftermath aftermath, Order order, CancellationToken cancellationToken)
    {
        var deposit = await context.Deposits.MakeAsync(context.Actor, new() { Id = aftermath.Deposit, Order = order.Id, Percent = Percent.Of(30m), AtOnce = true }, cancellationToken);
        var item = await context.Items.FindAsync(context.Actor, deposit.Item, cancellationToken);
        var invoice = await context.Invoices.IssueAsync(context.Actor, item!.Invoice!.Value, context.Through, cancellationToken);
        await PayAsync(context, invoice, cancellationToken);
        context.Screen.Say($"{invoice.Number} asks for a deposit of 30 %: {invoice.Totals.TotalWithTax}, paid.");
    }

    // what was delivered is billed by a run, which deducts what was deposited
    private static async Task<Order> DeliverAsync(DemoContext context, Order order, decimal upTo, CancellationToken cancellationToken)
    {
        var now = (await context.Orders.FindAsync(context.Actor, order.Id, cancellationToken))!;
        if (now.Quantities[Server].Shipped < upTo)
        {
            now = await context.Orders.FulfilAsync(context.Actor, order.Id, Server, upTo, context.Through, cancellationToken);
        }

        if (now.Quantities[Server].Invoiced < upTo)
        {
            now = (await context.Orders.InvoiceAsync(context.Actor, order.Id, new() { Quantities = [new(Server, upTo)], Date = context.Through }, cancellationToken)).Order;
        }

        var run = await RunStep.OfOneAsync(context, order.Customer, cancellationToken);
        await foreach (var invoice in context.Runs.InvoicesAsync(context.Actor, run.Id, cancellationToken))
        {
            await PayAsync(context, invoice, cancellationToken);
            context.Screen.Say($"{upTo:0} servers are delivered: {invoice.Number} comes to {invoice.Totals.TotalWithTax} after the deposit, paid.");
        }

        return now;
    }

    private static Task<ValueList<PaymentEntry>> PayAsync(DemoContext context, Invoice invoice, CancellationToken cancellationToken) =>
        context.Payments.RecordAsync(
            context.Actor, new() { Key = $"transfer of {invoice.Number}", Amount = invoice.Totals.Payable, Date = context.Through, Parts = [new(invoice.Id, invoice.Totals.Payable)] }, cancellationToken);
}
