using Psa.Catalog;
using Psa.Documents;
using Psa.Orders;
using Psa.Sellers;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>The worked figures of orders that are invoiced in parts (R-PART, R-ORDER-BILL).</summary>
public sealed class OrderInvoicingTests
{
    [Fact]
    [Trait("vector", "part-invoices-thirds")]
    public async Task Thirds_sum_to_the_whole() => await PartsAsync(ALine(33.3333m, 3m), [1m, 1m, 1m], [33.33m, 33.34m, 33.33m]);

    [Fact]
    [Trait("vector", "part-invoices-manual-discount")]
    public async Task A_manual_discount_goes_with_the_units()
    {
        var discount = Discount.OfAmount(Eur(10m));
        await PartsAsync(ALine(95m, 11m, discount: discount), [4m, 4m, 3m], [376.36m, 376.37m, 282.27m]);
        await PartsAsync(ALine(95m, -11m, discount: discount), [-4m, -4m, -3m], [-376.36m, -376.37m, -282.27m]);
    }

    [Fact]
    [Trait("vector", "part-invoices-rest-canceled")]
    public async Task A_canceled_rest_takes_its_share_of_the_discount_with_it()
    {
        var desk = await OpenAsync();
        var order = await desk.SubmitAsync(AContent(ALine(33.333m, 3m)) with { Discounts = [Discount.OfAmount(Eur(10m))] });
        var item = (await desk.BillAsync(order, 1m)).Items[0];
        Assert.Equal((33.33m, 3.33m, 30.00m), (item.Lines[0].UnitPrice.Extend(1m, Rounding.HalfUp).Amount, item.Lines[0].Discount!.Amount!.Value.Amount, item.Net.Amount));
        await desk.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, cancellationToken: Token);
        var closed = await desk.Orders.CancelAsync(desk.World.Actor, order.Id, "not wanted", Token);
        Assert.Equal((OrderStatus.Closed, 2m), (closed.Status, closed.Quantities[0].Canceled));
        Assert.Single(await desk.World.AllItemsAsync());
    }

    [Fact]
    [Trait("vector", "part-invoices-header-and-freight")]
    public async Task Header_discount_and_freight_go_with_what_is_invoiced()
    {
        var desk = await OpenAsync();
        var content = AContent(ALine(100m, 6m, "A", tax: "S21"), ALine(133.3333m, 3m, "B", tax: "S6")) with
        {
            Discounts = [Discount.OfAmount(Eur(100m))],
            Charges = [new(Eur(50m), "Freight", "ZERO")],
        };
        var order = await desk.SubmitAsync(content, new_ => new_ with { Freight = FreightPolicy.ProRata });
        var first = (await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { Quantities = [new(0, 2m), new(1, 3m)], AtOnce = true }, Token)).Invoice!;
        Assert.Equal([180m, 360m, 30m], first.Lines.AsEnumerable().Select(line => line.Amount.Amount));
        Assert.Equal(37.80m + 21.60m, first.Totals.TaxTotal.Amount);
        var second = (await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token)).Invoice!;
        Assert.Equal([360m, 20m], second.Lines.AsEnumerable().Select(line => line.Amount.Amount));
        Assert.Equal((75.60m, 950m), (second.Totals.TaxTotal.Amount, (first.Totals.TotalWithoutTax + second.Totals.TotalWithoutTax).Amount));
    }

    [Fact]
    [Trait("vector", "order-mixed-sign-invoiceable")]
    public async Task Lines_of_both_signs_are_invoiced_in_full()
    {
        var desk = await OpenAsync();
        var order = await desk.SubmitAsync(ALine(10m, 7m), ALine(10m, -2m));
        var billed = await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token);
        Assert.Equal([7m, -2m], billed.Order.Quantities.AsEnumerable().Select(line => line.Invoiced));
        Assert.Equal(Eur(50m), billed.Invoice!.Totals.TotalWithoutTax);
        Assert.Equal((OrderStatus.Submitted, OrderProgress.Full, OrderProgress.None), (billed.Order.Status, billed.Order.InvoicingProgress, billed.Order.FulfilmentProgress));
    }

    [Fact]
    public async Task A_run_groups_what_orders_bill_by_their_own_terms()
    {
        var desk = await OpenAsync();
        var plain = AContent(ALine(100m));
        var to = new Address { City = "Brugge", Country = "BE" };
        foreach (var content in new[] { plain, plain with { ShipTo = to, PurchaseOrderNumber = "PO-1" }, plain with { ShipTo = to, PurchaseOrderNumber = "PO-1", Note = "again" }, plain with { PaymentTerms = PaymentTerms.DueIn(90) } })
        {
            await desk.BillAsync(await desk.SubmitAsync(content), 1m);
        }

        var run = await desk.World.CalculateAsync(new(2025, 1, 31));
        var drafts = (await desk.World.InvoicesOfAsync(run)).OrderBy(draft => draft.GroupingKey, StringComparer.Ordinal).ToList();
        Assert.Equal(3, drafts.Count);
        Assert.Equal([(2, "PO-1", "Brugge")], drafts.Where(draft => draft.ShipTo is not null).Select(draft => (draft.Items.Count, draft.PurchaseOrderNumber, draft.ShipTo!.City)));
        Assert.Single(drafts, draft => draft.PaymentTerms == PaymentTerms.DueIn(90));
        Assert.Equal(3, drafts.Select(draft => draft.GroupingKey).Distinct().Count());
    }

    private static async Task PartsAsync(NewDocumentLine line, decimal[] parts, decimal[] nets)
    {
        var desk = await OpenAsync();
        var order = await desk.SubmitAsync(line);
        for (var i = 0; i < parts.Length; i++)
        {
            var billed = await desk.BillAsync(order, parts[i]);
            Assert.Equal((nets[i], parts[i]), (billed.Items[0].Net.Amount, billed.Items[0].SourceQuantity));
        }

        Assert.Equal(OrderProgress.Full, (await desk.ReadAsync(order)).InvoicingProgress);
        Assert.Equal(OrderErrors.OverInvoiced, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.BillAsync(order, parts[0]))).Code);
        Assert.Equal(OrderErrors.NothingToInvoice, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token))).Code);
    }
}
