using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Documents;

/// <summary>Lines that a document shows as one (R-LINE-GROUPS): what is shown changes, the money never.</summary>
public sealed class LineGroupTests
{
    private static readonly AppliedTax[] Taxes = [ATax.Of(21), ATax.Of(6), ATax.GstQst];
    private static readonly DatePeriod?[] Periods = [null, DatePeriod.Inclusive(new(2025, 1, 1), new(2025, 1, 31)), DatePeriod.Inclusive(new(2025, 2, 1), new(2025, 2, 28))];
    private static readonly Id<Product>?[] Products = [null, DerivedId.Create<Product>(Tenant, "a"), DerivedId.Create<Product>(Tenant, "b")];
    private static readonly Guid[] Sources = [new("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01"), new("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02")];
    private static readonly Id<Customer>[] Customers = [ACustomer("C1").Id, ACustomer("C2").Id];

    private static Arbitrary<Invoice> Documents { get; } = Arb.From(
        from items in Items().ListOf()
        from mode in Gen.Elements(PriceMode.TaxExclusive, PriceMode.TaxInclusive)
        from taxRounding in Gen.Elements(TaxRounding.PerGroup, TaxRounding.PerLine)
        from rounding in DocumentArb.AnyRounding()
        from hasSubtotals in Gen.Elements(true, false)
        from discount in Gen.Choose(0, 30)
        select Make([.. items], mode, taxRounding, rounding, hasSubtotals, discount));

    [Fact]
    public void Groups_come_to_what_their_lines_come_to_and_cross_nothing() => PropertyCheck.That(
        Prop.ForAll(Documents, document =>
        {
            var shown = document.Shown();
            var zero = Money.Zero(Currency.EUR);
            Assert.Equal(Enumerable.Range(0, document.Lines.Count), shown.Groups.SelectMany(group => group.Lines).Order());
            Assert.Equal(document.Totals.LineTotal, shown.Groups.Aggregate(zero, (sum, group) => sum + group.Totals.Net));
            Assert.Equal(document.Totals.DiscountTotal, shown.Groups.Aggregate(zero, (sum, group) => sum + group.Totals.Discount));
            Assert.Equal(document.Totals.TaxTotal, shown.Groups.Aggregate(zero, (sum, group) => sum + group.Totals.Tax));
            Assert.Equal(document.Lines.Aggregate(zero, (sum, line) => sum + line.Amount), shown.Groups.Aggregate(zero, (sum, group) => sum + group.Shown.Amount));
            foreach (var (group, place) in shown.Groups.Select((group, place) => (group, place)))
            {
                Assert.Equal(group.Shown.Amount, group.Shown.Recompute(document.Rounding));
                var billed = group.Lines.Where(line => !document.Lines[line].IsNote).ToList();
                Assert.True(billed.Select(line => Key(document, line)).Distinct().Count() <= 1);
                Assert.True(billed.Count <= 1 || document.ItemOf(billed[0]).Grouping != LineGrouping.None);
                Assert.All(group.Lines.Where(line => document.Lines[line].IsNote && billed.Count > 0), note => Assert.Contains(document.ItemOf(note), billed.Select(document.ItemOf)));
                Assert.Equal(billed.Count > 1 ? group.Lines.Select(line => document.Lines[line]) : [], shown.Appendix.Where(line => line.Group == place).Select(line => line.Line));
            }

            Assert.Equal(shown.Groups.Select(group => group.Lines[0]).Order(), shown.Groups.Select(group => group.Lines[0]));
            return true;
        }), maxTest: 1000, endSize: 12);

    [Fact]
    public void Quantity_and_price_are_shown_where_they_are_alike()
    {
        var document = Make(
            [new(LineGrouping.Product, 0, 0, [Line(2m, 10m), Line(3m, 10m)]), new(LineGrouping.Product, 0, 0, [Line(1m, 10m) with { Text = "Storage: correction" }])],
            PriceMode.TaxExclusive, TaxRounding.PerGroup, Rounding.HalfUp, hasSubtotals: false, discount: 0);
        var group = Assert.Single(document.Shown().Groups);
        Assert.Equal(("Storage", 6m, Price(10m), Eur(60m)), (group.Shown.Text, group.Shown.Quantity, group.Shown.UnitPrice, group.Totals.Net));
        Assert.Equal(3, document.Shown().Appendix.Count);

        var other = Make([new(LineGrouping.Product, 0, 0, [Line(2m, 10m), Line(3m, 9m)])], PriceMode.TaxExclusive, TaxRounding.PerGroup, Rounding.HalfUp, hasSubtotals: false, discount: 0);
        Assert.Equal((1m, Price(47m), "C62"), (other.Shown().Groups[0].Shown.Quantity, other.Shown().Groups[0].Shown.UnitPrice, other.Shown().Groups[0].Shown.Unit));
    }

    [Fact]
    public void Lines_of_the_same_days_say_these_in_the_document_s_language()
    {
        var document = Make([new(LineGrouping.Period, 0, 0, [Line(1m, 10m) with { Text = "Desk", Period = Periods[1] }, Line(1m, 20m) with { Text = "Chair", Period = Periods[1] }])], PriceMode.TaxExclusive, TaxRounding.PerGroup, Rounding.HalfUp, hasSubtotals: false, discount: 0);
        Assert.Contains("31", Assert.Single(document.Shown().Groups).Shown.Text, StringComparison.Ordinal);
        Assert.Equal(2, (document with { Items = document.Items.Select(item => item with { Grouping = LineGrouping.None }).ToValueList() }).Shown().Groups.Count);
    }

    private static object Key(Invoice document, int line)
    {
        var (item, text) = (document.ItemOf(line), document.Lines[line]);
        object? by = item.Grouping switch { LineGrouping.Period => text.Period, LineGrouping.Product => text.Product, LineGrouping.Part => item.GroupedBy, _ => line };
        return (item.Grouping, by ?? line, text.Tax!.Applied, item.Customer, text.Amount.Sign, SectionOf(document, line));
    }

    private static int SectionOf(Invoice document, int line)
    {
        var (section, end) = (0, 0);
        foreach (var subtotal in document.Subtotals)
        {
            end += subtotal.Lines;
            section += line >= end ? 1 : 0;
        }

        return section;
    }

    private static DocumentLine Line(decimal quantity, decimal price) => new()
    {
        Text = "Storage",
        Product = Products[1],
        Quantity = quantity,
        UnitPrice = Price(price),
        Amount = Price(price).Extend(quantity, Rounding.HalfUp),
        Tax = new(Taxes[0], new(2025, 1, 31)),
    };

    private static Gen<AnItem> Items() =>
        from grouping in Gen.Elements(Enum.GetValues<LineGrouping>())
        from customer in Gen.Choose(0, 1)
        from source in Gen.Choose(0, 1)
        from lines in Lines().ListOf()
        select new AnItem(grouping, customer, source, [.. lines.Take(4)]);

    private static Gen<DocumentLine> Lines() =>
        from isNote in Gen.Choose(0, 5)
        from quantity in Gen.Elements(1m, 2m, -1m, -3m, 0.333m, 0m)
        from price in Gen.Elements(10m, 33.3333m, 0.015m)
        from unit in Gen.Elements("C62", "MON")
        from discount in Gen.Elements(null, Discount.OfPercent(Percent.Of(7.5m)), Discount.OfAmount(Eur(0.07m)), Discount.OfUnitAmount(Price(0.003m)))
        from volume in Gen.Elements(null, (UnitPrice?)Price(0.0015m))
        from share in Gen.Elements(null, (PeriodShare?)new PeriodShare(17, 31))
        from tax in Gen.Elements(Taxes)
        from product in Gen.Elements(Products)
        from period in Gen.Elements(Periods)
        select isNote == 0
            ? new DocumentLine { Text = "note", IsNote = true, Amount = Money.Zero(Currency.EUR) }
            : new DocumentLine
            {
                Text = "Line",
                Product = product,
                Period = period,
                Quantity = quantity,
                Unit = unit,
                UnitPrice = Price(price),
                VolumeDiscount = volume,
                Discount = discount,
                Share = share,
                Amount = Eur(0m),
                Tax = new(tax, new(2025, 1, 31)),
            };

    private static Invoice Make(AnItem[] items, PriceMode mode, TaxRounding taxRounding, Rounding rounding, bool hasSubtotals, int discount)
    {
        var lines = items.SelectMany(item => item.Lines).Select(line => line.IsNote || !line.Amount.IsZero ? line : line with { Amount = line.Recompute(rounding) }).ToValueList();
        var totals = Totals.Compute(new()
        {
            Currency = Currency.EUR,
            Lines = lines.Select(line => new LineAmount(line.Amount, line.Tax?.Applied)).ToValueList(),
            Discounts = discount == 0 ? [] : [Discount.OfPercent(Percent.Of(discount))],
            PriceMode = mode,
            TaxRounding = taxRounding,
            Rounding = rounding,
        });
        return new()
        {
            Id = DerivedId.Create<Invoice>(Tenant, "invoice"),
            Tenant = Tenant,
            Status = InvoiceStatus.Draft,
            Customer = Customers[0],
            CustomerNumber = "C1",
            BillingEntity = Seller.Id,
            Currency = Currency.EUR,
            GroupingKey = string.Empty,
            IssueDate = new(2025, 1, 31),
            DueDate = new(2025, 1, 31),
            Seller = new() { Name = "Seller" },
            Buyer = new() { Name = "Buyer" },
            PaymentTerms = PaymentTerms.DueIn(14),
            Language = "en",
            Lines = lines,
            PriceMode = mode,
            TaxRounding = taxRounding,
            Rounding = rounding,
            Totals = totals,
            Items = items.Select((item, i) => new InvoicedItem(
                new(new Guid(i + 1, 0, 0, new byte[8])), Customers[item.Customer], SalesItemSource.ContractPart, item.Lines.Length, item.Grouping, item.Grouping == LineGrouping.Part ? Sources[item.Source] : null)).ToValueList(),
            Subtotals = hasSubtotals ? items.Select(item => new Subtotal(string.Empty, Money.Zero(Currency.EUR), item.Lines.Length)).ToValueList() : [],
        };
    }

    private sealed record AnItem(LineGrouping Grouping, int Customer, int Source, DocumentLine[] Lines);
}
