using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
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
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, new NewDocumentLine { Text = "Suite", Product = suite.Id, Quantity = 3m }), Token);
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
        var one = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(new NewDocumentLine { Text = "Suite", Product = suite.Id, Quantity = 1m }), Token);
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
        async Task<List<(decimal Quantity, decimal Amount)>> WithAsync(NewDocumentLine line) => Components(await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line), Token));

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

        NewDocumentLine Line(decimal quantity) => new() { Text = "Suite", Product = suite.Id, Quantity = quantity };
    }

    [Fact]
    public async Task A_kept_line_stays_plain_whatever_its_product_became()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, backup, _) = await ASuiteAsync(world, price: 100m, backups: 2m);
        var line = new NewDocumentLine { Text = "Seat", Product = seat.Id };
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, line) with { PriceBehaviour = PriceBehaviour.Locked }, Token);
        await world.UpdateAsync(seat with { Kind = ProductKind.Bundle, Contents = [new(new(2000, 1, 1), [new(backup.Id)])] });
        var changed = await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { Quantity = 2m }), Token);
        Assert.Equal((BundleRole.None, Eur(120m)), (Assert.Single(changed.Lines.AsEnumerable()).Bundle, changed.Totals.LineTotal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bundle_of_a_component_without_a_price_keeps_its_last_shares_and_an_override_ends_the_error(bool isReprice)
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, backup, suite) = await ASuiteAsync(world, price: 100m, backups: 2m);
        var line = new NewDocumentLine { Text = "Suite", Product = suite.Id };
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, line), Token);

        // another price of the bundle doesn't reach it as long as it can't be shared
        await world.UpdateAsync(APriceList with { Items = [AnItem(seat, 60m), AnItem(suite, 110m)] });
        var difference = Assert.Single(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token));
        Assert.Equal((PriceDifferenceKind.PricingError, CatalogErrors.ProductNotInList, Eur(100m), Eur(100m)), (difference.Kind, difference.PricingError, difference.OldAmount, difference.NewAmount));
        if (!isReprice)
        {
            // lines that are left as they were keep their prices; one of another quantity is priced anew
            await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { Quantity = 2m }), Token);
        }

        var kept = isReprice ? await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token) : await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line), Token);
        Assert.Equal([(1m, 60m), (2m, 40m)], Components(kept));
        Assert.Equal([null, null, CatalogErrors.ProductNotInList], kept.Lines.AsEnumerable().Select(one => one.PricingError));
        Assert.Equal((Price(100m), PriceSourceKind.Catalog), (kept.Lines[0].UnitPrice, kept.Lines[0].Source!.Kind));
        Assert.Empty(await world.Invoices.CompareAsync(world.Actor, draft.Id, Token));
        Assert.Equal([(3m, 180m), (6m, 120m)], Components(await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { Quantity = 3m }), Token)));
        await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line), Token);
        Assert.Equal(DocumentErrors.PricingError, (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token))).Code);

        var said = isReprice
            ? await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(50m), "as it is", Token)
            : await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(line with { UnitPrice = Price(50m) }), Token);
        Assert.Equal([(1m, 30m), (2m, 20m)], Components(said));
        Assert.All(said.Lines.AsEnumerable(), one => Assert.Null(one.PricingError));

        // what the override ended is there again without it; the mended catalog prices all anew
        Assert.Equal(kept.Lines, (await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token)).Lines);
        await world.UpdateAsync(APriceList with { Items = [AnItem(seat, 60m), AnItem(backup, 30m), AnItem(suite, 100m)] });
        Assert.Equal([(1m, 50m), (2m, 50m)], Components(await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token)));
        await world.UpdateAsync(APriceList with { Items = [AnItem(seat, 60m), AnItem(suite, 110m)] });
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(50m), "as it is", Token);
        Assert.Equal("INV-0001", (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Number);
    }

    [Fact]
    public async Task An_override_ends_the_error_of_a_component_that_never_had_a_price()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, _, suite) = await ASuiteAsync(world, price: 100m, backups: 2m);
        await world.UpdateAsync(APriceList with { Items = [AnItem(seat, 60m), AnItem(suite, 100m)] });
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, new NewDocumentLine { Text = "Suite", Product = suite.Id }), Token);
        Assert.Equal([null, null, CatalogErrors.ProductNotInList], draft.Lines.AsEnumerable().Select(one => one.PricingError));
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(50m), "as it is", Token);
        Assert.Equal(Eur(50m), (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Totals.LineTotal);
        Assert.Equal(Eur(70m), (await world.Invoices.IssueAsync(world.Actor, (await world.Invoices.DraftAsync(
            world.Actor, New(customer, new NewDocumentLine { Text = "Suite", Product = suite.Id, UnitPrice = Price(70m) }), Token)).Id, cancellationToken: Token)).Totals.LineTotal);
    }

    [Fact]
    public async Task A_bundle_that_holds_nothing_on_the_day_keeps_what_it_held_and_is_billed_as_itself_at_a_price_that_somebody_says()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, _, suite) = await ASuiteAsync(world, price: 100m, backups: 2m);
        var line = new NewDocumentLine { Text = "Suite", Product = suite.Id };
        var old = await world.Invoices.DraftAsync(world.Actor, New(customer, line), Token);
        await world.UpdateAsync(suite with { Contents = [new(new(2100, 1, 1), [new(seat.Id)])] });

        var kept = await world.Invoices.RepriceAsync(world.Actor, old.Id, Token);
        Assert.Equal([CatalogErrors.NoPriceAtDate, null, null], kept.Lines.AsEnumerable().Select(one => one.PricingError));
        Assert.Equal([(1m, 60m), (2m, 40m)], Components(kept));
        await world.Invoices.OverridePriceAsync(world.Actor, old.Id, 0, Price(50m), "as it is", Token);
        Assert.Equal([0m, 30m, 20m], (await world.Invoices.IssueAsync(world.Actor, old.Id, cancellationToken: Token)).Lines.AsEnumerable().Select(one => one.Amount.Amount));

        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, line), Token);
        Assert.Equal((BundleRole.Heading, CatalogErrors.NoPriceAtDate), (Assert.Single(draft.Lines.AsEnumerable()).Bundle, draft.Lines[0].PricingError));
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(50m), "as it is", Token);
        Assert.Equal(draft.Lines, (await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, 0, Token)).Lines);
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, 0, Price(50m), "as it is", Token);
        Assert.Equal(Eur(50m), (await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token)).Totals.LineTotal);
    }

    [Fact]
    public async Task A_bundle_is_freed_into_plain_agreed_lines()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, backup, suite) = await ASuiteAsync(world, price: 100m, backups: 3m);
        ValueList<NewDocumentLine> written = [AProductLine(2m), new() { Text = "Suite", Product = suite.Id, Quantity = 3m, Discount = Discount.OfPercent(Percent.Of(10m)) }, AProductLine(1m)];
        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, [.. written.AsEnumerable()]), Token);
        foreach (var line in new[] { 0, 2, 3, 4, 5 })
        {
            Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Invoices.UnbundleAsync(world.Actor, draft.Id, line, Token))).Code);
        }

        var freed = await world.Invoices.UnbundleAsync(world.Actor, draft.Id, 1, Token);

        Assert.Equal(draft.Totals with { Lines = [] }, freed.Totals with { Lines = [] });
        Assert.Equal(
            [(AProduct.Id, 2m, 0.50m, PriceSourceKind.Catalog), (seat.Id, 3m, 45m, PriceSourceKind.Agreed), (backup.Id, 9m, 15m, PriceSourceKind.Agreed), (AProduct.Id, 1m, 0.50m, PriceSourceKind.Catalog)],
            freed.Lines.AsEnumerable().Select(line => (line.Product!.Value, line.Quantity, line.UnitPrice.Amount, line.Source!.Kind)));
        Assert.All(freed.Lines.AsEnumerable(), line => Assert.Equal((BundleRole.None, line.Recompute(freed.Rounding)), (line.Bundle, line.Amount)));

        // they can be written like any other, and stay when the catalog moves
        await ASuiteAsync(world, price: 10m, backups: 1m);
        var sent = freed.Lines.AsEnumerable().Skip(1).Take(2).Select(line => new NewDocumentLine { Text = line.Text, Product = line.Product, Quantity = line.Quantity - 1m, UnitPrice = line.UnitPrice });
        var sales = Actor.Create(Tenant, UserId.Of("sal"), "Sal", [Role.Sales], AccessTable.Default);
        Assert.Equal(Eur(210m), (await world.Invoices.ChangeAsync(sales, draft.Id, AContent([.. sent]), Token)).Totals.LineTotal);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Invoices.UnbundleAsync(sales, draft.Id, 0, Token));
    }

    private static List<(decimal Quantity, decimal Amount)> Components(Invoice invoice) =>
        invoice.Lines.AsEnumerable().Where(line => line.Bundle == BundleRole.Component).Select(line => (line.Quantity, line.Amount.Amount)).ToList();

    // a seat at 60.00 and backups at 20.00 each
    internal static async Task<(Product Seat, Product Backup, Product Suite)> ASuiteAsync(AWorld world, decimal price, decimal backups, bool hides = false)
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
            HidesComponentQuantities = hides,
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
        await world.UpdateAsync(APriceList with { Items = [AnItem(AProduct, 0.50m), AnItem(seat, 60m), AnItem(backup, 20m), AnItem(suite, price)] });
        return (seat, backup, suite);
    }

    internal static PriceListItem AnItem(Product product, decimal amount) => new(product.Id, "C62", [new PriceEntry(new(2000, 1, 1), Price(amount))]);
}
