using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Domain.Tests.Quotes;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Testing;
using static Psa.Domain.Tests.Documents.AnInput;

namespace Psa.Domain.Tests.Orders;

/// <summary>Orders that are cut out of a quote (R-PART).</summary>
public sealed class QuoteOrderTests
{
    private enum Deed
    {
        Whole,
        Part,
        Rest,
        Again,
        Cancel,
        CancelRest,
        BundlePart,
        GivenBack,
        Discounted,
        Charged,
        Complete,
    }

    [Fact]
    [Trait("vector", "two-orders-of-a-quote")]
    public void Two_orders_share_the_header_discount_and_the_freight()
    {
        var quote = AWonQuote.Of([AWonQuote.Line(10m, 100m)], [Discount.OfAmount(Eur(100m), "Autumn")], [new(Eur(30m), "Freight")]);
        var first = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], [new(0, 7m)]));
        var second = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [first], [new(0, 3m)]));

        Assert.Equal((70m, 21m), (first.Totals.DiscountTotal.Amount, first.Totals.ChargeTotal.Amount));
        Assert.Equal((30m, 9m), (second.Totals.DiscountTotal.Amount, second.Totals.ChargeTotal.Amount));
        Assert.Equal([10m], QuoteOrders.Ordered(quote, [first, second]));
    }

    [Fact]
    public void The_second_piece_of_thirds_costs_a_cent_more()
    {
        var quote = AWonQuote.Of([AWonQuote.Line(3m, 33.3333m)]);
        var first = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], [new(0, 1m)]));
        var second = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [first], [new(0, 1m)]));

        Assert.Equal((33.33m, 33.34m), (first.Totals.LineTotal.Amount, second.Totals.LineTotal.Amount));
    }

    [Fact]
    public void An_order_of_all_of_it_keeps_the_quotes_discounts_notes_and_charges()
    {
        var note = AWonQuote.Line(0m, 0m) with { IsNote = true, Tax = null };
        var quote = AWonQuote.Of([note, AWonQuote.Line(2m, 50m), AWonQuote.Line(1m, 9m, AWonQuote.Recurs(BillingCycle.Monthly))], [Discount.OfPercent(Percent.Of(10m))], [new(Eur(3m), "Freight")]);
        foreach (var asked in new ValueList<QuoteOrderLine>[] { [], [new(1, 2m)] })
        {
            var cut = QuoteOrders.Cut(quote, [], asked);

            Assert.Equal((quote.Discounts, quote.Charges, (ValueList<int>)[0, 1], null), (cut.Discounts, cut.Charges, cut.Places, cut.Shares));
            Assert.Equal(quote.Totals.TotalWithTax, AWonQuote.Order(quote, cut).Totals.TotalWithTax);
            Assert.All(cut.Lines, line => Assert.Equal((null, null), ((object?)line.Offer, line.Part)));
        }
    }

    [Fact]
    public void What_a_canceled_order_left_is_ordered_again_where_it_was()
    {
        var quote = AWonQuote.Of([AWonQuote.Line(4m, 33.3333m)]);
        var orders = new List<Order>();
        foreach (var quantity in new[] { 1m, 1m, 2m })
        {
            orders.Add(AWonQuote.Order(quote, QuoteOrders.Cut(quote, orders, [new(0, quantity)])));
        }

        orders[0] = orders[0] with { Status = OrderStatus.Canceled };
        orders[2] = orders[2] with { Status = OrderStatus.Submitted, Quantities = [new(1m, 1m, 0m)] };
        var again = QuoteOrders.Cut(quote, orders, []);

        Assert.Equal([2m], QuoteOrders.Ordered(quote, orders));
        Assert.Equal([(1m, 0m, 33.33m), (1m, 3m, 33.33m)], again.Lines.Select(line => (line.Quantity, line.Part!.From, line.Amount.Amount)));
    }

    [Theory]
    [InlineData(FreightPolicy.FirstInvoice, 100)]
    [InlineData(FreightPolicy.ProRata, 100)]
    [InlineData(FreightPolicy.FirstInvoice, 0)]
    public void An_order_that_was_billed_and_then_canceled_as_a_whole_leaves_the_freight_to_the_next(FreightPolicy freight, int price)
    {
        var quote = AWonQuote.Of([AWonQuote.Line(10m, price), AWonQuote.Line(2m, price)], charges: [new(Eur(30m), "Freight", ATax.Of(21m))]);
        var first = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], [new(0, 10m)]), freight) with { Status = OrderStatus.Closed, Quantities = [new(0m, 10m, 0m)] };
        Assert.Equal(30m, QuoteOrders.Cut(quote, [first], []).Charges[0].Amount.Amount);
        var partly = first with { Status = OrderStatus.Submitted, Quantities = [new(0m, 9m, 0m)] };
        Assert.Equal(freight == FreightPolicy.ProRata ? 27.5m : first.Charges[0].Amount.Amount == 30m ? 0m : 30m - first.Charges[0].Amount.Amount, QuoteOrders.Cut(quote, [partly], []).Charges[0].Amount.Amount);
    }

    [Theory]
    [InlineData(0, 11, "quote.over_ordered")]
    [InlineData(0, 0, "order.bad_quantity")]
    [InlineData(0, -1, "order.bad_quantity")]
    [InlineData(1, 1, "order.recurring_line")]
    [InlineData(2, 1, "order.bad_line")]
    [InlineData(3, 1, "order.bad_line")]
    [InlineData(9, 1, "order.bad_line")]
    [InlineData(-1, 1, "order.bad_line")]
    public void What_cannot_be_ordered_is_refused_with_its_place(int place, double quantity, string code)
    {
        var quote = AWonQuote.Of(
        [
            AWonQuote.Line(10m, 100m), AWonQuote.Line(1m, 5m, AWonQuote.Recurs(BillingCycle.Monthly)),
            AWonQuote.Line(1m, 5m, new(LineChoice.Optional, IsChosen: false)), AWonQuote.Line(0m, 0m) with { IsNote = true, Tax = null },
        ]);
        var refusal = Assert.Throws<ValidationFailedException>(() => QuoteOrders.Require(quote, [], [new(place, (decimal)quantity)]));
        Assert.Equal(code, Assert.Single(refusal.Problems).Code);
    }

    [Fact]
    public void A_line_is_named_once_and_nothing_left_is_refused()
    {
        var quote = AWonQuote.Of([AWonQuote.Line(10m, 100m)]);
        Assert.Throws<ValidationFailedException>(() => QuoteOrders.Require(quote, [], [new(0, 1m), new(0, 1m)]));
        var all = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], []));
        Assert.Equal(QuoteErrors.OverOrdered, Assert.Throws<RuleViolationException>(() => QuoteOrders.Cut(quote, [all], [])).Code);
    }

    [Fact]
    public void Whatever_is_ordered_canceled_and_ordered_again_the_orders_sum_to_the_quote()
    {
        var tally = new Dictionary<Deed, int>();
        PropertyCheck.That(Prop.ForAll(Arb.From(Histories()), x => Holds(x.Quote, x.Steps, x.Freight, tally)), 1500, 20, tally);
    }

    private static Gen<(Quote Quote, int[] Steps, FreightPolicy Freight)> Histories() =>
        from rounding in DocumentArb.AnyRounding()
        from mode in Gen.Elements(PriceMode.TaxExclusive, PriceMode.TaxInclusive)
        from lines in Gen.NonEmptyListOf(Lines(rounding))
        from percents in Gen.Choose(0, 30_000).ListOf()
        from amount in Gen.Choose(-500, 500)
        from charges in Gen.Choose(0, 3000).ListOf()
        from ownTax in Gen.Elements(true, false)
        from steps in Gen.Choose(0, 1_000_000).NonEmptyListOf()
        from freight in Gen.Elements(FreightPolicy.ProRata, FreightPolicy.FirstInvoice)
        select (QuoteOf(lines.Take(6), percents.Take(2), amount, charges.Take(2), ownTax, rounding, mode), steps.ToArray(), freight);

    private static Gen<ValueList<DocumentLine>> Lines(Rounding rounding) =>
        from kind in Gen.Choose(0, 9)
        from quantity in Gen.Choose(1, 300)
        from sign in Gen.Elements(1m, 1m, 1m, -1m)
        from unit in Gen.Elements(1m, 10m, 100m)
        from price in Gen.Choose(0, 1_000_000)
        from off in Gen.Choose(0, 100)
        from tax in Gen.Elements(21m, 6m, 0m)
        select kind switch
        {
            0 or 1 => AWonQuote.Bundle(sign * quantity, price / 10_000m, rounding, null, (1m, 60m), (3m, 15m), (0.5m, 1m)),
            2 => [AWonQuote.Line(sign * quantity, price / 10_000m, AWonQuote.Recurs(BillingCycle.Monthly), rounding: rounding)],
            3 => (ValueList<DocumentLine>)[AWonQuote.Line(quantity, price / 10_000m, new(LineChoice.Optional, IsChosen: false), rounding: rounding)],
            4 => [AWonQuote.Line(sign * quantity / unit, price / 10_000m, null, Discount.OfPercent(Percent.Of(off)), rounding: rounding, tax: tax)],
            5 => [AWonQuote.Line(sign * quantity / unit, price / 10_000m, null, Discount.OfAmount(Money.FromMinorUnits(off * price / 1_000_000, Currency.EUR)), rounding: rounding, tax: tax)],
            _ => [AWonQuote.Line(sign * quantity / unit, price / 10_000m, volume: off * price / 1_000_000m / 1000m, rounding: rounding, tax: tax)],
        };

    private static Quote QuoteOf(IEnumerable<ValueList<DocumentLine>> lines, IEnumerable<int> percents, int amount, IEnumerable<int> charges, bool ownTax, Rounding rounding, PriceMode mode)
    {
        var all = lines.SelectMany(own => own).Append(AWonQuote.Line(3m, 33.3333m, rounding: rounding)).ToValueList();
        var bare = AWonQuote.Of(all, rounding: rounding, mode: mode);
        var discounts = percents.Select(percent => Discount.OfPercent(Percent.Of(percent / 1000m))).ToList();
        if (amount > 0)
        {
            var left = all.Where(line => line.Bills && line.Offer is null).Aggregate(Eur(0m), (sum, line) => sum + line.Amount).Abs();
            discounts.Add(Discount.OfAmount(left.Scale(amount, 2000, Rounding.Down)));
        }

        return AWonQuote.Of(all, discounts.ToValueList(), [.. charges.Select(charge => new DocumentCharge(Money.FromMinorUnits(charge, Currency.EUR), "Freight", ownTax ? ATax.Of(21m) : ATax.ZeroRated))], rounding, mode);
    }

    private static bool Holds(Quote quote, int[] steps, FreightPolicy freight, Dictionary<Deed, int> tally)
    {
        var orders = new List<Order>();
        foreach (var step in steps.Take(12))
        {
            switch (step % 4)
            {
                case 0 when orders.Count > 0:
                    Cancel(orders, step / 4, tally);
                    break;
                case 1 when orders.Count > 0:
                    CancelRest(orders, step / 4, tally);
                    break;
                default:
                    Order(quote, orders, freight, step / 4, tally);
                    break;
            }
        }

        var left = Left(quote, orders);
        if (left.Any(quantity => quantity != 0m))
        {
            orders.Add(Made(quote, orders, [], freight));
            Note(tally, Deed.Rest);
        }

        Note(tally, quote.Discounts.IsEmpty ? Deed.Complete : Deed.Discounted);
        Note(tally, quote.Charges.IsEmpty ? Deed.Complete : Deed.Charged);
        return Sums(quote, orders);
    }

    private static void Order(Quote quote, List<Order> orders, FreightPolicy freight, int seed, Dictionary<Deed, int> tally)
    {
        var left = Left(quote, orders);
        var asked = new List<QuoteOrderLine>();
        for (var place = 0; place < quote.Lines.Count; place++)
        {
            var line = quote.Lines[place];
            seed = ((seed * 31) + 7) & 0xFFFFF;
            if (left[place] != 0m && line.Bundle != BundleRole.Component && seed % 3 != 0)
            {
                // whole units of bundles, and hundredths of the rest
                var units = decimal.Truncate(left[place] * (seed % 100) / 100m * 100m) / 100m;
                units = line.Bundle == BundleRole.Heading ? decimal.Truncate(units) : units;
                asked.Add(new(place, units == 0m || seed % 5 == 0 ? left[place] : units));
                Note(tally, line.Bundle == BundleRole.Heading && asked[^1].Quantity != left[place] ? Deed.BundlePart : line.Quantity < 0m ? Deed.GivenBack : Deed.Part);
            }
        }

        if (asked.Count > 0)
        {
            QuoteOrders.Require(quote, orders, asked.ToValueList());
            Note(tally, orders.Exists(order => order.Status == OrderStatus.Canceled) ? Deed.Again : Deed.Whole);
            orders.Add(Made(quote, orders, asked.ToValueList(), freight));
        }
    }

    private static Order Made(Quote quote, List<Order> orders, ValueList<QuoteOrderLine> asked, FreightPolicy freight)
    {
        var order = AWonQuote.Order(quote, QuoteOrders.Cut(quote, orders, asked), freight);
        Assert.All(order.Lines.Where(line => line.Bills), line => Assert.Equal(line.Amount, line.Recompute(quote.Rounding)));
        return order;
    }

    private static void Cancel(List<Order> orders, int seed, Dictionary<Deed, int> tally)
    {
        var at = seed % orders.Count;
        if (orders[at].Status == OrderStatus.Active)
        {
            orders[at] = orders[at] with { Status = OrderStatus.Canceled };
            Note(tally, Deed.Cancel);
        }
    }

    // a bundle's components are canceled together, in whole bundles
    private static void CancelRest(List<Order> orders, int seed, Dictionary<Deed, int> tally)
    {
        var at = seed % orders.Count;
        if (orders[at].Status == OrderStatus.Active)
        {
            var quantities = new List<OrderQuantities>();
            foreach (var (first, count) in BundleLines.Cut(orders[at].Lines))
            {
                var whole = orders[at].Lines[first].Quantity;
                var canceled = decimal.Truncate(whole * (seed % 5) / 4m);
                for (var i = first; i < first + count; i++)
                {
                    quantities.Add(new(0m, i == first ? canceled : whole == 0m ? 0m : canceled * orders[at].Lines[i].Quantity / whole, 0m));
                }
            }

            orders[at] = orders[at] with { Status = OrderStatus.Submitted, Quantities = quantities.ToValueList() };
            Note(tally, Deed.CancelRest);
        }
    }

    private static decimal[] Left(Quote quote, List<Order> orders)
    {
        var ordered = QuoteOrders.Ordered(quote, orders);
        return [.. quote.Lines.Select((line, place) => line.IsNote || line.Offer is { IsChosen: false } or { Recurring: not null } ? 0m : line.Quantity - (ordered.IsEmpty ? 0m : ordered[place]))];
    }

    // of each order what isn't canceled: nets, shares of the header discounts, and freight
    private static bool Sums(Quote quote, List<Order> orders)
    {
        var (net, discount, charged) = (Eur(0m), Eur(0m), Eur(0m));
        foreach (var order in orders.Where(order => order.Status != OrderStatus.Canceled))
        {
            var (kept, all) = (Eur(0m), Eur(0m));
            for (var i = 0; i < order.Lines.Count; i++)
            {
                var (line, totals) = (order.Lines[i], order.Totals.Lines[i]);
                if (line.Bills)
                {
                    var quantity = line.Quantity - (order.Quantities.IsEmpty ? 0m : order.Quantities[i].Canceled);
                    var amount = LineParts.UpTo(line, quantity, order.Rounding);
                    net += amount;
                    discount += line.Quantity == 0m ? Eur(0m) : LineParts.UpTo(totals.Gross is { } gross ? gross - totals.Total : totals.Discount, quantity, line.Quantity, order.Rounding);
                    kept += amount.Abs();
                    all += line.Amount.Abs();
                }
            }

            var isGivenUp = order.Quantities.Any(one => one.Canceled != 0m) && order.Lines.Select((line, place) => line.Quantity - order.Quantities[place].Canceled).All(units => units == 0m);
            foreach (var charge in order.Charges)
            {
                charged += isGivenUp ? Eur(0m) : order.Freight == FreightPolicy.FirstInvoice || all.IsZero ? charge.Amount : LineParts.UpTo(charge.Amount, kept, all, order.Rounding);
            }
        }

        var said = quote.Totals.Lines.Zip(quote.Lines).Where(one => one.Second.Bills && one.Second.Offer is null).ToList();
        Assert.Equal(
            (said.Aggregate(Eur(0m), (sum, one) => sum + one.Second.Amount),
                said.Aggregate(Eur(0m), (sum, one) => sum + (one.First.Gross is { } gross ? gross - one.First.Total : one.First.Discount)),
                quote.Charges.Aggregate(Eur(0m), (sum, charge) => sum + charge.Amount)),
            (net, discount, charged));
        return true;
    }

    private static void Note(Dictionary<Deed, int> tally, Deed deed) => tally[deed] = tally.GetValueOrDefault(deed) + 1;
}
