using NodaTime;
using Psa.Contracts;
using Psa.Documents;
using Psa.Invoices;
using Psa.Runs;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>The same facts give the same documents, whatever the batches, partitions and workers.</summary>
public sealed class RunDeterminismTests
{
    private const int Customers = 20;
    private static readonly LocalDate Through = new(2025, 3, 31);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(500, 8, 4)]
    [InlineData(1, 8, 8)]
    [InlineData(500, 32, 2)]
    public async Task Batches_and_partitions_change_nothing(int batch, int partitions, int parallelism)
    {
        var (usual, first) = await BilledAsync(reverse: false, 500, 1, 1);
        var (world, run) = await BilledAsync(reverse: true, batch, partitions, parallelism);

        Assert.Equal(await usual.ComparableInvoicesAsync(first), await world.ComparableInvoicesAsync(run));
        Assert.Equal(await usual.ComparableItemsAsync(), await world.ComparableItemsAsync());
        Assert.Equal(first.Counts, run.Counts);
        Assert.Equal(Customers, run.Counts.Customers);
    }

    [Fact]
    public async Task Lines_items_and_counts_add_up()
    {
        var (world, run) = await BilledAsync(reverse: false, 7, 3, 2);
        var (invoices, items) = (await world.InvoicesOfAsync(run), await world.AllItemsAsync());
        var ids = invoices.Select(i => i.Id).ToHashSet();
        Assert.Equal(items.Where(i => i.Invoice is { } id && ids.Contains(id)).Sum(i => i.Net.MinorUnits), invoices.Sum(Signed));
        Assert.Equal(run.Counts.Money[0].Net.MinorUnits, invoices.Sum(Signed));
        Assert.Contains(invoices, i => i.Kind == InvoiceKind.CreditNote);
        Assert.All(invoices, Check);
        Assert.Equal(invoices.Count(i => i.Kind == InvoiceKind.CreditNote), run.Counts.CreditNotes);
        foreach (var kind in Enum.GetValues<InvoiceKind>())
        {
            var numbers = invoices.Where(i => i.Kind == kind).Select(i => int.Parse(i.Number![^4..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(Enumerable.Range(numbers[0], numbers.Count), numbers);
        }
    }

    [Fact]
    public async Task Every_invoiced_item_stands_on_one_document_with_all_its_lines()
    {
        var (world, run) = await BilledAsync(reverse: false, 7, 3, 2);
        var lines = (await world.InvoicesOfAsync(run)).SelectMany(i => i.Items.Select(item => (item.Item, Invoice: i.Id))).OrderBy(l => l.Item).ToList();
        Assert.Equal((await world.AllItemsAsync()).Where(i => i.Invoice is { } id && lines.Exists(l => l.Invoice == id)).Select(i => (i.Id, i.Invoice!.Value)), lines);
    }

    internal static void Check(Invoice invoice)
    {
        var totals = invoice.Totals;
        Assert.True(totals.TotalWithTax.Sign >= 0, $"{invoice.Kind} {invoice.Number} comes to {totals.TotalWithTax}");
        Assert.Equal(invoice.Lines.Count, invoice.Items.Sum(item => item.Lines));
        Assert.All(invoice.Lines, line => Assert.Equal(line.Amount, line.Recompute(Rounding.HalfUp)));
        Assert.Equal(invoice.Lines.Sum(l => l.Amount.MinorUnits), totals.LineTotal.MinorUnits);
        Assert.Equal(totals.TotalWithoutTax, totals.LineTotal - totals.DiscountTotal + totals.ChargeTotal);
        Assert.Equal(totals.TotalWithoutTax.MinorUnits, totals.TaxGroups.Sum(g => g.Taxable.MinorUnits));
        Assert.Equal(totals.TaxTotal.MinorUnits, totals.TaxGroups.Sum(g => g.Tax.MinorUnits));
        Assert.Equal(totals.TotalWithTax, totals.TotalWithoutTax + totals.TaxTotal);
    }

    internal static long Signed(Invoice invoice) => invoice.Kind == InvoiceKind.CreditNote ? -invoice.Totals.TotalWithoutTax.MinorUnits : invoice.Totals.TotalWithoutTax.MinorUnits;

    /// <summary>Twenty customers of all sorts, billed once, changed, and billed again.</summary>
    private static async Task<(AWorld World, BillingRun Run)> BilledAsync(bool reverse, int batch, int partitions, int parallelism)
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(15m) });
        var numbers = Enumerable.Range(0, Customers);
        foreach (var n in reverse ? numbers.Reverse() : numbers)
        {
            var customer = ACustomer($"C{n}") with { BillingInformation = n == 13 ? null : Complete };
            var contract = AContract(customer, (BillingTiming)(n % 2), n % 3 == 0 ? BillingCycle.Quarterly.OnDay(1) : BillingCycle.Monthly) with { SeparateInvoice = n % 4 == 0 };
            var other = AContract(customer, name: "2") with { LastDay = new(2025, 2, 10) };
            await world.AddAsync(customer, contract, other, APart(contract, 10.01m + n), AMeter(contract, 0.37m), APart(other, 3.33m, 3m));
            if (n % 5 != 0)
            {
                await world.UseAsync(customer, $"u{n}", new(2025, 1, 1 + n), 7.5m * n);
            }
        }

        var options = new BillingRunOptions { BatchSize = batch, Parallelism = parallelism };
        var first = await world.CalculateAsync(new(2025, 2, 1), options: options, partitions: partitions);
        await world.Runs.IssueAsync(world.Actor, first.Id, cancellationToken: Token);
        for (var n = 0; n < Customers; n += 3)
        {
            var contract = AContract(ACustomer($"C{n}"));
            await world.Contracts.TerminateAsync(world.Actor, contract.Id, new() { On = new(2025, 1, 10), Reason = "moved" }, Token);
        }

        var second = await world.CalculateAsync(Through, options: options, partitions: partitions);
        return (world, await world.Runs.IssueAsync(world.Actor, second.Id, cancellationToken: Token));
    }
}
