using NodaTime;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Languages;
using Psa.Domain.Tests.Orders;
using Psa.Domain.Tests.Quotes;
using Psa.Domain.Tests.Runs;
using Psa.Domain.Tests.Work;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>A reason for every amount: each line of each kind of document is computed anew to the cent, and said in words of each language.</summary>
public sealed class RecomputationTests
{
    [Fact]
    public async Task Every_line_of_every_document_is_computed_anew()
    {
        var counts = new Dictionary<string, int>();
        foreach (var world in new[] { await AnAdjustedWorldAsync(), await AnOrderedWorldAsync(), await AWorkedWorldAsync(), await AQuotedWorldAsync() })
        {
            foreach (var (kind, count) in await Recomputation.HoldAsync(world))
            {
                counts[kind] = counts.GetValueOrDefault(kind) + count;
            }
        }

        Console.WriteLine(string.Join(", ", counts.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Value}")));
        Assert.All(
            (string[])["invoice", "invoice by hand", "credit note", "credit note of a run", "credit note of an adjustment", "order", "quote", "adjustment", "ContractPart", "Ticket", "Order", "Deposit", "Manual", "Adjustment"],
            kind => Assert.True(counts.GetValueOrDefault(kind) > 0, kind));
    }

    [Fact]
    public async Task A_basis_that_is_changed_by_one_unit_is_noticed()
    {
        var desk = await AdjustmentDesk.OpenAsync();
        await desk.PerformAsync(80m);
        var made = await desk.AdjustAsync();
        var line = made.Lines[0];
        var other = made with { Lines = made.Lines.SetItem(0, line with { Taken = [line.Taken[0] with { Value = line.Taken[0].Value + ExactAmount.Of(0.01m, Currency.EUR) }] }) };
        Assert.NotEqual(other.Differences, other.Recompute());
        foreach (var changed in (Func<ComparedLine, ComparedLine>[])
        [
            static line => line with { Line = line.Line with { Quantity = line.Line.Quantity + 1m } },
            static line => line with { Line = line.Line with { Price = line.Line.Price is { } price ? UnitPrice.Of(price.Amount + 1m, price.Currency) : null } },
            static line => line with { Line = line.Line with { Net = line.Line.Net is { } net ? net + Eur(0.01m) : null } },
            static line => line with { Difference = line.Difference + ExactAmount.Of(0.01m, Currency.EUR) },
            static line => line with { Before = [new(line.TaxCode, ExactAmount.Of(0.01m, Currency.EUR))] },
            static line => line with { TaxCode = "ZERO" },
        ])
        {
            for (var i = 0; i < made.Lines.Count; i++)
            {
                // of what was billed the net decides, whatever was counted
                var one = changed(made.Lines[i]);
                if (one != made.Lines[i] && !(one.Line.Net is not null && one.Line.Quantity != made.Lines[i].Line.Quantity))
                {
                    Assert.NotEqual(made.Differences, (made with { Lines = made.Lines.SetItem(i, one) }).Recompute());
                }
            }
        }

        var item = (await desk.World.AllItemsAsync()).First(static item => item.Basis is not null);
        var terms = item.Basis!.Terms[0];
        var basis = item.Basis with { Terms = item.Basis.Terms.SetItem(0, terms with { UnitPrice = UnitPrice.Of(terms.UnitPrice!.Value.Amount + 0.01m, Currency.EUR) }) };
        Assert.NotEqual(basis.Pieces, basis.Recompute());

        var document = await desk.InvoiceAsync();
        var dearer = document.Lines[0] with { UnitPrice = Price(100.01m) };
        Assert.NotEqual(dearer.Amount, dearer.Recompute(document.Rounding));
    }

    [Fact]
    public void A_line_says_where_its_price_is_from_and_what_is_taken_off_it()
    {
        var line = new DocumentLine
        {
            Text = "Seat",
            Quantity = 3m,
            UnitPrice = Price(33.3333m),
            Discount = Discount.OfPercent(Percent.Of(10m)),
            Carry = 1,
            Amount = Eur(90.01m),
            Source = new(PriceSourceKind.Override, By: "Ann") { Reason = "loyal", Original = Price(40m) },
            Tax = new(new("STD", TaxCategory.Standard, Percent.Of(20m)), Start),
        };
        var invoice = Payments.AnInvoice.Of("net 30", (90.01m, 20m));
        invoice = invoice with { Lines = [line], Totals = invoice.Totals with { Lines = [new(Eur(90.01m), Eur(9m), Eur(16.2m))] } };

        Assert.Equal(
            """
            Seat: 3 × 33.3333 EUR (price said by Ann, loyal, instead of 40.00 EUR), less 10 % = 90.01 EUR, rounded half up, of it 0.01 EUR is left over from a running total.
            less 9.00 EUR, its share of the discounts on the document: 81.01 EUR.
            20 % tax on 81.01 EUR: 16.20 EUR.
            """.ReplaceLineEndings("\n"),
            invoice.Explain(0));
    }

    [Fact]
    public async Task Nothing_is_said_but_by_the_language()
    {
        var (language, marks) = MarkedLanguage.Create();
        var desk = await AdjustmentDesk.OpenAsync();
        await desk.PerformAsync(80m);
        var made = await desk.AdjustAsync();
        foreach (var said in new[] { made.Explain(language), (await desk.InvoiceAsync()).Explain(0, language) })
        {
            var left = new[] { "EUR", "STD", "INV", "S1", "Worked", "Service" }.Aggregate(said, static (left, theirs) => left.Replace(theirs, string.Empty, StringComparison.Ordinal));
            Assert.False(left.Any(char.IsLetter), said);
        }

        Assert.Superset(new HashSet<string> { nameof(Psa.Languages.ILanguage.PerformedLess), nameof(Psa.Languages.ILanguage.BilledLines), nameof(Psa.Languages.ILanguage.PerformedLines), nameof(Psa.Languages.ILanguage.TaxOn) }, marks.Asked);
        Assert.Equal(
            """
            What was billed:
              INV-0001, 1 Jan 2025, Service 1: 100.00 EUR.
            What was performed:
              S1, 20 Jan 2025, Worked: 1 × 80.00 EUR; 80.00 EUR.
            STD: Performed 80.00 EUR less billed 100.00 EUR: -20.00 EUR.
            """.ReplaceLineEndings("\n"),
            made.Explain());
    }

    [Fact]
    public async Task What_was_taken_before_is_said_and_what_is_gone()
    {
        var (language, marks) = MarkedLanguage.Create();
        var desk = await AdjustmentDesk.OpenAsync();
        var gone = await desk.PerformAsync(30m);
        var hours = new HostHours { Quantity = 10m };
        desk.Work.Add(hours);
        await desk.AdjustAsync();
        await desk.Services.CancelAsync(desk.World.Actor, gone.Id, "wrong", Token);
        hours.Quantity = 12m;
        var made = await desk.AdjustAsync();

        Assert.Equal(
            """
            What was performed:
              host, 20 Jan 2025, Host hours: 12 × 8.00 EUR = 96.00 EUR, less 80.00 EUR taken into account before; 16.00 EUR.
              S1, 20 Jan 2025, Worked: no longer there, less 30.00 EUR taken into account before; -30.00 EUR.
            STD: Performed -14.00 EUR less billed 0.00 EUR: -14.00 EUR.
            """.ReplaceLineEndings("\n"),
            made.Explain());
        Assert.Equal(made.Recompute(), made.Differences);
        _ = made.Explain(language);
        Assert.Superset(new HashSet<string> { nameof(Psa.Languages.ILanguage.TakenBefore), nameof(Psa.Languages.ILanguage.NoLongerThere) }, marks.Asked);
        var report = await desk.Adjustments.ReportAsync(desk.World.Actor, made, Token);
        Assert.Contains("Host hours", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("96.00 − 80.00 = 16.00 EUR", report.ToText(), StringComparison.Ordinal);
        Assert.All(report.Rows, static row => Assert.Equal(row.Amount, row.Value - row.Before));
    }

    [Theory]
    [InlineData("en", "100.00 EUR (1 Jan 2025 to 31 Jan 2025), of it 11 Jan 2025 to 20 Jan 2025; 32.26 EUR.")]
    [InlineData("de", "100,00 EUR (")]
    [InlineData("fr", "100,00 EUR (")]
    [InlineData("es", "100,00 EUR (")]
    [InlineData("ro", "100,00 EUR (")]
    public async Task Days_of_a_line_are_said_and_whose_it_is(string tag, string expected)
    {
        var payee = ACustomer("C2") with { Payer = AdjustmentDesk.Customer.Id };
        var contract = AContract(payee);
        var desk = await AdjustmentDesk.OpenAsync(also: [payee, contract, APart(contract, 100m)]);
        var content = AdjustmentDesk.January() with { FirstDay = new(2025, 1, 11), LastDay = new(2025, 1, 20), WithPayees = true };
        var made = (await desk.Adjustments.PreviewAsync(desk.World.Actor, await desk.AllAsync(content), Token)).Adjustment;

        var said = made.Explain(Psa.Languages.DocumentLanguages.All.Single(language => language.Tag == tag), id => id == payee.Id ? "The Second" : "The First");
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Contains(", The Second, Service 1: ", said, StringComparison.Ordinal);
        Assert.Contains(", The First, Service 1: ", said, StringComparison.Ordinal);
        var report = await desk.Adjustments.ReportAsync(desk.World.Actor, made, Token);
        Assert.All(report.Rows, static row => Assert.Equal("32.26 EUR", row.Value.ToString()));
    }

    private static async Task<AWorld> AnAdjustedWorldAsync()
    {
        var desk = await AdjustmentDesk.OpenAsync();
        await desk.PerformAsync(33.335m, 3m);
        await desk.PerformAsync(7.77m, taxCode: "ZERO");
        await desk.AdjustAsync(AdjustmentDesk.January() with { AtOnce = true });
        await desk.PerformAsync(-0m + 3m, -10m);
        await desk.AdjustAsync();
        await desk.CreditAsync(await desk.InvoiceAsync(), 10m);
        await desk.World.Contracts.SuspendAsync(desk.World.Actor, AContract(AdjustmentDesk.Customer).Id, new(new(2025, 1, 1), new(2025, 1, 31)));
        await desk.World.BillAsync(new(2025, 1, 31), new(2025, 2, 1));
        return desk.World;
    }

    private static async Task<AWorld> AnOrderedWorldAsync()
    {
        var desk = await DepositDesk.OpenAsync();
        var order = await desk.Desk.SubmitAsync(OrderDesk.ALine(33.3333m, 3m, tax: "S21"), OrderDesk.ALine(19.99m, 2m, discount: Discount.OfPercent(Percent.Of(7m)), tax: "S6"));
        await desk.IssuedAsync(order, 30m);
        await desk.CreditWholeAsync(await desk.InvoiceAsync(order, 0, 1m));
        var draft = await desk.World.Invoices.DraftAsync(
            desk.World.Actor,
            new() { Customer = desk.Desk.Customer.Id, Content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("Desk", 9.99m), HandInvoiceTests.ALine("Lamp", 0.335m, 3m)) with { Discounts = [Discount.OfPercent(Percent.Of(3m))] } },
            Token);
        await desk.World.Invoices.IssueAsync(desk.World.Actor, draft.Id, cancellationToken: Token);
        return desk.World;
    }

    private static async Task<AWorld> AWorkedWorldAsync()
    {
        var desk = await WorkDesk.OpenAsync();
        var ticket = await desk.TicketAsync();
        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 20));
        await desk.World.BillAsync(new LocalDate(2025, 1, 31));
        return desk.World;
    }

    private static async Task<AWorld> AQuotedWorldAsync()
    {
        var desk = await AQuoteDesk.OpenAsync();
        var content = AQuoteDesk.AContent(
            AQuoteDesk.ALine(33.3333m, 3m),
            AQuoteDesk.Optional(AQuoteDesk.ALine(0.335m, 7m, discount: Discount.OfPercent(Percent.Of(7m)))),
            AQuoteDesk.Optional(AQuoteDesk.ALine(19.99m, 2m), isChosen: true),
            AQuoteDesk.Alternative(AQuoteDesk.ALine(1.005m), "A", isChosen: true),
            AQuoteDesk.Alternative(AQuoteDesk.ALine(2m), "A"),
            AQuoteDesk.Recurring(AQuoteDesk.ALine(12.345m, 10m), BillingCycle.Monthly),
            AQuoteDesk.Optional(AQuoteDesk.Recurring(AQuoteDesk.ALine(5m), BillingCycle.Yearly)),
            AQuoteDesk.Sold(3m)) with
        {
            Discounts = [Discount.OfPercent(Percent.Of(3m))],
        };
        await desk.PriceAsync((Start, 7.77m));
        var quote = await desk.Quotes.DraftAsync(AQuoteDesk.Ann, desk.New() with { Content = content }, Token);
        await desk.Quotes.ActivateAsync(AQuoteDesk.Ann, quote.Id, Token);
        return desk.World;
    }
}
