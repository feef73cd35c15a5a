using System.Text.Json;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Architecture.Tests.Examples;

/// <summary>From a quote to what is billed, of docs/quotes.md, docs/orders.md and docs/offline.md.</summary>
internal sealed class QuoteExamples(Desk desk) : Example(desk)
{
    internal async Task Offered()
    {
        await NumberAsync();

        // begin
        var draft = await quotes.DraftAsync(actor, new()
        {
            Customer = bart.Id,
            Content = new()
            {
                Date = new(2026, 4, 1),
                Lines =
                [
                    new()
                    {
                        Line = new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(12m), Discount = Discount.OfPercent(Percent.Of(5)) },
                        Recurring = new(BillingCycle.Monthly, BillingTiming.InAdvance, TermMonths: 36),
                    },
                    new() { Line = new() { Text = "Licence", UnitPrice = Euro(600m) }, Recurring = new(BillingCycle.Yearly, BillingTiming.InAdvance, TermMonths: 36) },
                    new() { Line = new() { Text = "Setup", UnitPrice = Euro(250m) } },
                    new() { Line = new() { Text = "Training", UnitPrice = Euro(80m) }, Choice = LineChoice.Optional },
                ],
                Discounts = [Discount.OfPercent(Percent.Of(10), "Spring")],
            },
        });
        var quote = await quotes.ActivateAsync(actor, draft.Id);
        Write($"{quote.Number} until {quote.LastDay:R}");
        Write($"once: {quote.Totals.TotalWithoutTax}, with all options {quote.TotalsWithOptions().OneTime.TotalWithoutTax}");
        foreach (var one in quote.Recurring)
        {
            Write($"{one.Cycle}: {one.Totals.TotalWithoutTax}");
        }

        Write($"all of its terms: {quote.ContractValue()}");

        // the customer takes the training too, which is line 3 from 0
        var decision = await quotes.AcceptAsync(actor, quote.Id, new() { ByName = "Bart", Chosen = [3] });
        Write($"{decision.Quote.Status.Name}: order {decision.Order!.Number} of {decision.Order.Totals.TotalWithoutTax}");
        foreach (var contract in decision.Contracts)
        {
            Write($"contract {contract.Number}, {contract.Status.Name}, {contract.EffectiveFrom:R} to {contract.LastDay:R}");
        }

        // end
    }

    internal async Task InParts()
    {
        await NumberAsync();

        // begin
        var order = await orders.DraftAsync(actor, new()
        {
            Customer = bart.Id,
            Content = new()
            {
                Date = new(2026, 4, 1),
                Lines = [new() { Text = "Access point", Quantity = 3, UnitPrice = Euro(33.3333m) }],
                Discounts = [Discount.OfAmount(Money.Of(10m, Currency.EUR), "Spring")],
                Charges = [new(Money.Of(9m, Currency.EUR), "Freight")],
            },
        });
        await orders.SubmitAsync(actor, order.Id);

        // one is delivered, and invoiced at once
        await orders.FulfilAsync(actor, order.Id, line: 0, shipped: 1);
        var billed = await orders.InvoiceAsync(actor, order.Id, new() { Quantities = [new(0, 1)], AtOnce = true });
        WriteDocument(await invoices.IssueAsync(actor, billed.Invoice!.Id));

        // the others are, and wait for a run
        await orders.FulfilAsync(actor, order.Id, line: 0, shipped: 3);
        order = (await orders.InvoiceAsync(actor, order.Id, new())).Order;
        await BillAsync(new(2026, 4, 1));
        Write($"{order.Number} is {order.Status.Name}: fulfilled {order.FulfilmentProgress}, invoiced {order.InvoicingProgress}");

        // end
    }

    internal async Task Deposited()
    {
        await NumberAsync();
        var order = await orders.DraftAsync(actor, new() { Customer = bart.Id, Content = new() { Date = new(2026, 4, 1), Lines = [new() { Text = "Server", Quantity = 6, UnitPrice = Euro(100m) }] } });
        await orders.SubmitAsync(actor, order.Id);

        // begin
        var deposit = await deposits.MakeAsync(actor, new() { Order = order.Id, Percent = Percent.Of(30), AtOnce = true });
        var standing = await deposits.StandingAsync(actor, deposit.Id);
        WriteDocument(await invoices.IssueAsync(actor, standing!.Invoice!.Value));

        var billed = await orders.InvoiceAsync(actor, order.Id, new() { Quantities = [new(0, 1)], AtOnce = true });
        WriteDocument(await invoices.IssueAsync(actor, billed.Invoice!.Id));

        standing = await deposits.StandingAsync(actor, deposit.Id);
        Write($"left of {deposit.Number}: {standing!.Shares[0].Left}");

        // end
    }

    internal async Task Merged()
    {
        await NumberAsync();
        await orders.DraftAsync(actor, new() { Customer = bart.Id, Content = new() { Date = new(2026, 4, 1), Lines = [new() { Text = "Access point", UnitPrice = Euro(90m) }] } });

        // begin
        // what the device takes along
        var export = await offline.ExportAsync(actor, [bart.Id]);
        var order = export.Orders[0];

        // meanwhile somebody in the office cancels the order
        await orders.CancelAsync(actor, order.Id, "They have enough");

        // what the device brings back
        var quote = ids.Next<Quote>();
        QuoteContent written = new() { Date = new(2026, 4, 1), Lines = [new() { Line = new() { Text = "Setup", UnitPrice = Euro(250m) } }] };
        var file = new DeviceFile
        {
            Drafts = [new() { Id = ids.Next<DeviceEntry>(), NewQuote = new() { Id = quote, Customer = bart.Id, Content = written } }],
            Actions =
            [
                new() { Id = ids.Next<DeviceEntry>(), Kind = DeviceActionKind.ActivateQuote, Quote = quote },
                new() { Id = ids.Next<DeviceEntry>(), Kind = DeviceActionKind.SubmitOrder, Order = order.Id, Version = order.Version },
            ],
        };
        var json = JsonSerializer.Serialize(file, PsaJson.Options);

        var merge = await offline.MergeAsync(actor, json);
        foreach (var one in merge.Merged)
        {
            Write($"merged: {one.Number}, version {one.Version}");
        }

        foreach (var one in merge.Refused)
        {
            Write($"refused: {one.Where}, {one.Action}, {one.Code}, version {one.Expected} and not {one.Found}");
        }

        // end
    }
}
