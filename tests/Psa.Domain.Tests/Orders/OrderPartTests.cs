using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Domain.Tests.Quotes;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using Psa.Testing;
using static Psa.Domain.Tests.Documents.AnInput;

namespace Psa.Domain.Tests.Orders;

/// <summary>Orders with bundles, header discounts and freed prices that are invoiced in parts (R-PART), and what they add to exposure (R-CREDIT).</summary>
public sealed class OrderPartTests
{
    [Fact]
    public void Parts_of_a_bundle_sum_to_it_with_its_share_of_the_discount()
    {
        var order = Submitted(AWonQuote.Of([.. AWonQuote.Bundle(3m, 33.3333m, Rounding.HalfUp, null, (1m, 60m), (3m, 15m)), AWonQuote.Line(1m, 100m)], [Discount.OfAmount(Eur(20m), "Autumn")]));
        var items = Billed(order, [[1m, 0m], [2m, 1m], [3m, 1m]]);
        var bundle = items.Where(static item => item.SourceLine == 0).ToList();

        // 57.14 − 5.71 and 42.86 − 4.29 of the components, by running totals: 19.05 − 1.90 + 14.29 − 1.43, 19.04 − 1.91 + 14.28 − 1.43, as the first again
        Assert.Equal([30.01m, 29.98m, 30.01m], bundle.Select(static item => item.Net.Amount));
        Assert.Equal(90m, items.Single(static item => item.SourceLine == 3).Net.Amount);
        foreach (var item in bundle)
        {
            Assert.Equal([BundleRole.Heading, BundleRole.Component, BundleRole.Component], item.Lines.Select(static line => line.Bundle));
            Assert.Equal([1m, 1m, 3m], item.Lines.Select(static line => line.Quantity));
            Assert.Equal((0m, item.Net.Amount), (item.Lines[0].Amount.Amount, item.Lines[1].Amount.Amount + item.Lines[2].Amount.Amount));
        }
    }

    [Fact]
    public void Whatever_is_cut_of_bundles_and_freed_prices_sums_to_what_the_order_bills() =>
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from quantity in Gen.Choose(1, 40)
                    from price in Gen.Choose(1, 2_000_000)
                    from off in Gen.Choose(0, 3_000)
                    from first in Gen.Choose(0, 40)
                    from second in Gen.Choose(0, 40)
                    from sign in Gen.Elements(1m, 1m, -1m)
                    from isFreed in Gen.Elements(true, false)
                    from rounding in DocumentArb.AnyRounding()
                    select (quantity, price, off, first, second, sign, isFreed, rounding)),
                static x =>
                {
                    ValueList<DocumentLine> lines =
                    [
                        AWonQuote.Line(x.sign * x.quantity, x.price / 10_000m, rounding: x.rounding), .. AWonQuote.Bundle(x.quantity, x.price / 8_000m, x.rounding, null, (1m, 60m), (2m, 7m)),
                    ];
                    var order = Submitted(AWonQuote.Of(x.isFreed ? lines.Select(line => Freed(line, x.rounding)).ToValueList() : lines, [Discount.OfPercent(Percent.Of(x.off / 100m), "x")], rounding: x.rounding, mode: x.isFreed ? PriceMode.TaxInclusive : PriceMode.TaxExclusive));
                    var (one, two) = (Math.Min(x.first, x.quantity), Math.Min(Math.Max(x.first, x.second), x.quantity));
                    var cut = Billed(order, [[x.sign * one, one], [x.sign * two, two], [x.sign * x.quantity, x.quantity]]);
                    var whole = Billed(order, [[x.sign * x.quantity, x.quantity]]);
                    foreach (var place in new[] { 0, 1 })
                    {
                        Assert.Equal(Sum(whole, place), Sum(cut, place));
                    }

                    Assert.All(cut.SelectMany(static item => item.Lines), line => Assert.True(!line.Bills || line.Amount == line.Recompute(x.rounding) || line.Carry != 0));
                    return true;
                }),
            2000);

    [Fact]
    public void What_is_not_invoiced_of_submitted_orders_is_exposure_with_tax()
    {
        var quote = AWonQuote.Of([AWonQuote.Line(10m, 100m), AWonQuote.Line(3m, 33.3333m, tax: 6m)], [Discount.OfPercent(Percent.Of(10m))], [new(Eur(30m), "Freight", ATax.Of(21m))]);
        var active = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], []));
        var whole = Submitted(quote);
        var part = whole with { Quantities = [new(0m, 2m, 5m), new(0m, 0m, 3m)] };
        Assert.Equal([whole.Totals.TotalWithTax], OrderExposure.Of([active, whole, whole with { Status = OrderStatus.Closed }]));

        // 3 × 90.00 at 21 %, and of 30.00 freight what 800.00 + 100.00 less 500.00 + 100.00 of 1100.00 have
        Assert.Equal(326.70m + 9.90m, OrderExposure.Of(part).Amount);
    }

    private static Order Submitted(Psa.Quotes.Quote quote) => AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], [])) with
    {
        Status = OrderStatus.Submitted,
        SubmittedOn = new(2026, 3, 15),
        Quantities = [.. quote.Lines.Select(static _ => new OrderQuantities(0m, 0m, 0m))],
    };

    private static DocumentLine Freed(DocumentLine line, Rounding rounding)
    {
        var freed = line with { Tax = new(ATax.ReverseCharge, new(2026, 3, 15), Freed: new(Percent.Of(21m), Eur(0m))) };
        return freed with { Tax = freed.Tax! with { Freed = new(Percent.Of(21m), FreedPrices.Amount(freed, Percent.Of(21m), rounding)) } };
    }

    // the items of an order that is billed up to some quantities of its lines and bundles, step by step
    private static List<SalesItem> Billed(Order order, decimal[][] steps)
    {
        var items = new List<SalesItem>();
        foreach (var step in steps)
        {
            var upTo = new decimal[order.Lines.Count];
            foreach (var (line, quantity) in OrderedLine.Of(order).Zip(step))
            {
                upTo[line.Place] = quantity;
            }

            items.AddRange(OrderItems.Next(OrderBilling.AsBilled(order), items, upTo, new(2026, 3, 15), settlesFreight: true));
        }

        return items;
    }

    private static decimal Sum(List<SalesItem> items, int place) => items.Where(item => item.SourceLine == place).Sum(static item => item.Net.Amount);
}
