using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.BundleDraftTests;
using static Psa.Domain.Tests.Runs.DraftPriceTests;
using static Psa.Domain.Tests.Runs.HandInvoiceTests;

namespace Psa.Domain.Tests.Runs;

/// <summary>What drafts keep of the seller when they are written anew, and what prices with tax come to without (R-FROZEN, R-INCLUSIVE).</summary>
public sealed class DraftTermsTests
{
    private static Customer Exempt { get; } = ACustomer() with { BillingInformation = Complete with { TaxCode = null, TaxExemption = new(TaxCategory.ReverseCharge, "reverse charge") } };

    [Theory]
    [InlineData(PriceMode.TaxInclusive, PriceMode.TaxExclusive, false)]
    [InlineData(PriceMode.TaxExclusive, PriceMode.TaxInclusive, false)]
    [InlineData(PriceMode.TaxInclusive, PriceMode.TaxExclusive, true)]
    [InlineData(PriceMode.TaxExclusive, PriceMode.TaxInclusive, true)]
    public async Task A_draft_keeps_the_price_mode_that_it_was_written_in(PriceMode before, PriceMode after, bool isExempt)
    {
        var world = await CreateAsync(entity => entity with { PriceMode = before }, store: "memory");
        var customer = isExempt ? Exempt : ACustomer();
        await world.AddAsync(customer);
        await world.UpdateAsync(APriceList with { PriceMode = before, Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), Price(120m))])] });
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(1m)), Token);
        var overridden = await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(60m), "loyal", Token);
        await world.UpdateAsync(Seller with { PriceMode = after, Rounding = Rounding.HalfEven });

        var twice = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(2m)), Token);
        Assert.Equal((draft.PriceMode, draft.GroupingKey, draft.Totals.TotalWithoutTax), (twice.PriceMode, twice.GroupingKey, twice.Totals.TotalWithoutTax));
        Assert.Equal((draft.Rounding, draft.TaxRounding), (twice.Rounding, twice.TaxRounding));
        var once = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(1m)), Token);
        Assert.Equal(overridden.Totals, once.Totals);
        var restored = await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token);
        Assert.Equal((draft.Totals, null), (restored.Totals, restored.Lines[0].PricingError));
        Assert.Empty(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token));

        var issued = await world.Invoices.IssueAsync(world.Actor, draft.Id, new(2025, 1, 20), Token);
        Assert.Equal((draft.Totals, draft.PriceMode), (issued.Totals, issued.PriceMode));
    }

    [Fact]
    public async Task An_item_of_today_does_not_go_on_a_draft_of_another_price_mode()
    {
        var (world, customer) = (await CreateAsync(store: "memory"), ACustomer());
        await world.AddAsync(customer);
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, AProductLine(1m)), Token);
        await world.UpdateAsync(Seller with { PriceMode = PriceMode.TaxInclusive });
        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [ALine("Desk", 120m)] }, Token);
        Assert.Equal(DocumentErrors.OtherKey, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Invoices.AddItemsAsync(world.Actor, draft.Id, [item.Id], Token))).Code);
    }

    // 120.00 with 20 % in it is 100.00 without: what is taken off that is of the document's kind, of a bundle too
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_discount_by_amount_is_off_the_freed_price_of_a_bundle_too(bool isEach)
    {
        var (world, seat, suite) = await ExemptAsync();
        var off = isEach ? Discount.OfUnitAmount(Price(6m)) : Discount.OfAmount(Eur(12m));
        NewDocumentLine Line(Product product) => new() { Text = "it", Product = product.Id, Quantity = 2m, Discount = off };
        var plain = await world.Invoices.DraftAsync(world.Actor, New(Exempt, Line(seat)), Token);
        var bundle = await world.Invoices.DraftAsync(world.Actor, New(Exempt, Line(suite)), Token);
        Assert.Equal((Eur(188m), PriceMode.TaxExclusive), (plain.Totals.LineTotal, plain.PriceMode));
        Assert.Equal((plain.Totals.LineTotal, Price(100m)), (bundle.Totals.LineTotal, bundle.Lines[0].UnitPrice));
        Assert.All(bundle.Lines.Skip(1), line => Assert.Equal(line.Amount, line.Recompute(bundle.Rounding)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_discount_above_the_freed_price_is_a_pricing_error(bool isBundle)
    {
        var (world, seat, suite) = await ExemptAsync();
        NewDocumentLine line = new() { Text = "it", Product = (isBundle ? suite : seat).Id, Quantity = 1m, Discount = Discount.OfAmount(Eur(110m)) };
        var draft = await world.Invoices.DraftAsync(world.Actor, New(Exempt, line), Token);
        Assert.Equal((CatalogErrors.DiscountExceedsLine, Eur(0m)), (draft.Lines[0].PricingError, draft.Totals.LineTotal));
        Assert.Equal(DocumentErrors.PricingError, (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token))).Code);
        var mended = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { Discount = Discount.OfAmount(Eur(90m)) }), Token);
        Assert.Equal((null, Eur(10m)), (mended.Lines[0].PricingError, mended.Totals.LineTotal));

        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = Exempt.Id, BillingDate = Start, Lines = [line] }, Token);
        var run = await world.BillAsync(new(2025, 1, 31));
        Assert.Empty(await world.InvoicesOfAsync(run));
        Assert.Equal(CatalogErrors.DiscountExceedsLine, Assert.Single(await world.ObstaclesOfAsync(run)).Code);
        Assert.Equal(SalesItemStatus.Pending, (await world.Items.FindAsync(world.Actor, item.Id, Token))!.Status);
    }

    [Fact]
    public async Task A_bundle_that_hides_quantities_shows_its_components_without()
    {
        var (world, customer) = (await CreateAsync(store: "memory"), ACustomer());
        await world.AddAsync(customer);
        var (_, _, suite) = await ASuiteAsync(world, price: 100m, backups: 2m, hides: true);
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, new NewDocumentLine { Text = "Suite", Product = suite.Id, Quantity = 3m }), Token);
        var issued = await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal([3m, 3m, 6m], issued.Lines.AsEnumerable().Select(line => line.Quantity));
        Assert.Equal([(3m, "C62", 100m), (0m, string.Empty, 0m), (0m, string.Empty, 0m)], issued.Shown().Groups.AsEnumerable().Select(one => (one.Shown.Quantity, one.Shown.Unit, one.Shown.UnitPrice.Amount)));
        Assert.Equal(issued.Lines.AsEnumerable().Select(line => line.Amount), issued.Shown().Groups.AsEnumerable().Select(one => one.Shown.Amount));

        // what is issued never changes
        var shown = issued.Shown();
        await ASuiteAsync(world, price: 100m, backups: 2m, hides: false);
        Assert.Equal(shown, (await world.Invoices.FindAsync(world.Actor, issued.Id, Token))!.Shown());
    }

    private static NewInvoice New(Customer customer, params NewDocumentLine[] lines) => new() { Customer = customer.Id, Content = AContent(lines) };

    // a seat at 120.00 with tax, and a bundle of one at the same price, for who bears the tax itself
    private static async Task<(AWorld World, Product Seat, Product Suite)> ExemptAsync()
    {
        var world = await CreateAsync(entity => entity with { PriceMode = PriceMode.TaxInclusive }, store: "memory");
        await world.AddAsync(Exempt);
        var (seat, _, suite) = await ASuiteAsync(world, price: 120m, backups: 1m);
        await world.UpdateAsync(suite with { Contents = [new(new(2000, 1, 1), [new(seat.Id)])] });
        await world.UpdateAsync(APriceList with
        {
            PriceMode = PriceMode.TaxInclusive,
            Items = [.. new[] { seat, suite }.Select(product => new PriceListItem(product.Id, "C62", [new PriceEntry(new(2000, 1, 1), Price(120m))]))],
        });
        return (world, seat, suite);
    }
}
