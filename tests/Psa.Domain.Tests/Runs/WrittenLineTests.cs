using System.Globalization;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.DraftPriceTests;
using static Psa.Domain.Tests.Runs.HandInvoiceTests;

namespace Psa.Domain.Tests.Runs;

/// <summary>Which line a written one goes on from, so that prices, overrides and discounts stay with their lines.</summary>
public sealed class WrittenLineTests
{
    [Theory]
    [InlineData("5 1! 50", "1 50", "1.00 200.00")]
    [InlineData("1! 50", "50 1", "200.00 1.00")]
    [InlineData("1! 50", "5 1 50", "200.00 1.00 200.00")]
    [InlineData("1! 2", "2", "200.00")]
    [InlineData("1 2!", "2", "1.00")]
    [InlineData("1! 2", "3 4", "1.00 200.00")]
    [InlineData("1 1!", "1@1.00 1@200.00", "1.00 200.00")]
    [InlineData("1 1!", "3@1.00 1@200.00", "1.00 200.00")]
    [InlineData("1 1!", "1@1.00", "1.00")]
    public async Task Lines_of_a_product_keep_their_own_prices_in_any_order_and_number(string before, string written, string prices)
    {
        var (world, customer) = await AWorldWithAsync();
        await PriceAsync(world, (Start, 200m));
        var sales = Actor.Create(Tenant, UserId.Of("sal"), "Sal", [Role.Sales], AccessTable.Default);
        var draft = await world.Invoices.DraftAsync(sales, New(customer, [.. before.Split(' ').Select(one => AProductLine(Number(one.TrimEnd('!'))))]), Token);
        await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, before.Split(' ').ToList().FindIndex(one => one.EndsWith('!')), Price(1m), "loyal", Token);

        var changed = await world.Invoices.ChangeAsync(sales, draft.Id, AContent([.. written.Split(' ').Select(Written)]), Token);

        Assert.Equal(prices, string.Join(' ', changed.Lines.AsEnumerable().Select(line => line.UnitPrice.Amount.ToString("0.00", CultureInfo.InvariantCulture))));
        Assert.Equal(changed.Lines.AsEnumerable().Select(line => line.UnitPrice == Price(1m)), changed.Lines.AsEnumerable().Select(line => line.Source!.Kind == PriceSourceKind.Override));

        static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

        static NewDocumentLine Written(string text) => text.Split('@') is { Length: 2 } said ? AProductLine(Number(said[0])) with { UnitPrice = Price(Number(said[1])) } : AProductLine(Number(text));
    }

    [Fact]
    public async Task A_line_of_another_product_that_goes_moves_no_price_of_a_locked_draft_or_an_item()
    {
        var (world, customer) = await AWorldWithAsync();
        var (seat, _, _) = await BundleDraftTests.ASuiteAsync(world, price: 100m, backups: 2m);
        var discount = new VolumeDiscount { Id = DerivedId.Create<VolumeDiscount>(Tenant, "ten"), Tenant = Tenant, Name = "Ten", Tiers = [new(new(2000, 1, 1), [new VolumeTier(10m, Percent.Of(10m))])] };
        await world.AddAsync(discount);
        await world.UpdateAsync(APriceList with { Items = [BundleDraftTests.AnItem(seat, 60m), new(AProduct.Id, "C62", [new(Start, PriceMethod.Fixed(Price(100m)), null, discount.Id)])] });
        ValueList<NewDocumentLine> written = [new() { Text = "Seat", Product = seat.Id }, AProductLine(1m), AProductLine(10m)];

        var draft = await world.Invoices.DraftAsync(world.Actor, New(customer, [.. written.AsEnumerable()]) with { PriceBehaviour = PriceBehaviour.Locked }, Token);
        Assert.Equal(Eur(1060m), draft.Totals.LineTotal);
        Assert.Equal(Eur(1000m), (await world.Invoices.ChangeAsync(world.Actor, draft.Id, AContent(AProductLine(1m), AProductLine(10m)), Token)).Totals.LineTotal);

        var item = await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = written }, Token);
        Assert.Equal(Eur(1000m), (await world.Items.ChangeLinesAsync(world.Actor, item.Id, [AProductLine(1m), AProductLine(10m)], Token)).Net);
    }
}
