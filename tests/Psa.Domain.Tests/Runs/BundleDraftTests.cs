using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.DraftPriceTests;
using static Psa.Domain.Tests.Runs.HandInvoiceTests;

namespace Psa.Domain.Tests.Runs;

/// <summary>Bundles on invoices by hand (R-BUNDLE): what their components share when the catalog, or somebody, changes them.</summary>
public sealed class BundleDraftTests
{
    [Fact]
    public async Task A_bundle_is_billed_by_its_components_and_follows_as_a_whole()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, backup, suite) = await ASuiteAsync(world, price: 100m, backups: 2m);
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, new NewSalesItemLine { Text = "Suite", Product = suite.Id, Quantity = 3m }), Token);
        Assert.Equal([BundleRole.Heading, BundleRole.Component, BundleRole.Component], draft.Lines.AsEnumerable().Select(line => line.Bundle));
        Assert.Equal([0m, 180m, 120m], draft.Lines.AsEnumerable().Select(line => line.Amount.Amount));
        Assert.Equal((Eur(300m), Eur(60m)), (draft.Totals.LineTotal, draft.Totals.TaxTotal));

        // another price; then other contents at the same price
        await ASuiteAsync(world, price: 90m, backups: 2m);
        Assert.Equal([(0, PriceDifferenceKind.Price)], (await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Select(one => (one.Line, one.Kind)));
        Assert.Equal([0m, 162m, 108m], (await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token)).Lines.AsEnumerable().Select(line => line.Amount.Amount));
        await ASuiteAsync(world, price: 90m, backups: 1m);
        Assert.Equal([(0, PriceDifferenceKind.Components)], (await world.Invoices.CompareAsync(world.Actor, draft.Id, Token)).Select(one => (one.Line, one.Kind)));
        var locked = await world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token);
        Assert.Equal([(3m, 0m), (3m, 202.50m), (3m, 67.50m)], locked.Lines.AsEnumerable().Select(line => (line.Quantity, line.Amount.Amount)));

        // locked, it holds what it held, for other quantities and prices too
        await ASuiteAsync(world, price: 80m, backups: 5m);
        var one = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(new NewSalesItemLine { Text = "Suite", Product = suite.Id, Quantity = 1m }), Token);
        Assert.Equal([(1m, 0m), (1m, 67.50m), (1m, 22.50m)], one.Lines.AsEnumerable().Select(line => (line.Quantity, line.Amount.Amount)));
        var other = await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(100m), "rounder", Token);
        Assert.Equal([0m, 75m, 25m], other.Lines.AsEnumerable().Select(line => line.Amount.Amount));
        Assert.Equal(seat.Id, other.Lines[1].Product);
        Assert.Equal(backup.Id, other.Lines[2].Product);
        Assert.All(other.Lines.AsEnumerable(), line => Assert.Equal(line.Amount, line.Recompute(other.Rounding)));
        Assert.Equal([0m, 67.50m, 22.50m], (await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token)).Lines.AsEnumerable().Select(line => line.Amount.Amount));
        Assert.Equal("INV-0001", (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Number);
    }

    [Fact]
    public async Task A_bundle_that_is_kept_shares_by_the_prices_of_its_components_and_not_by_rounded_amounts()
    {
        var (world, customer) = await AWorldWithAsync();
        var (_, _, suite) = await ASuiteAsync(world, price: 100m, backups: 3m);
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, Line(0.0001m)) with { PriceBehaviour = PriceBehaviour.Locked }, Token);
        await ASuiteAsync(world, price: 80m, backups: 7m);
        async Task<List<(decimal Quantity, decimal Amount)>> WithAsync(NewSalesItemLine line) => Components(await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line), Token));

        Assert.Equal([(3m, 150m), (9m, 150m)], await WithAsync(Line(3m)));
        Assert.Equal([(0m, 0m), (0m, 0m)], await WithAsync(Line(0m)));
        Assert.Equal([(1m, 50m), (3m, 50m)], await WithAsync(Line(1m)));
        Assert.Equal([(1m, 0m), (3m, 0m)], await WithAsync(Line(1m) with { Discount = Discount.OfPercent(Percent.Of(100m)) }));
        Assert.Equal([(-1m, -50m), (-3m, -50m)], await WithAsync(Line(-1m)));
        await WithAsync(Line(1m));
        foreach (var price in new[] { 0.01m, 0m })
        {
            await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(price), "a gift", Token);
            Assert.Equal([(1m, 150m), (3m, 150m)], Components(await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(300m), "none", Token)));
        }

        Assert.Equal([(1m, 50m), (3m, 50m)], Components(await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token)));
        Assert.All(draft.Lines.AsEnumerable(), line => Assert.Null(line.BundleShare));

        NewSalesItemLine Line(decimal quantity) => new() { Text = "Suite", Product = suite.Id, Quantity = quantity };
    }

    [Fact]
    public async Task A_kept_line_stays_plain_whatever_its_product_became()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, backup, _) = await ASuiteAsync(world, price: 100m, backups: 2m);
        var line = new NewSalesItemLine { Text = "Seat", Product = seat.Id };
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, line) with { PriceBehaviour = PriceBehaviour.Locked }, Token);
        await world.UpdateAsync(seat with { Kind = ProductKind.Bundle, Contents = [new(new(2000, 1, 1), [new(backup.Id)])] });
        var changed = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { Quantity = 2m }), Token);
        Assert.Equal((BundleRole.None, Eur(120m)), (Assert.Single(changed.Lines.AsEnumerable()).Bundle, changed.Totals.LineTotal));
    }

    private static List<(decimal Quantity, decimal Amount)> Components(Invoice invoice) =>
        invoice.Lines.AsEnumerable().Where(line => line.Bundle == BundleRole.Component).Select(line => (line.Quantity, line.Amount.Amount)).ToList();

    // a seat at 60.00 and backups at 20.00 each
    internal static async Task<(Product Seat, Product Backup, Product Suite)> ASuiteAsync(AWorld world, decimal price, decimal backups)
    {
        var seat = AProduct with { Id = DerivedId.Create<Product>(Tenant, "seat"), Number = "SEAT", Name = "Seat", ServiceCode = null };
        var backup = AProduct with { Id = DerivedId.Create<Product>(Tenant, "backup"), Number = "BACKUP", Name = "Backup", ServiceCode = null };
        var suite = AProduct with
        {
            Id = DerivedId.Create<Product>(Tenant, "suite"),
            Number = "SUITE",
            Name = "Suite",
            Kind = ProductKind.Bundle,
            ServiceCode = null,
            Contents = [new(new(2000, 1, 1), [new(seat.Id), new(backup.Id, backups)])],
        };
        await world.InSessionAsync(async session =>
        {
            foreach (var product in new[] { seat, backup, suite })
            {
                if (await session.Of<Product>().FindAsync(product.Id, Token) is { } stored)
                {
                    session.Of<Product>().Update(product with { Version = stored.Version });
                }
                else
                {
                    session.Of<Product>().Add(product);
                }
            }
        });
        await world.UpdateAsync(APriceList with { Items = [AnItem(seat, 60m), AnItem(backup, 20m), AnItem(suite, price)] });
        return (seat, backup, suite);
    }

    internal static PriceListItem AnItem(Product product, decimal amount) => new(product.Id, "C62", [new PriceEntry(new(2000, 1, 1), Price(amount))]);
}
