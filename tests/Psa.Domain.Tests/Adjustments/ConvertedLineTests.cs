using System.Runtime.CompilerServices;
using Psa.Adjustments;
using Psa.Customers;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>What was performed in another currency counts in that of what was billed, now and later (R-ADJ-CURRENCY).</summary>
public sealed class ConvertedLineTests
{
    private static readonly AdjustmentContent AtHalf = January() with { Rates = [new(Currency.USD, 0.5m)] };

    [Theory]
    [InlineData(140, null, "-5.00")]
    [InlineData(140, "0.8", "-8.00")]
    [InlineData(170, null, "10.00")]
    [InlineData(170, "0.5", "10.00")]
    [InlineData(0, null, "-75.00")]
    public async Task A_later_difference_counts_in_the_currency_of_what_was_billed(int now, string? rate, string expected)
    {
        var (desk, work) = await AdjustedAsync();
        work.Price = Price(now, Currency.USD);

        var content = January() with { Rates = rate is null ? [] : [new(Currency.USD, decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture))] };
        var made = await desk.AdjustAsync(content);

        Assert.Equal($"{expected} EUR", Assert.Single(made.Differences).Amount.ToString());
        Assert.Equal(made.Differences, made.Recompute());
        var document = Assert.Single(made.Documents);
        Assert.Equal(Math.Abs(made.Differences[0].Amount.Amount), document.Net.Amount);
        Assert.Equal(now < 150, document.CreditNote is not null);
        Assert.Contains($"× {rate ?? "0.5"}", made.Explain(), StringComparison.Ordinal);
        Assert.Empty(await desk.OfferAsync(content));
    }

    [Fact]
    public async Task A_line_that_changes_its_currency_takes_back_what_was_converted()
    {
        var (desk, work) = await AdjustedAsync();
        work.Price = Price(60m);

        // 75.00 were taken
        var made = await desk.AdjustAsync();
        Assert.Equal(-15m, Difference(made));
        Assert.Equal("EUR", Assert.Single(made.Differences).Amount.Currency.Code);

        work.Price = Price(100m, Currency.USD);
        Assert.Equal(-10m, Difference(await desk.AdjustAsync()));
    }

    [Fact]
    public async Task A_currency_that_was_never_converted_asks_for_its_rate()
    {
        var (desk, work) = await AdjustedAsync();
        work.Price = Price(60m, Currency.GBP);

        Assert.Contains("GBP", (await RefusedAsync(AdjustmentErrors.Currencies, () => desk.AdjustAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(-15m, Difference(await desk.AdjustAsync(January() with { Rates = [new(Currency.GBP, 1m)] })));
    }

    [Fact]
    public async Task What_is_taken_back_is_not_converted_any_more()
    {
        var (desk, work) = await OpenWithAsync(150m);
        await desk.CancelAsync(await desk.AdjustAsync(AtHalf));
        work.Price = Price(140m, Currency.USD);

        var performed = await desk.OfferAsync();
        var made = await desk.CreateAsync(January([.. performed.AsEnumerable().Where(static line => line.Selected.Pane == AdjustmentPane.Performed).Select(static line => line.Selected)]));
        Assert.Equal("140.00 USD", Assert.Single(made.Differences).Amount.ToString());
    }

    // 100.00 EUR were billed, and 150 USD performed
    private static async Task<(AdjustmentDesk Desk, Dollars Work)> AdjustedAsync()
    {
        var (desk, work) = await OpenWithAsync(150m);
        var first = await desk.AdjustAsync(AtHalf);
        Assert.Equal(-25m, Difference(first));
        await desk.IssueAsync(first.Documents[0]);
        return (desk, work);
    }

    private static async Task<(AdjustmentDesk Desk, Dollars Work)> OpenWithAsync(decimal price)
    {
        var (desk, work) = (await OpenAsync(), new Dollars { Price = Price(price, Currency.USD) });
        desk.Work.Add(work);
        return (desk, work);
    }

    private static UnitPrice Price(decimal amount, Currency? currency = null) => UnitPrice.Of(amount, currency ?? Currency.EUR);

    private sealed class Dollars : IPerformedWork
    {
        internal UnitPrice Price { get; set; }

        public async IAsyncEnumerable<AdjustmentLine> LinesAsync(TenantId tenant, Id<Customer> customer, DatePeriod period, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return new() { Source = "host", Id = "1", Date = new(2025, 1, 20), Customer = customer, Text = "Work", Quantity = 1m, Unit = "C62", Price = Price, TaxCode = "STD" };
        }
    }
}
